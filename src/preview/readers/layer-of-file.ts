import { LAYER_IDS } from '../../contract/layers.ts';

/** The layer of a file whose format has none: `<id>_<layer>.stl`, or all of the model. */
export function layerOfFile(name: string): string {
  const stem = name.replace(/\.[^.]*$/, '').toLowerCase();
  return LAYER_IDS.find((layer) => stem === layer || stem.endsWith(`_${layer}`)) ?? 'Model';
}
