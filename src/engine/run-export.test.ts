import { readFileSync } from 'node:fs';
import JSZip from 'jszip';
import { describe, expect, test } from 'vitest';
import { ENGINE_CAPABILITIES } from '../contract/capabilities.ts';
import { FORMAT_IDS, FORMATS } from '../contract/formats.ts';
import type { Progress } from '../contract/job.ts';
import { type ExportRequest, resolveRequest } from '../contract/request.ts';
import type { Bbox } from '../geo/bbox.ts';
import { bboxFromCenter } from '../geo/bbox.ts';
import { describeRealData } from '../testing/real-data.ts';
import { realData } from '../testing/real-data-files.ts';
import { checkSolid } from './mesh/check-solid.ts';
import type { ExportResult } from './pack-export.ts';
import { type ExportInput, runExport } from './run-export.ts';
import { SOFTWARE } from './software.ts';
import { fileSource } from './sources/osm/file-source.ts';
import { sampleFeatures } from './sources/sample/sample-features.ts';
import { sampleTerrain } from './sources/sample/sample-terrain.ts';
import { sleep } from './sources/sleep.ts';
import type { FeatureSource } from './sources/source.ts';
import { flatSource } from './sources/terrain/flat-source.ts';
import { hgtSource } from './sources/terrain/hgt-source.ts';

const noNetwork = () => Promise.reject(new TypeError('no network in tests'));
const nowhere = () => Promise.reject(new Error('no address search in tests'));

async function run(body: ExportRequest, input: Partial<ExportInput> = {}): Promise<ExportResult> {
  const signal = input.context?.signal ?? new AbortController().signal;
  const capabilities = { ...ENGINE_CAPABILITIES, data: [] };
  return runExport({
    id: 'model',
    request: await resolveRequest(body, capabilities, nowhere, signal),
    features: sampleFeatures(),
    terrain: sampleTerrain(),
    context: { signal, fetch: noNetwork, sleep, progress: () => {} },
    ...input,
  });
}

const unpack = async ({ zip }: ExportResult) => JSZip.loadAsync(await zip.arrayBuffer());

/** Corners of all triangles of a binary STL as one mesh, each with vertices of its own. */
function readStl(bytes: Uint8Array): { positions: Float32Array; triangles: Uint32Array } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(80, true);
  expect(bytes.byteLength).toBe(84 + 50 * count);
  const positions = new Float32Array(count * 9);
  for (let i = 0; i < positions.length; i++) {
    positions[i] = view.getFloat32(84 + 50 * Math.floor(i / 9) + 12 + 4 * (i % 9), true);
  }
  return { positions, triangles: Uint32Array.from({ length: count * 3 }, (_, i) => i) };
}

