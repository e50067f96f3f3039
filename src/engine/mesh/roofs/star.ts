import { centroid, type Polygon, type Ring } from '../../polygon/polygon.ts';
import { type Profile, profileAt } from './profile.ts';
import { type RoofField, RoofLines } from './roof-lines.ts';

/** Metres by which every side must pass the center. */
const CLEAR = 0.05;

/** A place from which a whole outline can be seen. */
export interface Star {
  readonly outline: Ring;
  readonly center: readonly [x: number, y: number];
}

/** An outline with its centre of mass, if all of it can be seen from there and there is no courtyard. */
export function starAround(polygon: Polygon): Star | undefined {
  if (polygon.holes.length > 0) return undefined;
  const star = { outline: polygon.outer, center: centroid([polygon]) };
  return sides(star).every(({ distance }) => distance > CLEAR) ? star : undefined;
}

/** Corners of scaled outlines are kept further apart than this (m). */
const APART = 0.004;

/** An outline's copies that are smaller than this have corners too close together to be told apart. */
export function leastScale(star: Star): number {
  return Math.max(...sides(star).map(({ ax, ay, bx, by }) => APART / Math.hypot(bx - ax, by - ay)));
}

interface Side {
  readonly ax: number;
  readonly ay: number;
  readonly bx: number;
  readonly by: number;
  /** Metres from the center to the side's line, positive where the center is inside. */
  readonly distance: number;
}

function sides({ outline, center: [x, y] }: Star): Side[] {
  return Array.from({ length: outline.length / 2 }, (_, i) => {
    const next = (2 * i + 2) % outline.length;
    const [ax, ay] = [outline[2 * i]! - x, outline[2 * i + 1]! - y];
    const [bx, by] = [outline[next]! - x, outline[next + 1]! - y];
    return { ax, ay, bx, by, distance: (ax * by - ay * bx) / Math.hypot(bx - ax, by - ay) };
  });
}

/**
 * A roof that rises from the outline to its center.
 * @param section heights by place, from 0 at the outline to 1 at the center
 */
export function starField(star: Star, section: Profile): RoofField {
  const lines = new RoofLines();
  const [x, y] = star.center;
  const most = 1 - leastScale(star);
  const places = section.map(([place]) => place).filter((place) => place < most);
  const middle = lines.newPoint(x, y);
  const rays = Array.from({ length: star.outline.length / 2 }, (_, i) =>
    places.map((place) =>
      lines.newPoint(x + (star.outline[2 * i]! - x) * (1 - place), y + (star.outline[2 * i + 1]! - y) * (1 - place)),
    ),
  );
  const all = sides(star);
  for (const [i, ray] of rays.entries()) {
    lines.path([...ray, middle]);
    if (all[i]!.distance <= CLEAR) continue;
    const next = rays[(i + 1) % rays.length]!;
    for (let ring = 1; ring < ray.length; ring++) lines.line(ray[ring]!, next[ring]!);
  }
  const seen = all.filter(({ distance }) => distance > CLEAR);
  return { lines, heightAt: (px, py) => profileAt(section, 1 - outwards(seen, px - x, py - y)) };
}

/** How far out a place lies: 0 at the center, 1 on the outline. */
function outwards(all: readonly Side[], dx: number, dy: number): number {
  let best = -Infinity;
  let share = 0;
  for (const { ax, ay, bx, by } of all) {
    const whole = ax * by - ay * bx;
    const fromA = (ax * dy - ay * dx) / whole;
    const toB = (dx * by - dy * bx) / whole;
    if (Math.min(fromA, toB) <= best) continue;
    best = Math.min(fromA, toB);
    share = fromA + toB;
  }
  return share;
}
