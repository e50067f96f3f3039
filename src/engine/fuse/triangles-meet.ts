import { orient2d, orient3d } from 'robust-predicates';

/** The numbers of a triangle's three vertices, of which the coordinates are `x, y, z` triples. */
export type Corners = readonly [number, number, number];

/**
 * Whether two triangles of a mesh have a point in common other than the corners and the side that they share by number.
 * Exact for the coordinates given.
 * @param p `x, y, z` per vertex
 * @param s the first triangle's vertices
 * @param t the second one's
 */
export function trianglesMeet(p: Float64Array, s: Corners, t: Corners): boolean {
  // The place in each triangle of the last corner that is shared, and how many are.
  let [inS, inT, shared] = [-1, -1, 0];
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      if (s[i] !== t[j]) continue;
      [inS, inT] = [i, j];
      shared++;
    }
  }
  if (shared === 0) return meetApart(p, s, t);
  if (shared === 3) return true;
  if (shared === 2) return foldTogether(p, s, t);
  return sideMeets(p, s[(inS + 1) % 3]!, s[(inS + 2) % 3]!, t) || sideMeets(p, t[(inT + 1) % 3]!, t[(inT + 2) % 3]!, s);
}

/** Whether a triangle's corners lie on one line. */
export function isFlat(p: Float64Array, [a, b, c]: Corners): boolean {
  return turn(p, a, b, c, 2) === 0 && turn(p, a, b, c, 0) === 0 && turn(p, a, b, c, 1) === 0;
}

function meetApart(p: Float64Array, s: Corners, t: Corners): boolean {
  if (isBeside(p, s, t) || isBeside(p, t, s)) return false;
  return (
    sideMeets(p, s[0], s[1], t) ||
    sideMeets(p, s[1], s[2], t) ||
    sideMeets(p, s[2], s[0], t) ||
    sideMeets(p, t[0], t[1], s) ||
    sideMeets(p, t[1], t[2], s) ||
    sideMeets(p, t[2], t[0], s)
  );
}

/** Whether a triangle lies on one side of the other's plane, without touching it. */
function isBeside(p: Float64Array, [a, b, c]: Corners, t: Corners): boolean {
  const first = side(p, a, b, c, t[0]);
  return first !== 0 && first === side(p, a, b, c, t[1]) && first === side(p, a, b, c, t[2]);
}

/** Whether two triangles on the two sides of an edge lie on each other. */
function foldTogether(p: Float64Array, s: Corners, t: Corners): boolean {
  const apex = s.findIndex((vertex) => !t.includes(vertex));
  const [a, u, v] = [s[apex]!, s[(apex + 1) % 3]!, s[(apex + 2) % 3]!];
  const b = t.find((vertex) => vertex !== u && vertex !== v)!;
  if (side(p, u, v, a, b) !== 0) return false;
  const dropped = steepestAxis(p, u, v, a);
  return turn(p, u, v, a, dropped) * turn(p, u, v, b, dropped) >= 0;
}

/** Whether the segment from vertex `q` to vertex `r` and a triangle have a point in common. */
function sideMeets(p: Float64Array, q: number, r: number, [a, b, c]: Corners): boolean {
  const atQ = side(p, a, b, c, q);
  const atR = side(p, a, b, c, r);
  if (atQ * atR > 0) return false;
  if (atQ === 0 && atR === 0) return meetsInPlane(p, q, r, [a, b, c]);
  const ab = side(p, q, r, a, b);
  const bc = side(p, q, r, b, c);
  const ca = side(p, q, r, c, a);
  return (ab >= 0 && bc >= 0 && ca >= 0) || (ab <= 0 && bc <= 0 && ca <= 0);
}

function meetsInPlane(p: Float64Array, q: number, r: number, [a, b, c]: Corners): boolean {
  const dropped = steepestAxis(p, a, b, c);
  return (
    isWithin(p, q, a, b, c, dropped) ||
    segmentsMeet(p, q, r, a, b, dropped) ||
    segmentsMeet(p, q, r, b, c, dropped) ||
    segmentsMeet(p, q, r, c, a, dropped)
  );
}

function isWithin(p: Float64Array, q: number, a: number, b: number, c: number, dropped: number): boolean {
  const [ab, bc, ca] = [turn(p, a, b, q, dropped), turn(p, b, c, q, dropped), turn(p, c, a, q, dropped)];
  return (ab >= 0 && bc >= 0 && ca >= 0) || (ab <= 0 && bc <= 0 && ca <= 0);
}

function segmentsMeet(p: Float64Array, a: number, b: number, c: number, d: number, dropped: number): boolean {
  const [atC, atD] = [turn(p, a, b, c, dropped), turn(p, a, b, d, dropped)];
  if (atC * atD > 0) return false;
  if (atC === 0 && atD === 0) return [0, 1, 2].every((axis) => rangesMeet(p, a, b, c, d, axis));
  return turn(p, c, d, a, dropped) * turn(p, c, d, b, dropped) <= 0;
}

function rangesMeet(p: Float64Array, a: number, b: number, c: number, d: number, axis: number): boolean {
  const [pa, pb, pc, pd] = [p[a * 3 + axis]!, p[b * 3 + axis]!, p[c * 3 + axis]!, p[d * 3 + axis]!];
  return Math.max(Math.min(pa, pb), Math.min(pc, pd)) <= Math.min(Math.max(pa, pb), Math.max(pc, pd));
}

/** The axis that a triangle's normal is nearest to. */
function steepestAxis(p: Float64Array, a: number, b: number, c: number): number {
  const [x, y, z] = [Math.abs(area(p, a, b, c, 0)), Math.abs(area(p, a, b, c, 1)), Math.abs(area(p, a, b, c, 2))];
  if (x >= y && x >= z) return 0;
  return y >= z ? 1 : 2;
}

const AXES = [
  [1, 2],
  [2, 0],
  [0, 1],
] as const;

function area(p: Float64Array, a: number, b: number, c: number, dropped: number): number {
  const [i, j] = AXES[dropped as 0 | 1 | 2];
  return orient2d(p[a * 3 + i]!, p[a * 3 + j]!, p[b * 3 + i]!, p[b * 3 + j]!, p[c * 3 + i]!, p[c * 3 + j]!);
}

function turn(p: Float64Array, a: number, b: number, c: number, dropped: number): number {
  return Math.sign(area(p, a, b, c, dropped));
}

/** Which side of the plane through `a`, `b`, `c` a vertex lies on: -1, 0 or 1. */
function side(p: Float64Array, a: number, b: number, c: number, d: number): number {
  return Math.sign(
    orient3d(
      p[a * 3]!,
      p[a * 3 + 1]!,
      p[a * 3 + 2]!,
      p[b * 3]!,
      p[b * 3 + 1]!,
      p[b * 3 + 2]!,
      p[c * 3]!,
      p[c * 3 + 1]!,
      p[c * 3 + 2]!,
      p[d * 3]!,
      p[d * 3 + 1]!,
      p[d * 3 + 2]!,
    ),
  );
}
