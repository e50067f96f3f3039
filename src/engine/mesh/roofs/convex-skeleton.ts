import type { Polygon, Ring } from '../../polygon/polygon.ts';
import { type SkeletonFace, skeletonFace } from './skeleton-face.ts';

/**
 * The skeleton of a convex outline: each side's face is where no other side's line is nearer. Quick, and nothing can
 * go wrong.
 * @returns `undefined` where the outline is not convex
 */
export function convexFaces({ outer, holes }: Polygon): SkeletonFace[] | undefined {
  if (holes.length > 0 || !isConvex(outer)) return undefined;
  const sides = sidesOf(outer);
  return sides.map((side) => {
    let face: number[] = [...outer];
    for (const other of sides) if (other !== side) face = nearerTo(side, other, face);
    return skeletonFace(Float64Array.from(face), side.from, side.to);
  });
}

/** Whether a counter-clockwise ring turns left at every vertex. */
export function isConvex(ring: Ring): boolean {
  const n = ring.length;
  for (let i = 0; i < n; i += 2) {
    const ax = ring[(i + 2) % n]! - ring[i]!;
    const ay = ring[(i + 3) % n]! - ring[i + 1]!;
    const bx = ring[(i + 4) % n]! - ring[(i + 2) % n]!;
    const by = ring[(i + 5) % n]! - ring[(i + 3) % n]!;
    if (ax * by - ay * bx <= 0) return false;
  }
  return true;
}

interface Side {
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
  /** Unit vector to the inside. */
  readonly nx: number;
  readonly ny: number;
}

function sidesOf(ring: Ring): Side[] {
  const sides: Side[] = [];
  for (let i = 0; i < ring.length; i += 2) {
    const next = (i + 2) % ring.length;
    const dx = ring[next]! - ring[i]!;
    const dy = ring[next + 1]! - ring[i + 1]!;
    const length = Math.hypot(dx, dy);
    sides.push({
      from: [ring[i]!, ring[i + 1]!],
      to: [ring[next]!, ring[next + 1]!],
      nx: -dy / length,
      ny: dx / length,
    });
  }
  return sides;
}

/** The part of a convex polygon that is nearer to one side's line than to another's. */
function nearerTo(side: Side, other: Side, polygon: readonly number[]): number[] {
  const excess = (x: number, y: number) =>
    (x - side.from[0]) * side.nx +
    (y - side.from[1]) * side.ny -
    (x - other.from[0]) * other.nx -
    (y - other.from[1]) * other.ny;
  const kept: number[] = [];
  let px = polygon.at(-2)!;
  let py = polygon.at(-1)!;
  let before = excess(px, py);
  for (let i = 0; i < polygon.length; i += 2) {
    const x = polygon[i]!;
    const y = polygon[i + 1]!;
    const here = excess(x, y);
    if ((before < -ON_LINE && here > ON_LINE) || (before > ON_LINE && here < -ON_LINE)) {
      const share = before / (before - here);
      kept.push(px + share * (x - px), py + share * (y - py));
    }
    if (here <= ON_LINE) kept.push(x, y);
    [px, py, before] = [x, y, here];
  }
  return kept;
}

/** Places that are nearer to one side by less than this (m) lie between both. */
const ON_LINE = 1e-7;
