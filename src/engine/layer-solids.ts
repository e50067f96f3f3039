import type { LayerId } from '../contract/layers.ts';
import { checkSolid, checkSolids, type SolidCheck } from './mesh/check-solid.ts';
import type { LayerMesh } from './mesh/layer-mesh.ts';
import type { Pace } from './pace.ts';

/** Whether a layer's bodies are what they should be: closed and facing outwards. */
export interface LayerSolids {
  readonly layer: LayerId;
  /** 0 for a layer that only holds a part of the ground's surface: the solid counts for the first layer of the ground. */
  readonly bodies: number;
  readonly triangles: number;
  /** How many bodies are closed, with every triangle facing outwards. */
  readonly closed: number;
  /** The ids of the others. */
  readonly open: readonly string[];
  /** Cubic metres of all bodies; where bodies overlap, each counts. */
  readonly volume: number;
}

/** Checks every body of all layers; those of one shell as the one solid that they are. */
export async function allSolids(layers: readonly LayerMesh[], pace: Pick<Pace, 'breathe'>): Promise<LayerSolids[]> {
  const shell = layers.filter((layer) => layer.shell !== undefined);
  const solids: LayerSolids[] = [];
  for (const layer of layers)
    solids.push(layer.shell === undefined ? await ownSolids(layer, pace) : partOf(shell, layer));
  return solids;
}

/** The first layer of a shell stands for its solid; the others only hold parts of its surface. */
function partOf(shell: readonly LayerMesh[], layer: LayerMesh): LayerSolids {
  const counts = { layer: layer.layer, triangles: layer.triangles.length / 3 };
  if (layer !== shell[0]) return { ...counts, bodies: 0, closed: 0, open: [], volume: 0 };
  const check = checkSolids(
    shell.map(({ positions, triangles }) => ({ positions, triangles, first: 0, count: triangles.length / 3 })),
  );
  const isSound = isSolid(check);
  return { ...counts, bodies: 1, closed: isSound ? 1 : 0, open: isSound ? [] : [layer.layer], volume: check.volume };
}

async function ownSolids(
  { layer, positions, triangles, bodies }: LayerMesh,
  pace: Pick<Pace, 'breathe'>,
): Promise<LayerSolids> {
  const open: string[] = [];
  let volume = 0;
  for (const { id, firstTriangle, triangleCount } of bodies) {
    await pace.breathe();
    const check = checkSolid(positions, triangles, firstTriangle, triangleCount);
    if (!isSolid(check)) open.push(id);
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

function isSolid({ closed, oriented, volume }: SolidCheck): boolean {
  return closed && oriented && volume > 0;
}
