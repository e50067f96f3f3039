import { ENGINE_CAPABILITIES } from '../../src/contract/capabilities.ts';
import type { FormatOptions } from '../../src/contract/format-options.ts';
import type { FormatId } from '../../src/contract/formats.ts';
import { LAYER_IDS } from '../../src/contract/layers.ts';
import { resolveRequest } from '../../src/contract/request.ts';
import { runExport } from '../../src/engine/run-export.ts';
import { sampleFeatures } from '../../src/engine/sources/sample/sample-features.ts';
import { sampleTerrain } from '../../src/engine/sources/sample/sample-terrain.ts';
import { sleep } from '../../src/engine/sources/sleep.ts';

/** The ZIP of the sample city with all layers in some formats. */
export async function sampleExport(
  [format, ...formats]: readonly FormatId[],
  options: FormatOptions = {},
): Promise<ArrayBuffer> {
  const { signal } = new AbortController();
  const noNetwork = () => Promise.reject(new Error('the sample city needs no network'));
  const body = {
    center: [0, 0],
    size: [400, 400],
    format,
    include: LAYER_IDS,
    options: { ...options, data: 'sample', formats },
  };
  const { zip } = await runExport({
    id: 'sample',
    request: await resolveRequest(body, ENGINE_CAPABILITIES, noNetwork, signal),
    features: sampleFeatures(),
    terrain: sampleTerrain(),
    context: { signal, fetch: noNetwork, sleep, progress: () => {} },
  });
  return zip.arrayBuffer();
}
