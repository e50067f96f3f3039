import { type Polygon, polygonRings } from '../polygon/polygon.ts';
import type { Triangulation } from '../polygon/triangulate.ts';
import { checkSolid } from './check-solid.ts';
import type { SurfaceId } from './layer-mesh.ts';
import type { MeshBuilder } from './mesh-builder.ts';
import type { RoofSurface } from './roofs/roof-shape.ts';
import { type WallVertex, wallTriangles } from './wall.ts';

/** A solid of its own, before it joins a layer. */
export interface Solid {
  readonly positions: number[];
  readonly triangles: number[];
  /** Per triangle. */
  readonly surfaces: SurfaceId[];
}

/** The heights of a solid's underside, the lowest and the highest place of its roof. */
export interface Levels {
  readonly bottom: number;
  readonly eaves: number;
  readonly top: number;
}

/** Coordinates per metre of the coarsest format. */
const GRID = 1000;

/**
 * The solid between a level underside and a roof.
 * @returns `undefined` where it would not be closed, or not any more once its coordinates are rounded to millimetres
 */
export function roofedSolid(
  polygon: Polygon,
  underside: Triangulation,
  roof: RoofSurface,
  { bottom, eaves, top }: Levels,
): Solid | undefined {
  const solid: Solid = { positions: [], triangles: [], surfaces: [] };
  const count = roof.vertices.length / 3;
  for (let i = 0; i < roof.vertices.length; i += 3) {
    const z = eaves + roof.vertices[i + 2]! * (top - eaves);
    solid.positions.push(roof.vertices[i]!, roof.vertices[i + 1]!, z);
  }
  for (let i = 0; i < underside.vertices.length; i += 2) {
    solid.positions.push(underside.vertices[i]!, underside.vertices[i + 1]!, bottom);
  }
  add(solid, 'roof', roof.triangles);
  for (let i = 0; i < underside.triangles.length; i += 3) {
    const [a, b, c] = [underside.triangles[i]!, underside.triangles[i + 1]!, underside.triangles[i + 2]!];
    add(solid, 'underside', [count + a, count + c, count + b]);
  }
  addWalls(solid, polygon, roof, count);
  return isSound(solid) ? solid : undefined;
}

/** Adds a solid to a layer; its body is still to be ended. */
export function addSolid(mesh: MeshBuilder, { positions, triangles, surfaces }: Solid): void {
  let first = -1;
  for (let i = 0; i < positions.length; i += 3) {
    const vertex = mesh.vertex(positions[i]!, positions[i + 1]!, positions[i + 2]!);
    if (first < 0) first = vertex;
  }
  surfaces.forEach((surface, i) => {
    mesh.triangle(first + triangles[3 * i]!, first + triangles[3 * i + 1]!, first + triangles[3 * i + 2]!, surface);
  });
}

function add(solid: Solid, surface: SurfaceId, triangles: readonly number[]): void {
  for (const vertex of triangles) solid.triangles.push(vertex);
  for (let i = 0; i < triangles.length; i += 3) solid.surfaces.push(surface);
}

function addWalls(solid: Solid, polygon: Polygon, { rims }: RoofSurface, firstFoot: number): void {
  let start = firstFoot;
  for (const [ring, { length }] of polygonRings(polygon).entries()) {
    const count = length / 2;
    for (const [i, rim] of rims[ring]!.entries()) {
      const from = start + i;
      const to = start + ((i + 1) % count);
      if (rim.length === 2) add(solid, 'wall', [from, to, rim[1]!, from, rim[1]!, rim[0]!]);
      else add(solid, 'wall', bentWall(solid, from, to, rim));
    }
    start += count;
  }
}

function bentWall({ positions }: Solid, from: number, to: number, rim: readonly number[]): number[] {
  const wallVertex = (vertex: number): WallVertex => {
    const dx = positions[3 * vertex]! - positions[3 * from]!;
    const dy = positions[3 * vertex + 1]! - positions[3 * from + 1]!;
    return { at: Math.sqrt(dx * dx + dy * dy), z: positions[3 * vertex + 2]!, vertex };
  };
  return wallTriangles(wallVertex(from), wallVertex(to), rim.map(wallVertex).reverse());
}

function isSound({ positions, triangles }: Solid): boolean {
  const rounded = new Float64Array(positions.length);
  for (let i = 0; i < positions.length; i++) rounded[i] = Math.round(positions[i]! * GRID) / GRID;
  const { closed, oriented, degenerate, volume } = checkSolid(rounded, triangles, 0, triangles.length / 3);
  return closed && oriented && degenerate === 0 && volume > 0;
}
