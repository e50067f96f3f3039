import { type Polygon, polygonRings } from '../polygon/polygon.ts';
import type { PolygonKernel } from '../polygon/polygon-kernel.ts';
import { type Triangulation, triangulate } from '../polygon/triangulate.ts';
import type { MeshBuilder } from './mesh-builder.ts';
import { GAP } from './separate-prisms.ts';

/** Corners of a footprint closer together than this (m) are taken for touching: single precision cannot tell them apart safely. */
const TOUCH = 0.003;

/**
 * Triangulates a footprint so that its prism is closed and no vertical edge belongs to more than two walls. Where corners
 * touch, the footprint is drawn in by half a centimetre first.
 * @returns `undefined` where even that gives no valid triangulation
 */
export function triangulateFootprint(
  footprint: readonly Polygon[],
  kernel: PolygonKernel,
): readonly (readonly [Polygon, Triangulation])[] | undefined {
  if (closestCorners(footprint) >= TOUCH) {
    const result = triangulateAll(footprint, kernel);
    if (result) return result;
  }
  const drawnIn = kernel.offset(footprint, -GAP / 2);
  return closestCorners(drawnIn) > 0 ? triangulateAll(drawnIn, kernel) : undefined;
}

function triangulateAll(
  footprint: readonly Polygon[],
  kernel: PolygonKernel,
): (readonly [Polygon, Triangulation])[] | undefined {
  const result: (readonly [Polygon, Triangulation])[] = [];
  for (const polygon of footprint) {
    const triangulation = triangulate(polygon, kernel);
    if (!triangulation) return undefined;
    result.push([polygon, triangulation]);
  }
  return result.length > 0 ? result : undefined;
}

/** The smallest distance of two corners that is below {@link TOUCH}, else `TOUCH`; 0 where there are no corners. */
function closestCorners(footprint: readonly Polygon[]): number {
  const corners: (readonly [x: number, y: number])[] = [];
  for (const ring of footprint.flatMap(polygonRings)) {
    for (let i = 0; i < ring.length; i += 2) corners.push([ring[i]!, ring[i + 1]!]);
  }
  if (corners.length === 0) return 0;
  return Math.min(closestInColumns(corners, 0), closestInColumns(corners, TOUCH));
}

/**
 * The smallest distance of two corners in the same column, if it is below {@link TOUCH}. Columns are twice as wide as that: two
 * corners that close share one, if not in these columns then in those shifted by half their width. (Sweeping along x alone
 * would take quadratic time where thousands of corners lie above one another.)
 */
function closestInColumns(corners: readonly (readonly [x: number, y: number])[], shift: number): number {
  const placed = corners.map(([x, y]) => ({ x, y, column: Math.floor((x + shift) / (2 * TOUCH)) }));
  placed.sort((a, b) => a.column - b.column || a.y - b.y);
  let closest = TOUCH;
  for (let i = 0; i < placed.length; i++) {
    const { x, y, column } = placed[i]!;
    for (let j = i + 1; j < placed.length; j++) {
      const other = placed[j]!;
      if (other.column !== column || other.y - y >= closest) break;
      closest = Math.min(closest, Math.hypot(other.x - x, other.y - y));
    }
  }
  return closest;
}

/** Adds the solid between two heights over a footprint polygon: roof, underside and walls. */
export function addPrism(
  mesh: MeshBuilder,
  polygon: Polygon,
  { vertices, triangles }: Triangulation,
  bottom: number,
  top: number,
): void {
  const count = vertices.length / 2;
  let first = -1;
  for (const z of [bottom, top]) {
    for (let i = 0; i < vertices.length; i += 2) {
      const vertex = mesh.vertex(vertices[i]!, vertices[i + 1]!, z);
      if (first < 0) first = vertex;
    }
  }
  for (let i = 0; i < triangles.length; i += 3) {
    const a = first + triangles[i]!;
    const b = first + triangles[i + 1]!;
    const c = first + triangles[i + 2]!;
    mesh.triangle(a, c, b, 'underside');
    mesh.triangle(a + count, b + count, c + count, 'roof');
  }
  let start = first;
  for (const ring of polygonRings(polygon)) {
    addWalls(mesh, start, ring.length / 2, count);
    start += ring.length / 2;
  }
}

/** Walls along a ring whose lower vertices begin at `start`; the upper ones lie `toUpper` further. */
function addWalls(mesh: MeshBuilder, start: number, length: number, toUpper: number): void {
  for (let i = 0; i < length; i++) {
    const a = start + i;
    const b = start + ((i + 1) % length);
    mesh.triangle(a, b, b + toUpper, 'wall');
    mesh.triangle(a, b + toUpper, a + toUpper, 'wall');
  }
}
