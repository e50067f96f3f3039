import type { Rect } from '../../geo/local-frame.ts';
import { reversed } from '../polygon/polygon.ts';
import type { Coast } from './coast-chains.ts';
import { lengthOf } from './coast-ends.ts';
import type { Oddities } from './oddities.ts';

/** Where a coast meets the edge of the rectangle. */
interface Meeting {
  readonly coast: Coast;
  readonly isStart: boolean;
  /** Metres along the edge from the north-western corner, clockwise. */
  readonly at: number;
  /** Of coasts that meet the edge in the same point, the one that leans backwards comes first. */
  readonly lean: number;
}

/**
 * The rings of the sea between coasts that run from edge to edge, closed along the edge of the rectangle: from where a
 * coast ends, clockwise to where the next one starts.
 *
 * Coasts that do not cross divide the rectangle into areas that are land and sea by turns, whichever way they run:
 * their directions have to decide once only. So they vote by their lengths, and those that run the wrong way are
 * turned; of coasts that cross, the shortest are left out. Both are counted.
 */
export function closeAlongEdge(coasts: readonly Coast[], rect: Rect, oddities: Oddities): Float64Array[] {
  const meetings = withoutCrossings(coasts, rect, oddities);
  const startsAreOdd = majority(meetings);
  const turned = meetings.map((meeting, i): Meeting => {
    const isStart = i % 2 === startsAreOdd;
    if (isStart === meeting.isStart) return meeting;
    if (isStart) oddities.repair(meeting.coast.id, 'a coastline that runs the wrong way, turned');
    return { ...meeting, isStart };
  });
  return rings(turned, meetings, rect);
}

/** The meetings in order along the edge. Of a coast that crosses no other, one has an even and one an odd place. */
function withoutCrossings(coasts: readonly Coast[], rect: Rect, oddities: Oddities): Meeting[] {
  let meetings = coasts
    .flatMap((coast) => [meeting(coast, true, rect), meeting(coast, false, rect)])
    .toSorted((a, b) => a.at - b.at || a.lean - b.lean);
  for (;;) {
    const places = new Map<Coast, number>();
    let crossing: Coast | undefined;
    let shortest = Number.POSITIVE_INFINITY;
    for (const [place, { coast }] of meetings.entries()) {
      const other = places.get(coast);
      if (other === undefined) places.set(coast, place);
      else if ((place - other) % 2 === 0 && lengthOf(coast.line) < shortest) {
        crossing = coast;
        shortest = lengthOf(coast.line);
      }
    }
    if (!crossing) return meetings;
    oddities.skip(crossing.id, 'a coastline that crosses another');
    meetings = meetings.filter(({ coast }) => coast !== crossing);
  }
}

function meeting(coast: Coast, isStart: boolean, rect: Rect): Meeting {
  const { line } = coast;
  const end = isStart ? 0 : line.length - 2;
  const inner = isStart ? 2 : line.length - 4;
  const [x, y] = [line[end]!, line[end + 1]!];
  const [dx, dy] = [line[inner]! - x, line[inner + 1]! - y];
  const [alongX, alongY] = edgeDirection(x, y, rect);
  return { coast, isStart, at: edgePosition(x, y, rect), lean: (dx * alongX + dy * alongY) / Math.hypot(dx, dy) };
}

function edgePosition(x: number, y: number, { minX, minY, maxX, maxY }: Rect): number {
  const [width, height] = [maxX - minX, maxY - minY];
  if (y === maxY) return x - minX;
  if (x === maxX) return width + maxY - y;
  if (y === minY) return width + height + maxX - x;
  return 2 * width + height + y - minY;
}

function edgeDirection(x: number, y: number, { minY, maxX, maxY }: Rect): [x: number, y: number] {
  if (y === maxY) return [1, 0];
  if (x === maxX) return [0, -1];
  return y === minY ? [-1, 0] : [0, 1];
}

/** 1 where by most metres of coast the meetings at odd places are starts, else 0. */
function majority(meetings: readonly Meeting[]): 0 | 1 {
  const metres: [number, number] = [0, 0];
  for (const [place, { coast, isStart }] of meetings.entries()) {
    if (isStart) metres[place % 2 === 0 ? 0 : 1] += lengthOf(coast.line);
  }
  return metres[1] > metres[0] ? 1 : 0;
}

/** Follows each coast to its end and the edge from there to the next start, until the ring is closed. */
function rings(turned: readonly Meeting[], original: readonly Meeting[], rect: Rect): Float64Array[] {
  const endOf = new Map(turned.flatMap(({ coast, isStart }, place) => (isStart ? [] : [[coast, place] as const])));
  const seen = new Set<Coast>();
  const found: Float64Array[] = [];
  for (const first of turned) {
    if (!first.isStart || seen.has(first.coast)) continue;
    const ring: number[] = [];
    for (let at = first; !seen.has(at.coast); ) {
      seen.add(at.coast);
      const end = endOf.get(at.coast)!;
      const ranBackwards = original[end]!.isStart;
      for (const value of ranBackwards ? reversed(at.coast.line) : at.coast.line) ring.push(value);
      const next = (end + 1) % turned.length;
      for (const value of cornersBetween(turned[end]!.at, turned[next]!.at, next <= end, rect)) ring.push(value);
      at = turned[next]!;
    }
    found.push(Float64Array.from(ring));
  }
  return found;
}

/** The rectangle's corners between two positions along its edge, clockwise. */
function cornersBetween(from: number, to: number, isWrapped: boolean, { minX, minY, maxX, maxY }: Rect): number[] {
  const [width, height] = [maxX - minX, maxY - minY];
  const around = 2 * (width + height);
  const until = isWrapped ? to + around : to;
  const corners = [
    [0, minX, maxY],
    [width, maxX, maxY],
    [width + height, maxX, minY],
    [2 * width + height, minX, minY],
  ] as const;
  return [0, around].flatMap((turn) =>
    corners.flatMap(([at, x, y]) => (at + turn > from && at + turn < until ? [x, y] : [])),
  );
}
