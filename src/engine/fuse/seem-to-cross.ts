type Corners = readonly [number, number, number];

/** What programs that compute with 32 bits take for zero, whatever the size of a triangle. */
const ZERO = 1e-6;

/**
 * Whether two triangles that share no corner seem to cross to programs that compare them with 32 bits by the method of Möller
 * (A Fast Triangle-Triangle Intersection Test, 1997), as FreeCAD and MeshLab do: for them small triangles lie in every plane
 * nearby.
 */
export function seemToCross(p: Float64Array, s: Corners, t: Corners): boolean {
  setPlane(p, s, planeOfS);
  if (!setHeights(p, planeOfS, t, heightsOfT)) return false;
  setPlane(p, t, planeOfT);
  if (!setHeights(p, planeOfT, s, heightsOfS)) return false;
  const axis = lineAxis();
  return setInterval(p, s, heightsOfS, axis, intervalOfS) && setInterval(p, t, heightsOfT, axis, intervalOfT)
    ? intervalOfS[0]! <= intervalOfT[1]! && intervalOfT[0]! <= intervalOfS[1]!
    : false;
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
  const [i, j] = [(lone + 1) % 3, (lone + 2) % 3];
  const at = p[corners[lone]! * 3 + axis]!;
  const along = (other: number) => {
    const share = f(heights[lone]! / f(heights[lone]! - heights[other]!));
    return f(at + f(f(p[corners[other]! * 3 + axis]! - at) * share));
  };
  const [first, second] = [along(i), along(j)];
  interval[0] = Math.min(first, second);
  interval[1] = Math.max(first, second);
  return true;
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
