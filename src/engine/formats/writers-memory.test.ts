import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import type { FormatOptions } from '../../contract/format-options.ts';
import type { FormatId } from '../../contract/formats.ts';
import { hillsMesh } from '../../testing/scenes.ts';
import { testScene } from '../../testing/test-scene.ts';
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
];

it.each(CASES)('%s with %o takes at most 64 MB beside the mesh', async (format, options) => {
  const scene = testScene([MESH], format, options);
  const [file] = await (await WRITERS[format]())(scene, 'a');
  const before = inUse();
  let most = 0;
  let chunks = 0;
  for await (const _ of file!.chunks) {
    if (chunks++ % 24 === 0) most = Math.max(most, inUse() - before);
  }
  expect(chunks).toBeGreaterThan(0);
  expect(most / 2 ** 20).toBeLessThan(64);
});
