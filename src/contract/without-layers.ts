import type { LayerId } from './layers.ts';
import { DEFAULT_LAYERS, LAYER_IDS } from './layers.ts';
import type { ExportRequest } from './request.ts';

/**
 * The same request without layers whose data could not be had; undefined where nothing would be left. Without the
 * terrain all else stands on flat ground.
 */
export function withoutLayers(request: ExportRequest, layers: readonly LayerId[]): ExportRequest | undefined {
  const include = (request.include ?? DEFAULT_LAYERS).filter((layer) => !layers.includes(layer));
  if (include.length === 0 || layers.length === 0) return undefined;
  const given = [...(request.options?.left_out ?? []), ...layers];
  return {
    ...request,
    include,
    options: {
      ...request.options,
      ...(layers.includes('terrain') && { terrain: 'flat' }),
      left_out: LAYER_IDS.filter((layer) => given.includes(layer)),
    },
  };
}
