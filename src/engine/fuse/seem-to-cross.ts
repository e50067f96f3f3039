import type { Corners } from './triangles-meet.ts';

/** What programs that compute with 32 bits take for zero, whatever the size of a triangle. */
const ZERO = 1e-6;

/**
 * Whether two triangles that share no corner seem to cross to programs that compare them with 32 bits by the method of Möller
 * (A Fast Triangle-Triangle Intersection Test, 1997), as FreeCAD and MeshLab do: for them small triangles lie in every plane
 * nearby. It depends on the corner that such a program begins with: true where it may be so from any.
 */
export function seemToCross(p: Float64Array, s: Corners, t: Corners): boolean {
  for (let i = 0; i < 3; i++) {
    const first = turned(s, i);
    setPlane(p, first, planeOfS);
    if (!setHeights(p, planeOfS, t, heightsOfT)) continue;
    for (let j = 0; j < 3; j++) {
      const second = turned(t, j);
      setPlane(p, second, planeOfT);
      if (!setHeights(p, planeOfT, first, heightsOfS)) continue;
      setHeights(p, planeOfS, second, heightsOfT);
      if (partsMeet(p, first, second)) return true;
    }
  }
  return false;
}

function turned(corners: Corners, first: number): Corners {
  return [corners[first]!, corners[(first + 1) % 3]!, corners[(first + 2) % 3]!];
}

/**
 * How far a corner must lie from a plane, times the length of the plane's normal, so that it lies there for
 * {@link seemToCross} too.
 * @param side the longest side of the triangle that the plane belongs to
 * @param size the largest coordinate
 */
export function surelyBeside(side: number, size: number): number {
  // Each of the products and sums that lead to a height is off by 2⁻²⁴ of it at most: all in all less than 64 times that.
  return ZERO + 2 ** -18 * side * side * size;
}

/** Normals, not of unit length, and offsets. */
const planeOfS = new Float32Array(4);
const planeOfT = new Float32Array(4);
const heightsOfS = new Float32Array(3);
const heightsOfT = new Float32Array(3);
const intervalOfS = new Float32Array(2);
const intervalOfT = new Float32Array(2);

function setPlane(p: Float64Array, [a, b, c]: Corners, plane: Float32Array): void {
  const [x, y, z] = [p[a * 3]!, p[a * 3 + 1]!, p[a * 3 + 2]!];
  const [ux, uy, uz] = [f(p[b * 3]! - x), f(p[b * 3 + 1]! - y), f(p[b * 3 + 2]! - z)];
  const [vx, vy, vz] = [f(p[c * 3]! - x), f(p[c * 3 + 1]! - y), f(p[c * 3 + 2]! - z)];
  plane[0] = f(uy * vz) - f(uz * vy);
  plane[1] = f(uz * vx) - f(ux * vz);
  plane[2] = f(ux * vy) - f(uy * vx);
  plane[3] = -dot(plane, x, y, z);
}

function dot(plane: Float32Array, x: number, y: number, z: number): number {
  return f(f(f(plane[0]! * x) + f(plane[1]! * y)) + f(plane[2]! * z));
}

/** Puts a triangle's heights over a plane; false where it lies on one side. */
function setHeights(p: Float64Array, plane: Float32Array, corners: Corners, heights: Float32Array): boolean {
  for (let i = 0; i < 3; i++) {
    const at = corners[i]! * 3;
    const height = f(dot(plane, p[at]!, p[at + 1]!, p[at + 2]!) + plane[3]!);
    heights[i] = Math.abs(height) < ZERO ? 0 : height;
  }
  const [a, b, c] = [heights[0]!, heights[1]!, heights[2]!];
  return !((a > 0 && b > 0 && c > 0) || (a < 0 && b < 0 && c < 0));
}

/** Whether the parts of the line in which the planes meet that the triangles cover meet. */
function partsMeet(p: Float64Array, s: Corners, t: Corners): boolean {
  const axis = lineAxis();
  return (
    setInterval(p, s, heightsOfS, axis, intervalOfS) &&
    setInterval(p, t, heightsOfT, axis, intervalOfT) &&
    intervalOfS[0]! <= intervalOfT[1]! &&
    intervalOfT[0]! <= intervalOfS[1]!
  );
}

/** The axis that the line in which the planes meet runs along most. */
function lineAxis(): number {
  const [a, b] = [planeOfS, planeOfT];
  const x = Math.abs(f(a[1]! * b[2]!) - f(a[2]! * b[1]!));
  const y = Math.abs(f(a[2]! * b[0]!) - f(a[0]! * b[2]!));
  const z = Math.abs(f(a[0]! * b[1]!) - f(a[1]! * b[0]!));
  if (x >= y && x >= z) return 0;
  return y >= z ? 1 : 2;
}

/** Puts the part of that line that a triangle covers; false where it lies in the other's plane. */
function setInterval(
  p: Float64Array,
  corners: Corners,
  heights: Float32Array,
  axis: number,
  interval: Float32Array,
): boolean {
  const lone = loneCorner(heights);
  if (lone < 0) return false;
  const first = along(p, corners, heights, axis, lone, (lone + 1) % 3);
  const second = along(p, corners, heights, axis, lone, (lone + 2) % 3);
  interval[0] = Math.min(first, second);
  interval[1] = Math.max(first, second);
  return true;
}

/** Where the side from the lone corner to another one passes through the plane. */
function along(
  p: Float64Array,
  corners: Corners,
  heights: Float32Array,
  axis: number,
  lone: number,
  other: number,
): number {
  const at = p[corners[lone]! * 3 + axis]!;
  const share = f(heights[lone]! / f(heights[lone]! - heights[other]!));
  return f(at + f(f(p[corners[other]! * 3 + axis]! - at) * share));
}

/** The corner on a side of the plane of its own; -1 where all lie in it. */
function loneCorner(heights: Float32Array): number {
  const [a, b, c] = [heights[0]!, heights[1]!, heights[2]!];
  if (a * b > 0) return 2;
  if (a * c > 0) return 1;
  if (b * c > 0 || a !== 0) return 0;
  if (b !== 0) return 1;
  return c !== 0 ? 2 : -1;
}

function f(value: number): number {
  return Math.fround(value);
}
