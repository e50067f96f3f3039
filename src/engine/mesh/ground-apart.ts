import type { LayerId } from '../../contract/layers.ts';
import type { LocalFrame } from '../../geo/local-frame.ts';
import { roundMillimetres } from '../ground/fit-terrain.ts';
import type { GroundSurface } from '../ground/ground-surface.ts';
import { nextSide } from '../polygon/triangle-sides.ts';
import { type GroundOptions, layerMesh, lowest } from './ground.ts';
import { addSlab, addTroughed, GroundSolid, layerOf } from './ground-pieces.ts';
import type { Body, LayerMesh } from './layer-mesh.ts';

/**
 * Every layer of the ground as a closed solid of its own: the terrain with troughs, and in them the others half a metre thick. They
 * fit together without gaps: the ground in several files, colours or materials.
 */
export function groundApart(
  surface: GroundSurface,
  frame: LocalFrame,
  layers: readonly LayerId[],
  options: GroundOptions,
): LayerMesh[] {
  return layers.flatMap((layer) => {
    const solid = new GroundSolid();
    const isOwn = (triangle: number) => layerOf(surface, triangle) === layer;
    if (layer === 'terrain') addTerrain(surface, frame, (triangle) => !isOwn(triangle), options, solid);
    else addSlab(surface, isOwn, solid);
    return toLayers(solid, [layer]).map((mesh) => ({ ...mesh, bodies: wholeBody(mesh) }));
  });
}

/** Layers of the ground without its terrain: together one closed solid, half a metre thick. */
export function groundWithoutTerrain(surface: GroundSurface, layers: readonly LayerId[]): LayerMesh[] {
  const solid = new GroundSolid();
  addSlab(surface, (triangle) => layers.includes(layerOf(surface, triangle)), solid);
  return toLayers(solid, layers).map((mesh) => ({ ...mesh, bodies: wholeBody(mesh), shell: 'ground' }));
}

function addTerrain(
  surface: GroundSurface,
  { rect }: LocalFrame,
  isTrough: (triangle: number) => boolean,
  { baseThickness }: GroundOptions,
  solid: GroundSolid,
): void {
  const { x, y, z, corners, twins, outline } = surface;
  const top = addTroughed(surface, isTrough, solid);
  const base = roundMillimetres(lowest(z) - baseThickness);
  const feet = new Map(outline.map((vertex) => [vertex, solid.vertex(x[vertex]!, y[vertex]!, base)]));
  const middle = solid.vertex((rect.minX + rect.maxX) / 2, (rect.minY + rect.maxY) / 2, base);
  const ends = new Map<number, number>();
  const starts = new Map<number, number>();
  const rim: number[] = [];
  for (let side = 0; side < corners.length; side++) {
    if (twins[side]! >= 0) continue;
    rim.push(side);
    starts.set(corners[side]!, top[side]!);
    ends.set(corners[nextSide(side)]!, top[nextSide(side)]!);
  }
  for (const side of rim) {
    const [a, b] = [corners[side]!, corners[nextSide(side)]!];
    const [footA, footB, topA, topB] = [feet.get(a)!, feet.get(b)!, top[side]!, top[nextSide(side)]!];
    addSkirt(
      solid,
      [footA, stepBelow(solid, topA, ends.get(a)!), topA],
      [footB, stepBelow(solid, topB, starts.get(b)!), topB],
    );
    solid.add('terrain', 'base', middle, footB, footA);
  }
  for (const vertex of outline) {
    const [end, start] = [ends.get(vertex)!, starts.get(vertex)!];
    const isStep = stepBelow(solid, end, start) ?? stepBelow(solid, start, end);
    if (end !== start && isStep === undefined) solid.add('terrain', 'skirt', feet.get(vertex)!, start, end);
  }
}

/** The other vertex, where it lies straight below. */
function stepBelow({ positions }: GroundSolid, vertex: number, other: number): number | undefined {
  const [x, y, z] = [0, 1, 2].map((axis) => positions[3 * vertex + axis]! - positions[3 * other + axis]!);
  return x === 0 && y === 0 && z! > 0 ? other : undefined;
}

/** A column of the skirt: its foot, the edge of a trough on the way up where there is one, and its top. */
type Column = readonly [foot: number, step: number | undefined, top: number];

/** One side of the skirt, from column to column. It has the steps as corners, so that its neighbours' corners do not lie on its edges. */
function addSkirt(solid: GroundSolid, [footA, stepA, topA]: Column, [footB, stepB, topB]: Column): void {
  const [left, right] = [stepA ?? topA, stepB ?? topB];
  solid.add('terrain', 'skirt', footA, footB, right, footA, right, left);
  if (stepB !== undefined) solid.add('terrain', 'skirt', left, stepB, topB);
  if (stepA !== undefined) solid.add('terrain', 'skirt', stepA, topB, topA);
}

function toLayers({ positions, layers }: GroundSolid, wanted: readonly LayerId[]): LayerMesh[] {
  const shared = Float64Array.from(positions);
  return wanted.map((layer) => {
    const parts = [...(layers.get(layer) ?? [])];
    return layerMesh(layer, shared, parts, []);
  });
}

function wholeBody({ layer, surfaces }: LayerMesh): Body[] {
  return surfaces.length > 0 ? [{ id: layer, firstTriangle: 0, triangleCount: surfaces.length }] : [];
}
