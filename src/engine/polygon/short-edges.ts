import type { Polygon, Ring } from './polygon.ts';

/**
 * Leaves out corners that are nearer to the one before than some metres: outlines move by less than that. What is left of a
 * polygon may be less than three corners or cross itself, so an operation of the kernel must follow.
 */
export function withoutShortEdges(polygons: readonly Polygon[], least: number): Polygon[] {
  return polygons.map(({ outer, holes }) => ({
    outer: longEdges(outer, least),
    holes: holes.map((hole) => longEdges(hole, least)),
  }));
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