const bounds = (positions: Float32Array, axis: number) => {
  const values = positions.filter((_, i) => i % 3 === axis);
  return [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
};

const SAMPLE: ExportRequest = { center: [0, 0], size: [400, 300], include: ['terrain', 'buildings'] };

describe('an export of the sample city', () => {
  test('is a ZIP with the model, the report and the licences; all bodies together are closed', async () => {
    const result = await run(SAMPLE);
    const zip = await unpack(result);
    expect(Object.keys(zip.files)).toEqual(['model.stl', 'GEOREFERENCE.txt', 'report.json', 'LICENSE.txt']);
    const { positions, triangles } = readStl(await zip.file('model.stl')!.async('uint8array'));
    expect(checkSolid(positions, triangles, 0, triangles.length / 3)).toMatchObject({
      closed: true,
      oriented: true,
      degenerate: 0,
    });
    const report = JSON.parse(await zip.file('report.json')!.async('string'));
    expect(report).toEqual(JSON.parse(JSON.stringify(result.report)));
    expect(report).toMatchObject({ fictional: true, software: SOFTWARE, box: { size: [400, 300] } });
    expect(report.counts.buildings).toBeGreaterThan(20);
    const { measured, levels, assumed } = report.heights;
    expect(measured + levels + assumed).toBe(report.counts.parts);
    expect(await zip.file('LICENSE.txt')!.async('string')).toMatch(/made-up place/);
  });

  test('has the same bytes every time', async () => {
    const [first, second] = await Promise.all([run(SAMPLE), run(SAMPLE)]);
    expect(new Uint8Array(await first.zip.arrayBuffer())).toEqual(new Uint8Array(await second.zip.arrayBuffer()));
  });

  test('keeps to the box exactly where buildings are clipped', async () => {
    const zip = await unpack(await run({ ...SAMPLE, options: { edge: 'clip' } }));
    const { positions } = readStl(await zip.file('model.stl')!.async('uint8array'));
    expect(bounds(positions, 0)).toEqual([-200, 200]);
    expect(bounds(positions, 1)).toEqual([-150, 150]);
  });

  test.each(FORMAT_IDS)('is written as %s', async (format) => {
    const zip = await unpack(await run({ ...SAMPLE, format }));
    expect(Object.keys(zip.files)[0]).toBe(`model.${FORMATS[format].extension}`);
  });

  test('holds several formats of one model, and says where each lies', async () => {
    const zip = await unpack(
      await run({ ...SAMPLE, format: 'glb', options: { formats: ['3mf', 'glb', 'obj'], scale: 500 } }),
    );
    expect(Object.keys(zip.files)).toEqual([
      'model.glb',
      'model.3mf',
      'model.obj',
      'model.mtl',
      'GEOREFERENCE.txt',
      'report.json',
      'LICENSE.txt',
    ]);
    const text = await zip.file('GEOREFERENCE.txt')!.async('string');
    expect(text).toContain('model.glb (metres at 1:500): x = X × 500, y = -Z × 500, z = Y × 500');
    expect(text).toMatch(
      /model\.3mf \(millimetres at 1:500\): x = X × 0\.5 - \d+\.\d+, y = Y × 0\.5 - \d+\.\d+, z = Z × 0\.5 \+ \d/,
    );
  });

  test('with separate files has one for each layer', async () => {
    const zip = await unpack(await run({ ...SAMPLE, separate_files: true }));
    expect(Object.keys(zip.files)).toEqual([
      'model_terrain.stl',
      'model_buildings.stl',
      'GEOREFERENCE.txt',
      'report.json',
      'LICENSE.txt',
    ]);
  });

  test.each([
    [{}, ['features', 'terrain', 'city', 'mesh', 'write', 'zip']],
    [{ fuse: true }, ['features', 'terrain', 'city', 'mesh', 'fuse', 'write', 'zip']],
  ])('with %o tells its stages in their order', async (options, expected) => {
    const stages: string[] = [];
    const progress = ({ stage }: Progress) => {
      if (stages.at(-1) !== stage) stages.push(stage);
    };
    const context = { signal: new AbortController().signal, fetch: noNetwork, sleep, progress };
    await run({ ...SAMPLE, options }, { context });
    expect(stages).toEqual(expected);
  });

  test('stops when it is aborted', async () => {
    const abort = new AbortController();
    const progress = ({ stage }: Progress) => {
      if (stage === 'city') abort.abort();
    };
    const running = run(SAMPLE, { context: { signal: abort.signal, fetch: noNetwork, sleep, progress } });
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('an area without buildings', () => {
  const emptySea: FeatureSource = {
    load: async (bbox, context) => ({
      ...(await sampleFeatures().load(bbox, context)),
      data: { nodes: [], ways: new Map(), relations: [] },
    }),
  };

  test('says so in the report', async () => {
    const { report } = await run(SAMPLE, { features: emptySea });
    expect(report.notes).toContainEqual({ note: 'The data holds no buildings in this box.', count: 1 });
  });

  test('is an error where nothing else was asked for', async () => {
    const running = run({ ...SAMPLE, include: ['buildings'] }, { features: emptySea });
    await expect(running).rejects.toMatchObject({ failure: { code: 'no-data' } });
  });
});

test('the version in files is that of the package', () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(SOFTWARE.version).toBe(version);
});

describeRealData('real places', () => {
  const MONACO: Bbox = [7.418, 43.731, 7.4304, 43.74];
  const osm = (name: string) => fileSource(realData(`osm/${name}`), name);
  const srtm = (name: string) => hgtSource([{ name, bytes: realData(`terrain/srtm/${name}`) }]);
  const layers = ['terrain', 'buildings'] as const;

  test.each([
    ['Monaco', MONACO, 'monaco-2023.osm.pbf', srtm('N43E007.hgt.zip'), 420],
    ['Berlin Mitte', [13.37962, 52.52726, 13.39442, 52.53626], 'berlin-mitte-2015.osm', srtm('N52E013.hgt'), 480],
    ['Siegessäule', [13.34766, 52.51303, 13.35276, 52.51574], 'berlin-siegessaeule.osm.gz', srtm('N52E013.hgt'), 10],
    ['London', [-0.0966, 51.4993, -0.0884, 51.5062], 'london-borough-overpass.osm', flatSource(), 25],
    ['Nuremberg', [11.15199, 49.46499, 11.15899, 49.46702], 'nuremberg-laufamholz.osm', flatSource(), 100],
  ] as const)('%s: every body is closed, and no two share an edge', async (_, bbox, file, terrain, buildings) => {
    const result = await run({ bbox: [...bbox], include: [...layers] }, { features: osm(file), terrain });
    expect(result.report.counts.buildings).toBeGreaterThanOrEqual(buildings);
    const reasons = result.report.skipped.map(({ reason }) => reason);
    expect(reasons.filter((reason) => !/^underground$|of unknown height$/.test(reason))).toEqual([]);
    for (const { bodies, closed } of result.report.solids) expect(closed).toBe(bodies);
    const { positions, triangles } = readStl(await (await unpack(result)).file('model.stl')!.async('uint8array'));
    expect(checkSolid(positions, triangles, 0, triangles.length / 3)).toMatchObject({
      closed: true,
      oriented: true,
      degenerate: 0,
    });
  });

  test('Monaco’s highest building is 170 m high', async () => {
    const bbox = bboxFromCenter([7.4299, 43.7481], [300, 300]);
    const city = { bbox: [...bbox] as [number, number, number, number], include: ['buildings' as const] };
    const zip = await unpack(await run(city, { features: osm('monaco-2023.osm.pbf'), terrain: flatSource() }));
    const { positions } = readStl(await zip.file('model.stl')!.async('uint8array'));
    expect(bounds(positions, 2)).toEqual([-1, 170]);
  });
});
