import type { Bridge } from './city.ts';

/** Bridge ways one after another between two nodes, as one line. */
export interface BridgeChain {
  /** The bridges that it runs over, each once, in the order of the line. */
  readonly bridges: readonly number[];
  /** `x, y` pairs in local metres. */
  readonly line: Float64Array;
  /** Metres from the line's start, per point. */
  readonly distances: Float64Array;
  /** Keys of the first and last point (see {@link placeKey}): ends on the ground, or where several chains meet. */
  readonly from: string;
  readonly to: string;
}

/** Where a bridge's segments lie in their chains. */
export interface ChainPlace {
  readonly chain: number;
  /** Metres along the chain where the segment starts, and 1 or -1: the way runs with the chain or against it. */
  readonly distance: number;
  readonly direction: 1 | -1;
}

/** A segment of a bridge between two places. */
interface Piece {
  readonly bridge: number;
  readonly segment: number;
  readonly from: string;
  readonly to: string;
}

/** The same for all lines that share a point: OSM's shared nodes have exactly the same coordinates. */
export function placeKey(x: number, y: number): string {
  return `${x} ${y}`;
}

/**
 * Joins bridges to chains: a chain ends where the bridge does and where three or more stretches of bridges meet.
 * @returns the chains, and for each bridge the place of each of its segments
 */
export function bridgeChains(bridges: readonly Bridge[]): { chains: BridgeChain[]; places: ChainPlace[][] } {
  const pieces = bridges.flatMap(({ line }, bridge) => piecesOf(line, bridge));
  const piecesAt = new Map<string, Piece[]>();
  for (const piece of pieces) {
    for (const key of [piece.from, piece.to]) piecesAt.set(key, [...(piecesAt.get(key) ?? []), piece]);
  }
  const chains: BridgeChain[] = [];
  const places: ChainPlace[][] = bridges.map(() => []);
  const used = new Set<Piece>();
  const follow = (start: string, first: Piece) => {
    if (used.has(first)) return;
    const members: [Piece, 1 | -1][] = [];
    let at = start;
    for (let piece: Piece | undefined = first; piece; ) {
      used.add(piece);
      const direction = piece.from === at ? 1 : -1;
      members.push([piece, direction]);
      at = direction === 1 ? piece.to : piece.from;
      const here: Piece[] = piecesAt.get(at)!;
      piece = here.length === 2 ? here.find((other) => !used.has(other)) : undefined;
    }
    addChain(members, bridges, chains, places);
  };
  for (const [key, here] of piecesAt) if (here.length !== 2) for (const piece of here) follow(key, piece);
  // What is left are loops without any node.
  for (const piece of pieces) follow(piece.from, piece);
  return { chains, places };
}

function piecesOf(line: Float64Array, bridge: number): Piece[] {
  return Array.from({ length: line.length / 2 - 1 }, (_, segment) => ({
    bridge,
    segment,
    from: placeKey(line[2 * segment]!, line[2 * segment + 1]!),
    to: placeKey(line[2 * segment + 2]!, line[2 * segment + 3]!),
  }));
}

function addChain(
  members: readonly (readonly [Piece, 1 | -1])[],
  bridges: readonly Bridge[],
  chains: BridgeChain[],
  places: ChainPlace[][],
): void {
  const points: number[] = [];
  const distances = [0];
  for (const [{ bridge, segment }, direction] of members) {
    const { line } = bridges[bridge]!;
    const [ax, ay, bx, by] = line.subarray(2 * segment, 2 * segment + 4) as unknown as [number, number, number, number];
    const length = Math.hypot(bx - ax, by - ay);
    const start = distances[distances.length - 1]!;
    if (points.length === 0) points.push(...(direction === 1 ? [ax, ay] : [bx, by]));
    points.push(...(direction === 1 ? [bx, by] : [ax, ay]));
    distances.push(start + length);
    places[bridge]![segment] = { chain: chains.length, distance: direction === 1 ? start : start + length, direction };
  }
  const last = points.length - 2;
  chains.push({
    bridges: [...new Set(members.map(([{ bridge }]) => bridge))],
    line: Float64Array.from(points),
    distances: Float64Array.from(distances),
    from: placeKey(points[0]!, points[1]!),
    to: placeKey(points[last]!, points[last + 1]!),
  });
}
