import { ExportError } from '../contract/errors.ts';
import { LAYERS } from '../contract/layers.ts';
import type { LayerMesh } from './mesh/layer-mesh.ts';
import type { SourceNote } from './sources/source.ts';

/**
 * The layers that hold anything, with a note for each that does not: no layer is silently empty.
 * @throws ExportError `no-data` where none holds anything
 */
export function withoutEmpty(layers: readonly LayerMesh[]): { full: LayerMesh[]; notes: SourceNote[] } {
  const full = layers.filter(({ bodies }) => bodies.length > 0);
  const empty = layers
    .filter(({ bodies }) => bodies.length === 0)
    .map(({ layer }) => LAYERS[layer].label.toLowerCase());
  if (full.length === 0) {
    throw new ExportError({
      code: 'no-data',
      message: `The data holds nothing in this box for: ${empty.join(', ')}.`,
      advice: 'Choose another area, add the terrain, or take other data.',
    });
  }
  return { full, notes: empty.map((label) => ({ note: `The data holds no ${label} in this box.`, count: 1 })) };
}
