import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FormatOptions } from '../../contract/format-options.ts';
import type { FormatId } from '../../contract/formats.ts';
import { modelScene, sampleModel } from '../../testing/sample-model.ts';
import { hillsMesh } from '../../testing/scenes.ts';
import { testScene } from '../../testing/test-scene.ts';
import type { MadeModel } from '../pack-export.ts';
import type { Scene } from './format.ts';
import { WRITERS } from './writers.ts';

setFlagsFromString('--expose_gc');
const collectGarbage: () => void = runInNewContext('gc');

/** What is in use once garbage is gone, in bytes. */
function inUse(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** 360,000 triangles in one body: the hardest case. */
const MESH = hillsMesh(300);
const CASES: [FormatId, FormatOptions][] = [
  ['stl', {}],
  ['3mf', {}],
  ['obj', { normals: 'smooth' }],
  ['glb', {}],
  ['glb', { meshopt: true }],
  ['ply', { normals: 'smooth' }],
  ['dae', {}],
  ['usdz', {}],
  ['dxf', {}],
  ['stl', { encoding: 'ascii' }],
];

/** The most bytes in use while a file is read, beyond those before. */
async function mostBytes(scene: Scene, format: FormatId): Promise<number> {
  const [file] = await (await WRITERS[format]())(scene, 'a');
  const before = inUse();
  let most = 0;
  let chunks = 0;
  for await (const _ of file!.chunks) {
    if (chunks++ % 24 === 0) most = Math.max(most, inUse() - before);
  }
  expect(chunks).toBeGreaterThan(0);
  return most;
}

it.each(CASES)('%s with %o takes at most 64 MB beside the mesh', async (format, options) => {
  expect((await mostBytes(testScene([MESH], format, options), format)) / 2 ** 20).toBeLessThan(64);
});

// A 3DM is made as a whole by Rhino's library, in memory of its own that cannot be seen from here.
describe('of formats of maps and meaning', () => {
  let model: MadeModel;
  beforeAll(async () => {
    model = await sampleModel([1200, 1200]);
  }, 120_000);

  it.each(['geojson', 'flatgeobuf', 'cityjson', 'cityjsonseq', 'ifc', 'geotiff', 'svg', 'png'] as const)(
    '%s takes at most 64 MB beside a model of a square kilometre and a half',
    async (format) => {
      expect((await mostBytes(modelScene(model, format), format)) / 2 ** 20).toBeLessThan(64);
    },
    60_000,
  );
});
