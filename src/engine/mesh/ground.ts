import type { LayerId } from '../../contract/layers.ts';
import type { LocalFrame } from '../../geo/local-frame.ts';
import { COVER_IDS, COVERS, type CoverId } from '../city/covers.ts';
import { roundMillimetres } from '../ground/fit-terrain.ts';
import type { GroundSurface } from '../ground/ground-surface.ts';
import { type Body, type LayerMesh, SURFACES, type SurfaceId } from './layer-mesh.ts';

/** How the ground is closed. */
export interface GroundOptions {
  /** Metres from the flat base up to the lowest point of the ground. Above 0. */
  readonly baseThickness: number;
}

/**
 * The ground of the model's rectangle as one closed solid, shared out to its layers: the surface by its covers; upright sides
 * exactly on the rectangle and a flat base to the terrain.
 */
export function groundMeshes(
  surface: GroundSurface,
  frame: LocalFrame,
  layers: readonly LayerId[],
  { baseThickness }: GroundOptions,
): LayerMesh[] {
  const base = roundMillimetres(lowest(surface.z) - baseThickness);
  const positions = solidPositions(surface, frame, base);
  const byCover = trianglesByCover(surface);
  const shell = 'ground' as const;
  return layers.map((layer) => {
    const covers = COVER_IDS.filter((cover) => COVERS[cover] === layer && byCover.has(cover));
    const own = covers.map((cover): Part => [cover, byCover.get(cover)!]);
    if (layer !== 'terrain') return { ...layerMesh(layer, positions, own, bodiesByCover(own)), shell };
    const parts: Part[] = [...own, ['skirt', skirtTriangles(surface)], ['base', baseTriangles(surface)]];
    const triangleCount = parts.reduce((sum, [, corners]) => sum + corners.length / 3, 0);
    const body = { id: 'terrain', name: 'Terrain', firstTriangle: 0, triangleCount };
    return { ...layerMesh(layer, positions, parts, [body]), shell };
  });
}

type Part = readonly [surface: SurfaceId, corners: ArrayLike<number>];

/** A layer from the triangles of its surfaces. */
export function layerMesh(
  layer: LayerId,
  positions: Float64Array,
  parts: readonly Part[],
  bodies: readonly Body[],
): LayerMesh {
  const count = parts.reduce((sum, [, corners]) => sum + corners.length, 0);
  const triangles = new Uint32Array(count);
  const surfaces = new Uint8Array(count / 3);
  let first = 0;
  for (const [surface, corners] of parts) {
    triangles.set(corners, first);
    surfaces.fill(SURFACES.indexOf(surface), first / 3, (first + corners.length) / 3);
    first += corners.length;
  }
  return { layer, positions, triangles, surfaces, bodies };
}

function bodiesByCover(parts: readonly Part[]): Body[] {
  let firstTriangle = 0;
  return parts.map(([cover, corners]) => {
    const body = { id: cover, firstTriangle, triangleCount: corners.length / 3 };
    firstTriangle += body.triangleCount;
    return body;
  });
}

/** Counts the triangles of each cover, then stores them. */
function trianglesByCover({ corners, covers }: GroundSurface): Map<CoverId, Uint32Array> {
  const counts = new Uint32Array(COVER_IDS.length);
  for (let triangle = 0; triangle < covers.length; triangle++) counts[covers[triangle]!]!++;
  const parts = Array.from(counts, (count) => new Uint32Array(3 * count));
  const ends = new Uint32Array(COVER_IDS.length);
  for (let triangle = 0; triangle < covers.length; triangle++) {
    const cover = covers[triangle]!;
    const part = parts[cover]!;
    for (let side = 3 * triangle; side < 3 * triangle + 3; side++) part[ends[cover]!++] = corners[side]!;
  }
  return new Map(COVER_IDS.flatMap((cover, i) => (counts[i]! > 0 ? [[cover, parts[i]!] as const] : [])));
}

/** The lowest of some heights. */
export function lowest(heights: ArrayLike<number>): number {
  let low = Number.POSITIVE_INFINITY;
  for (let i = 0; i < heights.length; i++) if (heights[i]! < low) low = heights[i]!;
  return low;
}

/** The vertices of the top, then the outline again at the height of the base, then the middle of the base. */
function solidPositions({ x, y, z, outline }: GroundSurface, { rect }: LocalFrame, base: number): Float64Array {
  const positions = new Float64Array(3 * (z.length + outline.length + 1));
  for (let i = 0; i < z.length; i++) {
    positions[3 * i] = x[i]!;
    positions[3 * i + 1] = y[i]!;
    positions[3 * i + 2] = z[i]!;
  }
  outline.forEach((vertex, i) => {
    positions.set([x[vertex]!, y[vertex]!, base], 3 * (z.length + i));
  });
  positions.set([(rect.minX + rect.maxX) / 2, (rect.minY + rect.maxY) / 2, base], positions.length - 3);
  return positions;
}

/** Two triangles under each side of the outline. */
function skirtTriangles({ z, outline }: GroundSurface): number[] {
  return outline.flatMap((top, i) => {
    const next = (i + 1) % outline.length;
    const foot = z.length + i;
    const nextFoot = z.length + next;
    return [foot, nextFoot, outline[next]!, foot, outline[next]!, top];
  });
}

/** A fan around the middle: it uses every vertex of the outline, and none of its triangles is without area. */
function baseTriangles({ z, outline }: GroundSurface): number[] {
  const middle = z.length + outline.length;
  return outline.flatMap((_, i) => [middle, z.length + ((i + 1) % outline.length), z.length + i]);
}
