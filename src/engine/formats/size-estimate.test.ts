import { beforeAll, describe, expect, it } from 'vitest';
import { ENGINE_CAPABILITIES } from '../../contract/capabilities.ts';
import { toFailure } from '../../contract/errors.ts';
import { LAYER_IDS } from '../../contract/layers.ts';
import { resolveRequest } from '../../contract/request.ts';
import { MESH_FORMAT_IDS } from '../../testing/read-meshes.ts';
import { readFile } from '../../testing/read-models.ts';
import { hillsMesh, joinMeshes, prismMesh } from '../../testing/scenes.ts';
import { testPace, testStages } from '../../testing/test-pace.ts';
import { testScene } from '../../testing/test-scene.ts';
import { createPace } from '../pace.ts';
import type { MadeModel } from '../pack-export.ts';
import { makeModel } from '../run-export.ts';
import { sampleFeatures } from '../sources/sample/sample-features.ts';
import { sampleTerrain } from '../sources/sample/sample-terrain.ts';
import { checkSize, estimateBytes } from './size-estimate.ts';
import { type WrittenFormat, writeModel } from './write-model.ts';
import { WRITERS } from './writers.ts';

/** Hilly ground and a hundred houses. */
const houses = joinMeshes(
  'buildings',
  Array.from({ length: 100 }, (_, i) => {
    const [x, y] = [(i % 10) * 40 - 200, Math.floor(i / 10) * 40 - 200];
    const corners = [
      [x, y],
      [x + 20, y],
      [x + 20, y + 10],
      [x + 8, y + 14],
      [x, y + 10],
    ] as const;
    return prismMesh('buildings', `way/${100_000 + i}`, corners, -1, 9.123);
  }),
);
const LAYERS = [hillsMesh(60), houses];

it.each(MESH_FORMAT_IDS)('%s: the estimate is near the size', async (format) => {
  const scene = testScene(LAYERS, format);
  const files = await (await WRITERS[format]())(scene, 'a');
  const size = (await readFile(files[0]!)).length;
  expect(estimateBytes(scene, format) / size).toBeGreaterThan(0.6);
  expect(estimateBytes(scene, format) / size).toBeLessThan(2.5);
});

describe('of formats that know what things are', () => {
  const { signal } = new AbortController();
  const offline = () => Promise.reject(new Error('no network in tests'));
  let made: MadeModel;

  beforeAll(async () => {
    const body = { bbox: [0.006, 0.006, 0.009, 0.009], include: LAYER_IDS, options: { data: 'sample' } };
    const request = await resolveRequest(body, ENGINE_CAPABILITIES, offline, signal);
    const context = { signal, fetch: offline, sleep: async () => {}, progress: () => {} };
    const sources = { features: sampleFeatures(), terrain: sampleTerrain() };
    made = await makeModel({ id: 'a', request, ...sources, context }, createPace(signal));
  });

  it.each(['geojson', 'flatgeobuf', 'cityjson', 'cityjsonseq', 'ifc', '3dm', 'svg'] as const)(
    '%s: the estimate is near the size',
    async (format) => {
      const how = { formats: [format], separateFiles: false, options: {}, comments: [], attributions: [] };
      const [{ scene, files }] = (await writeModel({ ...made, ...how }, testPace(), testStages)) as [WrittenFormat];
      const size = (await readFile(files[0]!)).length;
      expect(estimateBytes(scene, format) / size).toBeGreaterThan(0.5);
      expect(estimateBytes(scene, format) / size).toBeLessThan(2.5);
    },
  );
});

it('refuses what would be too large before anything is written', () => {
  const scenes = (['stl', 'dxf'] as const).map((format) => ({ format, scene: testScene(LAYERS, format) }));
  expect(() => checkSize(scenes)).not.toThrow();
  let thrown: unknown;
  try {
    checkSize(scenes, 1e6);
  } catch (error) {
    thrown = error;
  }
  expect(toFailure(thrown)).toMatchObject({
    code: 'area-too-large',
    message: expect.stringMatching(/DXF/),
    advice: expect.stringMatching(/smaller area/),
  });
});

it('refuses a 3DM that would not fit into the memory of the library that makes it', () => {
  const scenes = [{ format: '3dm' as const, scene: testScene(LAYERS, '3dm') }];
  expect(() => checkSize(scenes)).not.toThrow();
  expect(() => checkSize(scenes, 1e9, 1e5)).toThrow(/Rhino 3DM/);
});
