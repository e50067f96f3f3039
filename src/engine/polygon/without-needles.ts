import { distanceToEdge } from './inside-index.ts';
import type { Polygon, Ring } from './polygon.ts';

/** What corners a polygon keeps, in metres. */
export interface KeptCorners {
  /** Least distance from the corner before. */
  readonly edge: number;
  /** Least distance from the straight line between the corners before and after. */
  readonly bend: number;
}

/**
 * Leaves out corners that would make needles of triangles: outlines move by less than what is given. What is left of a polygon
 * may be less than three corners or cross itself, so an operation of the kernel must follow.
 */
export function withoutNeedles(polygons: readonly Polygon[], { edge, bend }: KeptCorners): Polygon[] {
  const simple = (ring: Ring) => bentCorners(longEdges(ring, edge), bend);
  return polygons.map(({ outer, holes }) => ({ outer: simple(outer), holes: holes.map(simple) }));
}

function longEdges(ring: Ring, least: number): Ring {
  const kept: number[] = [];
  const isFar = (x: number, y: number, other: number) => Math.hypot(x - kept[other]!, y - kept[other + 1]!) >= least;
  for (let i = 0; i < ring.length; i += 2) {
    if (kept.length === 0 || isFar(ring[i]!, ring[i + 1]!, kept.length - 2)) kept.push(ring[i]!, ring[i + 1]!);
  }
  while (kept.length > 2 && !isFar(kept.at(-2)!, kept.at(-1)!, 0)) kept.length -= 2;
  return Float64Array.from(kept);
}

/** So many corners in a row are left out at most: each of them is looked at again for every further one. */
const MOST_IN_A_ROW = 64;

function bentCorners(ring: Ring, least: number): Ring {
  const count = ring.length / 2;
  const x = (corner: number) => ring[2 * (corner % count)]!;
  const y = (corner: number) => ring[2 * (corner % count) + 1]!;
  const bend = (corner: number, from: number, to: number) =>
    distanceToEdge(x(corner), y(corner), x(from), y(from), x(to), y(to));
  let start = 0;
  for (let corner = 0, most = 0; corner < count; corner++) {
    const sharpness = bend(corner, corner + count - 1, corner + 1);
    if (sharpness > most) [start, most] = [corner, sharpness];
  }
  const kept = [start];
  for (let corner = start + 1; corner < start + count; corner++) {
    // All that was left out since the last kept corner stays near the line, so that many slight bends do not add up.
    let isBent = corner - kept.at(-1)! > MOST_IN_A_ROW;
    for (let one = kept.at(-1)! + 1; one <= corner && !isBent; one++)
      isBent = bend(one, kept.at(-1)!, corner + 1) >= least;
    if (isBent) kept.push(corner);
  }
  return Float64Array.from(kept.flatMap((corner) => [x(corner), y(corner)]));
}
