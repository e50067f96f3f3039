import { type Corners, cross, direction, distance, dot, type Vec } from './plane.ts';

/** One side of a convex polygon, with the interior on its left. */
export interface Side {
  readonly start: Vec;
  readonly forward: Vec;
  readonly inward: Vec;
  readonly length: number;
  /** Cotangents of half the interior angles at its start and end: metres along the side per metre of depth to the bisector. */
  readonly startCot: number;
  readonly endCot: number;
}

/** The sides of a convex, counter-clockwise polygon. Side `i` starts at corner `i`. */
export function sidesOf(corners: Corners): Side[] {
  const count = corners.length;
  const forwards = corners.map((corner, i) => direction(corner, corners[(i + 1) % count]!));
  const cots = forwards.map((forward, i) => {
    const before = forwards[(i + count - 1) % count]!;
    return (1 - dot(before, forward)) / cross(before, forward);
  });
  return corners.map((start, i) => ({
    start,
    forward: forwards[i]!,
    inward: [-forwards[i]![1], forwards[i]![0]],
    length: distance(start, corners[(i + 1) % count]!),
    startCot: cots[i]!,
    endCot: cots[(i + 1) % count]!,
  }));
}

export function longestSide(sides: readonly Side[]): Side {
  return sides.reduce((best, side) => (side.length > best.length ? side : best));
}

/** The point at `metres` along the side and `depth` inside. */
export function pointAt({ start, forward, inward }: Side, metres: number, depth: number): Vec {
  return [start[0] + forward[0] * metres + inward[0] * depth, start[1] + forward[1] * metres + inward[1] * depth];
}

/** The rectangle between two positions along a side and two depths, counter-clockwise. */
export function rectangle(side: Side, from: number, to: number, near: number, far: number): Vec[] {
  return [pointAt(side, from, near), pointAt(side, to, near), pointAt(side, to, far), pointAt(side, from, far)];
}

/**
 * Where along a side rectangles of this depth stay clear of those along the other sides: between the feet of the
 * corners that the polygon has when all its sides move inwards by the depth.
 */
export function frontage(side: Side, depth: number): readonly [from: number, to: number] {
  return [depth * side.startCot, side.length - depth * side.endCot];
}

/** Where along a side the strip between two depths lies inside the polygon; `undefined` where it leaves nothing. */
export function strip(corners: Corners, side: Side, near: number, far: number): [from: number, to: number] | undefined {
  const a = chord(corners, side, near);
  const b = chord(corners, side, far);
  if (!a || !b) return undefined;
  const from = Math.max(a[0], b[0]);
  const to = Math.min(a[1], b[1]);
  return from < to ? [from, to] : undefined;
}

function chord(corners: Corners, side: Side, depth: number): [number, number] | undefined {
  const cuts: number[] = [];
  for (let i = 0; i < corners.length; i++) {
    const [ax, ay] = toSide(side, corners[i]!);
    const [bx, by] = toSide(side, corners[(i + 1) % corners.length]!);
    if (ay > depth !== by > depth) cuts.push(ax + ((bx - ax) * (depth - ay)) / (by - ay));
  }
  return cuts.length === 2 ? [Math.min(...cuts), Math.max(...cuts)] : undefined;
}

/** A point as metres along a side and depth inside: the inverse of {@link pointAt}. */
export function toSide({ start, forward, inward }: Side, [x, y]: Vec): Vec {
  const offset: Vec = [x - start[0], y - start[1]];
  return [dot(offset, forward), dot(offset, inward)];
}

/**
 * Moves every side of a convex, counter-clockwise polygon inwards.
 * @param depths metres, side by side
 * @returns `undefined` where a side would become shorter than `shortest`
 */
export function inset(corners: Corners, depths: readonly number[], shortest = 3): Vec[] | undefined {
  const sides = sidesOf(corners);
  const moved = sides.map((side, i) => {
    const before = sides.at(i - 1)!;
    return meet(pointAt(before, 0, depths.at(i - 1)!), before.forward, pointAt(side, 0, depths[i]!), side.forward);
  });
  const kept = sides.every((side, i) => {
    const [ax, ay] = moved[i]!;
    const [bx, by] = moved[(i + 1) % moved.length]!;
    return dot([bx - ax, by - ay], side.forward) >= shortest;
  });
  return kept ? moved : undefined;
}

/** {@link inset} by the same depth on every side. */
export function insetBy(corners: Corners, depth: number, shortest = 3): Vec[] | undefined {
  return inset(corners, Array<number>(corners.length).fill(depth), shortest);
}

/** The point where two lines meet, each given by a point and a direction. They must not be parallel. */
export function meet(a: Vec, u: Vec, b: Vec, v: Vec): Vec {
  const t = cross([b[0] - a[0], b[1] - a[1]], v) / cross(u, v);
  return [a[0] + u[0] * t, a[1] + u[1] * t];
}

/** Whether a point lies inside a convex, counter-clockwise polygon, at least `margin` metres from its sides. */
export function contains(sides: readonly Side[], [x, y]: Vec, margin = 0): boolean {
  return sides.every(({ start, inward }) => dot([x - start[0], y - start[1]], inward) >= margin);
}
