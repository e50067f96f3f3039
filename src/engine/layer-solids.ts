import type { LayerId } from '../contract/layers.ts';
import { checkSolid } from './mesh/check-solid.ts';
import type { LayerMesh } from './mesh/layer-mesh.ts';
import type { Pace } from './pace.ts';

/** Whether a layer's bodies are what they should be: closed and facing outwards. */
export interface LayerSolids {
  readonly layer: LayerId;
  readonly bodies: number;
  readonly triangles: number;
  /** How many bodies are closed, with every triangle facing outwards. */
  readonly closed: number;
  /** The ids of the others. */
  readonly open: readonly string[];
  /** Cubic metres of all bodies; where bodies overlap, each counts. */
  readonly volume: number;
}

/** Checks every body of a layer. */
export async function layerSolids(
  { layer, positions, triangles, bodies }: LayerMesh,
  pace: Pick<Pace, 'breathe'>,
): Promise<LayerSolids> {
  const open: string[] = [];
  let volume = 0;
  for (const { id, firstTriangle, triangleCount } of bodies) {
    await pace.breathe();
    const check = checkSolid(positions, triangles, firstTriangle, triangleCount);
    if (!check.closed || !check.oriented || check.volume <= 0) open.push(id);
    volume += check.volume;
  }
  return {
    layer,
    bodies: bodies.length,
    triangles: triangles.length / 3,
    closed: bodies.length - open.length,
    open,
    volume,
  };
}
