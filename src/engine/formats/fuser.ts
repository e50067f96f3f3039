import type { FormatId } from '../../contract/formats.ts';
import type { FusedLayers } from '../fuse/fuse-layers.ts';
import type { LayerMesh } from '../mesh/layer-mesh.ts';
import type { Pace } from '../pace.ts';
import type { Stages } from '../stages.ts';
import { fileGrid } from './file-grid.ts';
import type { Scene } from './format.ts';

/** Fuses the layers of a file in the file's coordinates. */
type Fuse = (format: FormatId, scene: Scene, layers: readonly LayerMesh[]) => Promise<FusedLayers>;

/** Fuses for one export: layers once for all formats that write the same coordinates. The library is loaded only when it is used. */
export function fuser(pace: Pace, stage: Stages): Fuse {
  const known = new Map<string, FusedLayers>();
  return async (format, { settings, placement }, layers) => {
    const grid = fileGrid(format, settings, placement);
    const key = `${grid.key} ${layers.map(({ layer }) => layer)}`;
    const before = known.get(key);
    if (before) return before;
    stage('fuse')(0, 0);
    const { fuseLayers } = await import('../fuse/fuse-layers.ts');
    const fused = await fuseLayers(layers, grid, pace, stage('fuse'));
    known.set(key, fused);
    return fused;
  };
}
