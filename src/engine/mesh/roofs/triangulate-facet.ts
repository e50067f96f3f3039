import earcut from 'earcut';
import type { Facet } from './facets.ts';

/** Triangles that are less high than this (m) are avoided: rounded to millimetres they might have no area. */
const THIN = 0.002;

/** Where they cannot be avoided, they must be higher than this. */
const FLAT = 1e-8;

/**
 * Triangulates a facet so that every vertex on its outline is used, also those between two others on a straight line.
 * @returns vertex triples, counter-clockwise; `undefined` where the facet touches itself
 */
export function triangulateFacet(facet: Facet, x: readonly number[], y: readonly number[]): number[] | undefined {
  const { outer, holes } = facet;
  if (outer.length === 3 && holes.length === 0) return [...outer];
  if (outer.length === 4 && holes.length === 0) {
    const halves = byDiagonal(outer, x, y);
    if (halves) return halves;
  }
  const ears = byEarcut(facet, x, y, THIN);
  if (ears || holes.length > 0) return ears ?? byEarcut(facet, x, y, FLAT);
  return byEars(outer, x, y, THIN) ?? byEars(outer, x, y, FLAT);
}

/** Twice the area of a triangle, positive where it runs counter-clockwise. */
function twiceArea(x: readonly number[], y: readonly number[], a: number, b: number, c: number): number {
  return (x[b]! - x[a]!) * (y[c]! - y[a]!) - (y[b]! - y[a]!) * (x[c]! - x[a]!);
}

function longestSide(x: readonly number[], y: readonly number[], a: number, b: number, c: number): number {
  const side = (p: number, q: number) => (x[p]! - x[q]!) ** 2 + (y[p]! - y[q]!) ** 2;
  return Math.sqrt(Math.max(side(a, b), side(b, c), side(c, a)));
}

/** Cuts four vertices along the diagonal that leaves no thin triangle; of two such, along the shorter. */
function byDiagonal(outer: readonly number[], x: readonly number[], y: readonly number[]): number[] | undefined {
  const [a, b, c, d] = outer as [number, number, number, number];
  const distance = (p: number, q: number) => (x[p]! - x[q]!) ** 2 + (y[p]! - y[q]!) ** 2;
  const isThick = (p: number, q: number, r: number) => twiceArea(x, y, p, q, r) > THIN * longestSide(x, y, p, q, r);
  const throughA = () => (isThick(a, b, c) && isThick(a, c, d) ? [a, b, c, a, c, d] : undefined);
  const throughB = () => (isThick(b, c, d) && isThick(b, d, a) ? [b, c, d, b, d, a] : undefined);
  return distance(a, c) <= distance(b, d) ? (throughA() ?? throughB()) : (throughB() ?? throughA());
}

/** Earcut is quick, but drops vertices on straight lines. */
function byEarcut(
  { outer, holes }: Facet,
  x: readonly number[],
  y: readonly number[],
  least: number,
): number[] | undefined {
  const vertices = [outer, ...holes].flat();
  const starts: number[] = [];
  for (let i = 0, start = outer.length; i < holes.length; start += holes[i++]!.length) starts.push(start);
  const coordinates: number[] = [];
  for (const vertex of vertices) coordinates.push(x[vertex]!, y[vertex]!);
  const ears = earcut(coordinates, starts);
  if (ears.length !== 3 * (vertices.length + 2 * holes.length - 2)) return undefined;
  const triangles: number[] = [];
  for (let i = 0; i < ears.length; i += 3) {
    const [a, b, c] = [vertices[ears[i]!]!, vertices[ears[i + 1]!]!, vertices[ears[i + 2]!]!];
    const area = twiceArea(x, y, a, b, c);
    if (Math.abs(area) < least * longestSide(x, y, a, b, c)) return undefined;
    triangles.push(a, area > 0 ? b : c, area > 0 ? c : b);
  }
  return triangles;
}

/** Cuts off, again and again, the corner whose triangle is the least thin and holds no other vertex, not even on its edges. */
function byEars(
  outer: readonly number[],
  x: readonly number[],
  y: readonly number[],
  least: number,
): number[] | undefined {
  const left = [...outer];
  const triangles: number[] = [];
  while (left.length > 2) {
    const best = bestEar(left, x, y, least);
    if (best < 0) return undefined;
    triangles.push(left.at(best - 1)!, left[best]!, left[(best + 1) % left.length]!);
    left.splice(best, 1);
  }
  return triangles;
}

function bestEar(left: readonly number[], x: readonly number[], y: readonly number[], least: number): number {
  let best = -1;
  let bestQuality = 0;
  for (let i = 0; i < left.length; i++) {
    const [a, b, c] = [left.at(i - 1)!, left[i]!, left[(i + 1) % left.length]!];
    const area = twiceArea(x, y, a, b, c);
    const side = longestSide(x, y, a, b, c);
    const quality = area / side ** 2;
    if (area < least * side || quality <= bestQuality) continue;
    const near = least * side;
    const holds = (vertex: number) =>
      vertex !== a &&
      vertex !== b &&
      vertex !== c &&
      twiceArea(x, y, a, b, vertex) > -near &&
      twiceArea(x, y, b, c, vertex) > -near &&
      twiceArea(x, y, c, a, vertex) > -near;
    if (left.some(holds)) continue;
    best = i;
    bestQuality = quality;
  }
  return best;
}
