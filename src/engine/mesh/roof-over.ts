import type { Oddities } from '../city/oddities.ts';
import type { RoofShapeId, RoofSpec } from '../city/roof-spec.ts';
import { type Polygon, polygonRings, polygonsContain } from '../polygon/polygon.ts';
import type { Triangulation } from '../polygon/triangulate.ts';
import { roofedSolid, type Solid } from './roofed-solid.ts';
import { roofSurfaces } from './roofs/roof-shapes.ts';
import type { Prism } from './separate-prisms.ts';

/** A prism that may carry a roof. */
export interface RoofedPrism extends Prism {
  readonly roof?: RoofSpec & {
    /** z of the roof's top. A piece of the prism that was cut off below it stays flat. */
    readonly top: number;
  };
}

/** The least height in metres of the walls under a roof, and of the roof: lower ones would leave no triangle upright. */
const LEAST = 0.01;

/** Roofs take a time that grows with the square of the outline's corners. No building has as many as this. */
const MOST_CORNERS = 1000;

/**
 * The solid over one polygon of a prism, under the prism's roof. A shape that cannot be built is counted.
 * @returns `undefined` where the roof is flat
 */
export function roofOver(
  { id, bottom, top, roof }: RoofedPrism,
  polygon: Polygon,
  triangulation: Triangulation,
  oddities: Oddities,
): Solid | undefined {
  if (!roof || top < roof.top) return undefined;
  const eaves = Math.max(top - roof.height, bottom + LEAST);
  if (top - eaves < LEAST) return undefined;
  const over = roof.over.length === 1 ? roof.over[0]! : polygonAround(roof.over, triangulation);
  const complain = (shape: RoofShapeId) =>
    oddities.repair(id, `a roof (${roof.shape}) that its outline does not allow, built as ${shape}`);
  const input = { polygon, over: over ?? polygon, spec: roof };
  const surfaces = Math.max(corners(input.polygon), corners(input.over)) > MOST_CORNERS ? [] : roofSurfaces(input);
  for (const { shape, surface } of surfaces) {
    const solid = roofedSolid(polygon, triangulation, surface, { bottom, eaves, top });
    if (!solid) continue;
    if (shape !== roof.shape) complain(shape);
    return solid;
  }
  complain('flat');
  return undefined;
}

function corners(polygon: Polygon): number {
  return polygonRings(polygon).reduce((sum, { length }) => sum + length / 2, 0);
}

/** The polygon that a triangulated one was cut from. */
function polygonAround(polygons: readonly Polygon[], { vertices, triangles }: Triangulation): Polygon | undefined {
  const middle = (axis: number) =>
    [0, 1, 2].reduce((sum, corner) => sum + vertices[2 * triangles[corner]! + axis]! / 3, 0);
  return polygons.find((polygon) => polygonsContain([polygon], middle(0), middle(1)));
}
