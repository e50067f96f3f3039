import { contains, insetBy, type Side, sidesOf } from '../convex.ts';
import type { Pen } from '../pen.ts';
import { area, type Corners, distance, type Vec } from '../plane.ts';
import type { Random } from '../random.ts';
import type { Site } from './site.ts';

/** A single tree; height and crown are told for some. */
export function tree(pen: Pen, random: Random, at: Vec): void {
  const needles = random.chance(0.2);
  pen.point(
    {
      natural: 'tree',
      leaf_type: needles ? 'needleleaved' : 'broadleaved',
      ...(random.chance(0.4) && { height: `${random.whole(5, 18)}` }),
      ...(random.chance(0.3) && { diameter_crown: `${random.whole(3, 9)}` }),
    },
    at,
  );
}

/** Trees on a jittered grid inside a convex outline, where `free` allows; `share` of the places are taken. */
export function scatterTrees(
  { pen, random }: Pick<Site, 'pen' | 'random'>,
  corners: Corners,
  spacing: number,
  share: number,
  free: (at: Vec) => boolean = () => true,
): void {
  const sides = sidesOf(corners);
  const xs = corners.map((corner) => corner[0]);
  const ys = corners.map((corner) => corner[1]);
  for (let y = Math.min(...ys) + spacing / 2; y < Math.max(...ys); y += spacing) {
    for (let x = Math.min(...xs) + spacing / 2; x < Math.max(...xs); x += spacing) {
      const at: Vec = [x + spacing * random.between(-0.4, 0.4), y + spacing * random.between(-0.4, 0.4)];
      if (random.chance(share) && contains(sides, at, 1.5) && free(at)) tree(pen, random, at);
    }
  }
}

/** Grass with a few trees, in the space that is left `depth` metres inside the site's edge. */
export function courtyardGreen(site: Site, depth: number, free?: (at: Vec) => boolean): void {
  const inner = insetBy(site.corners, depth, 6);
  if (!inner || area(inner) < 120) return;
  site.pen.area({ tags: { landuse: 'grass' }, corners: inner });
  scatterTrees(site, inner, 9, 0.35, free);
}

/** Whether a point keeps `clear` metres from a side's rectangle between two positions and two depths. */
export function outside(
  { start, forward, inward }: Side,
  from: number,
  to: number,
  near: number,
  far: number,
  clear = 2,
) {
  return ([x, y]: Vec): boolean => {
    const u = (x - start[0]) * forward[0] + (y - start[1]) * forward[1];
    const v = (x - start[0]) * inward[0] + (y - start[1]) * inward[1];
    return u < from - clear || u > to + clear || v < near - clear || v > far + clear;
  };
}

/** A closed, irregular outline around a point. */
export function blob([x, y]: Vec, radius: number, random: Random, corners = 20): Vec[] {
  const [a, b, c] = [random.between(0, 6), random.between(0, 6), random.between(0.7, 1.3)];
  return Array.from({ length: corners }, (_, i): Vec => {
    const angle = (i / corners) * 2 * Math.PI;
    const reach = radius * (1 + 0.18 * Math.sin(2 * angle + a) + 0.1 * Math.sin(3 * angle + b));
    return [x + reach * c * Math.cos(angle), y + (reach / c) * Math.sin(angle)];
  });
}

export function clearOf(centre: Vec, radius: number): (at: Vec) => boolean {
  return (at) => distance(at, centre) > radius;
}
