import type { Ring } from './polygon.ts';

/** A rectangle around a ring. */
export interface OrientedBox {
  /** Unit vector along its longer side. */
  readonly along: readonly [x: number, y: number];
  /** Length in metres along {@link along}, and of the shorter side. */
  readonly length: number;
  readonly width: number;
}

/** A box must be smaller than the best one by more than this share: of equally good directions, the first edge's wins. */
const BETTER = 0.999;

/** Of a ring with more edges than this, only so many of the longest are tried: all would take quadratic time. */
const MOST_EDGES = 200;

/** The smallest rectangle around a ring that has a side along one of the ring's edges. */
export function orientedBox(ring: Ring): OrientedBox {
  let best: OrientedBox = { along: [1, 0], length: 0, width: 0 };
  let least = Infinity;
  for (const [dx, dy] of triedEdges(ring)) {
    const side = Math.hypot(dx, dy);
    const x = dx / side;
    const y = dy / side;
    const [low, high] = extent(ring, x, y);
    const [near, far] = extent(ring, -y, x);
    const area = (high - low) * (far - near);
    if (area >= least * BETTER) continue;
    least = area;
    best =
      high - low >= far - near
        ? { along: [x, y], length: high - low, width: far - near }
        : { along: [-y, x], length: far - near, width: high - low };
  }
  return best;
}

function triedEdges(ring: Ring): (readonly [dx: number, dy: number])[] {
  const edges: (readonly [dx: number, dy: number])[] = [];
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    edges.push([ring[i]! - ring[j]!, ring[i + 1]! - ring[j + 1]!]);
  }
  if (edges.length <= MOST_EDGES) return edges;
  return edges.sort(([ax, ay], [bx, by]) => bx * bx + by * by - (ax * ax + ay * ay)).slice(0, MOST_EDGES);
}

/** The least and greatest value of a ring's vertices along a direction. */
export function extent(ring: Ring, dx: number, dy: number): [least: number, greatest: number] {
  let least = Infinity;
  let greatest = -Infinity;
  for (let i = 0; i < ring.length; i += 2) {
    const value = ring[i]! * dx + ring[i + 1]! * dy;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return [least, greatest];
}
