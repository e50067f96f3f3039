import { reversed } from '../polygon/polygon.ts';

/** Closed rings made of ways, and how many chains of ways did not close. */
export interface JoinedRings {
  /** Coordinate pairs without the closing repeat. */
  readonly rings: readonly Float64Array[];
  readonly open: number;
}

/**
 * Joins ways that share end points into closed rings, in whatever order and direction they come.
 * @param ways coordinate pairs; shared end points are equal numbers
 */
export function joinRings(ways: readonly Float64Array[]): JoinedRings {
  const rings: Float64Array[] = [];
  const pieces = ways.filter((way) => way.length >= 4);
  const waysAt = new Map<string, number[]>();
  pieces.forEach((way, index) => {
    for (const key of [startKey(way), endKey(way)]) {
      const list = waysAt.get(key);
      if (list) list.push(index);
      else waysAt.set(key, [index]);
    }
  });
  const used = new Uint8Array(pieces.length);
  let open = 0;
  for (let first = 0; first < pieces.length; first++) {
    if (used[first]) continue;
    used[first] = 1;
    const chain = [pieces[first]!];
    const goal = startKey(pieces[first]!);
    let end = endKey(pieces[first]!);
    while (end !== goal) {
      const next = waysAt.get(end)?.find((index) => !used[index]);
      if (next === undefined) break;
      used[next] = 1;
      const way = pieces[next]!;
      const forward = startKey(way) === end;
      chain.push(forward ? way : reversed(way));
      end = forward ? endKey(way) : startKey(way);
    }
    const ring = concatenate(chain);
    if (end === goal && ring.length >= 6) rings.push(ring);
    else open++;
  }
  return { rings, open };
}

function startKey(way: Float64Array): string {
  return `${way[0]},${way[1]}`;
}

function endKey(way: Float64Array): string {
  return `${way[way.length - 2]},${way[way.length - 1]}`;
}

/** Each piece without its last point, which is the next one's first. */
function concatenate(chain: readonly Float64Array[]): Float64Array {
  const ring = new Float64Array(chain.reduce((sum, way) => sum + way.length - 2, 0));
  let offset = 0;
  for (const way of chain) {
    ring.set(way.subarray(0, way.length - 2), offset);
    offset += way.length - 2;
  }
  return ring;
}
