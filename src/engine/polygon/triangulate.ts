import earcut from 'earcut';
import { type Polygon, polygonArea, polygonRings } from './polygon.ts';
import type { PolygonKernel } from './polygon-kernel.ts';

/** Triangles over the vertices of a polygon's rings. */
export interface Triangulation {
  /** `x, y` pairs of all rings one after another, the outer one first. */
  readonly vertices: Float64Array;
  /** Three vertex numbers per triangle, counter-clockwise. */
  readonly triangles: ArrayLike<number>;
}

/** Triangulated areas agree with the polygon's within this share: coordinates are whole millimetres, so a lost triangle shows. */
const AREA_TOLERANCE = 1e-9;

/** Twice the area of a triangle on whole millimetres is a multiple of 1e-6 m²: what is less is nothing but rounding. */
const LEAST = 5e-7;

/**
 * Triangulates a polygon so that every vertex is used and every ring edge is an edge of exactly one triangle. Earcut is
 * fastest but drops vertices that become collinear while it works; where that happened, the slower Delaunay
 * triangulation of the kernel is taken. Its triangles are the roundest ones; earcut's may be needles.
 * @param first which of the two is tried first
 * @returns `undefined` where neither gives a valid triangulation: the rings touch
 */
export function triangulate(
  polygon: Polygon,
  kernel: PolygonKernel,
  first: 'earcut' | 'delaunay' = 'earcut',
): Triangulation | undefined {
  const rings = polygonRings(polygon);
  const vertices = new Float64Array(rings.reduce((sum, ring) => sum + ring.length, 0));
  const holeStarts: number[] = [];
  let offset = 0;
  for (const ring of rings) {
    if (offset > 0) holeStarts.push(offset / 2);
    vertices.set(ring, offset);
    offset += ring.length;
  }
  const area = polygonArea(polygon);
  const count = vertices.length / 2 + 2 * holeStarts.length - 2;
  const isValid = (triangles: ArrayLike<number>) =>
    triangles.length === count * 3 && coversArea(vertices, triangles, area);

  const byEarcut = () => {
    const ears = earcut(vertices, holeStarts);
    orient(vertices, ears);
    return ears;
  };
  const byDelaunay = () => numbered(vertices, kernel.triangulate(polygon));
  for (const attempt of first === 'earcut' ? [byEarcut, byDelaunay] : [byDelaunay, byEarcut]) {
    const triangles = attempt();
    if (triangles && isValid(triangles)) return { vertices, triangles };
  }
  return undefined;
}

function twiceArea(vertices: Float64Array, a: number, b: number, c: number): number {
  const ax = vertices[2 * a]!;
  const ay = vertices[2 * a + 1]!;
  return (vertices[2 * b]! - ax) * (vertices[2 * c + 1]! - ay) - (vertices[2 * c]! - ax) * (vertices[2 * b + 1]! - ay);
}

function orient(vertices: Float64Array, triangles: number[]): void {
  for (let i = 0; i < triangles.length; i += 3) {
    const [a, b, c] = [triangles[i]!, triangles[i + 1]!, triangles[i + 2]!];
    if (twiceArea(vertices, a, b, c) >= 0) continue;
    triangles[i + 1] = c;
    triangles[i + 2] = b;
  }
}

function coversArea(vertices: Float64Array, triangles: ArrayLike<number>, area: number): boolean {
  let twice = 0;
  for (let i = 0; i < triangles.length; i += 3) {
    const triangle = twiceArea(vertices, triangles[i]!, triangles[i + 1]!, triangles[i + 2]!);
    if (triangle < LEAST) return false;
    twice += triangle;
  }
  return Math.abs(twice / 2 - area) <= area * AREA_TOLERANCE;
}

/** Vertex numbers for triangle corners given as coordinates. */
function numbered(vertices: Float64Array, corners: Float64Array | undefined): Uint32Array | undefined {
  if (!corners) return undefined;
  const numberAt = new Map<string, number>();
  for (let i = 0; i < vertices.length; i += 2) numberAt.set(`${vertices[i]},${vertices[i + 1]}`, i / 2);
  const triangles = new Uint32Array(corners.length / 2);
  for (let i = 0; i < triangles.length; i++) {
    const number = numberAt.get(`${corners[2 * i]},${corners[2 * i + 1]}`);
    if (number === undefined) return undefined;
    triangles[i] = number;
  }
  return triangles;
}
