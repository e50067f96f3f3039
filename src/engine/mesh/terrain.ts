import type { LocalFrame } from '../../geo/local-frame.ts';
import type { Ground } from '../city/ground.ts';
import { type LayerMesh, SURFACES } from './layer-mesh.ts';
import { roundMillimetres, type TerrainTin, terrainTin } from '../ground/terrain-tin.ts';

/** How the terrain is made. */
export interface TerrainOptions {
  /** Metres from the flat base up to the lowest point of the ground. Above 0. */
  readonly baseThickness: number;
}

/**
 * The ground of the model's rectangle as one closed solid: a top that follows the source's bilinear surface within
 * half a metre everywhere, upright sides exactly on the rectangle, a flat base.
 */
export function terrainMesh(
  ground: Ground,
  frame: LocalFrame,
  { baseThickness }: TerrainOptions,
  signal?: AbortSignal,
): LayerMesh {
  const tin = terrainTin(ground, frame, signal);
  const lowest = tin.z.reduce((low, z) => Math.min(low, z));
  const base = roundMillimetres(lowest - baseThickness);
  const parts = [tin.corners, skirtTriangles(tin), baseTriangles(tin)];
  const triangleCount = parts.reduce((sum, part) => sum + part.length, 0) / 3;

  const triangles = new Uint32Array(3 * triangleCount);
  const surfaces = new Uint8Array(triangleCount);
  let first = 0;
  for (const [i, surface] of (['ground', 'skirt', 'base'] as const).entries()) {
    const part = parts[i]!;
    triangles.set(part, 3 * first);
    surfaces.fill(SURFACES.indexOf(surface), first, first + part.length / 3);
    first += part.length / 3;
  }
  return {
    layer: 'terrain',
    positions: solidPositions(tin, frame, base),
    triangles,
    surfaces,
    bodies: [{ id: 'terrain', name: 'Terrain', firstTriangle: 0, triangleCount }],
  };
}

/** The vertices of the top, then the outline again at the height of the base, then the middle of the base. */
function solidPositions({ x, y, z, outline }: TerrainTin, { rect }: LocalFrame, base: number): Float64Array {
  const positions = new Float64Array(3 * (z.length + outline.length + 1));
  for (let i = 0; i < z.length; i++) positions.set([x[i]!, y[i]!, z[i]!], 3 * i);
  outline.forEach((vertex, i) => {
    positions.set([x[vertex]!, y[vertex]!, base], 3 * (z.length + i));
  });
  positions.set([(rect.minX + rect.maxX) / 2, (rect.minY + rect.maxY) / 2, base], positions.length - 3);
  return positions;
}

/** Two triangles under each side of the outline. */
function skirtTriangles({ z, outline }: TerrainTin): number[] {
  return outline.flatMap((top, i) => {
    const next = (i + 1) % outline.length;
    const foot = z.length + i;
    const nextFoot = z.length + next;
    return [foot, nextFoot, outline[next]!, foot, outline[next]!, top];
  });
}

/** A fan around the middle: it uses every vertex of the outline, and none of its triangles is without area. */
function baseTriangles({ z, outline }: TerrainTin): number[] {
  const middle = z.length + outline.length;
  return outline.flatMap((_, i) => [middle, z.length + ((i + 1) % outline.length), z.length + i]);
}
