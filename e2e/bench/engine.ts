import { existsSync } from 'node:fs';
import { ENGINE_CAPABILITIES } from '../../src/contract/capabilities.ts';
import { LAYER_IDS } from '../../src/contract/layers.ts';
import { type ExportRequest, resolveRequest } from '../../src/contract/request.ts';
import { runExport } from '../../src/engine/run-export.ts';
import { fileSource } from '../../src/engine/sources/osm/file-source.ts';
import { readOsmFile } from '../../src/engine/sources/osm/read-osm-file.ts';
import { sampleFeatures } from '../../src/engine/sources/sample/sample-features.ts';
import { sampleTerrain } from '../../src/engine/sources/sample/sample-terrain.ts';
import { sleep } from '../../src/engine/sources/sleep.ts';
import type { FeatureSource, TerrainSource } from '../../src/engine/sources/source.ts';
import { hgtSource } from '../../src/engine/sources/terrain/hgt-source.ts';
import { bboxFromCenter } from '../../src/geo/bbox.ts';
import { realData, realDataPath } from '../../src/testing/real-data-files.ts';
import { medianTime, ms, type Ratio } from './measure.ts';

const MONACO: ExportRequest['bbox'] = [7.418, 43.731, 7.4304, 43.74];

/** Layers of Monaco, and how many times the floor they may take. */
export const MONACO_MODELS: readonly { what: string; include: ExportRequest['include']; limit: number }[] = [
  { what: 'terrain + buildings', include: ['terrain', 'buildings'], limit: 5 },
  { what: 'all layers', include: LAYER_IDS, limit: 10 },
];

async function exported(body: ExportRequest, features: FeatureSource, terrain: TerrainSource): Promise<Blob> {
  const { signal } = new AbortController();
  const noAddress = () => Promise.reject(new Error('no address search in a bench'));
  const request = await resolveRequest(body, { ...ENGINE_CAPABILITIES, data: [] }, noAddress, signal);
  const { zip } = await runExport({
    id: 'bench',
    request,
    features,
    terrain,
    context: { signal, fetch: () => Promise.reject(new Error('no network in a bench')), sleep, progress: () => {} },
  });
  return zip;
}

/** 1 km² of Monaco from files to ZIP, against reading the input and deflating the output with the platform's own means. */
export async function monacoRatio({
  what,
  include,
  limit,
}: (typeof MONACO_MODELS)[number]): Promise<Ratio | undefined> {
  const path = 'osm/monaco-2023.osm.pbf';
  if (!existsSync(realDataPath(path))) return undefined;
  const pbf = realData(path);
  const hgt = { name: 'N43E007.hgt.zip', bytes: realData('terrain/srtm/N43E007.hgt.zip') };
  const make = () => exported({ bbox: MONACO, include }, fileSource(pbf, 'monaco.osm.pbf'), hgtSource([hgt]));
  const stored = await unzipped(await make());
  const whole = await medianTime(make);
  const floor = await medianTime(async () => {
    await readOsmFile(pbf, 'monaco.osm.pbf', new AbortController().signal);
    await new Response(new Blob([stored]).stream().pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer();
  });
  return {
    what: `Monaco 1 km², ${what} to ZIP ÷ (reading the input + deflating the output)`,
    ratio: whole / floor,
    limit,
    detail: `${ms(whole)} ÷ ${ms(floor)}`,
  };
}

/** The sample city's time per km² at 16 km² against that at 1 km². */
export async function linearity(): Promise<Ratio> {
  const city = (side: number) => () => {
    const [west, south, east, north] = bboxFromCenter([0, 0], [side, side]);
    const body: ExportRequest = {
      bbox: [west, south, east, north],
      include: ['terrain', 'buildings'],
      options: { data: 'sample' },
    };
    return exported(body, sampleFeatures(), sampleTerrain());
  };
  const small = await medianTime(city(1000));
  const large = (await medianTime(city(4000), 3)) / 16;
  return {
    what: 'Sample city, time per km² at 16 km² ÷ at 1 km²',
    ratio: large / small,
    limit: 1.3,
    detail: `${ms(large)} ÷ ${ms(small)}`,
  };
}

async function unzipped(zip: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const { default: JSZip } = await import('jszip');
  const archive = await JSZip.loadAsync(await zip.arrayBuffer());
  const parts = await Promise.all(Object.values(archive.files).map((file) => file.async('uint8array')));
  return new Uint8Array(await new Blob(parts as Uint8Array<ArrayBuffer>[]).arrayBuffer());
}
