import { bench, describe } from 'vitest';
import type { FormatOptions } from '../../contract/format-options.ts';
import type { FormatId } from '../../contract/formats.ts';
import { dxfWriter, gltfTransformWriter, THREE_WRITERS } from '../../testing/peer-writers.ts';
import { hillsMesh } from '../../testing/scenes.ts';
import { testScene } from '../../testing/test-scene.ts';
import type { LayerMesh } from '../mesh/layer-mesh.ts';
import { CHUNK_BYTES } from './byte-writer.ts';
import { WRITERS } from './writers.ts';

/** A million triangles, half a million vertices. */
const MILLION = hillsMesh(500);
/** A hundred thousand triangles. */
const HUNDRED_THOUSAND = hillsMesh(157);
const OPTIONS = { time: 2000, warmupTime: 500 };

/** Reads a model as the ZIP does, keeping nothing; gives its size. */
async function write(format: FormatId, mesh: LayerMesh, options: FormatOptions = {}): Promise<number> {
  const writer = await WRITERS[format]();
  let bytes = 0;
  for (const { chunks } of await writer(testScene([mesh], format, options), 'bench')) {
    for await (const chunk of chunks) bytes += chunk.length;
  }
  return bytes;
}

/** What no writer can beat: taking fresh memory of the same size and filling it. */
function fill(bytes: number): void {
  for (let done = 0; done < bytes; done += CHUNK_BYTES) new Uint8Array(CHUNK_BYTES).fill(1);
}

/** Names a case after its size, so that bytes per second can be read from its rate. */
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;

describe('STL, a million triangles', async () => {
  const bytes = await write('stl', MILLION);
  bench('reference: filling fresh memory of the same size', () => fill(bytes), OPTIONS);
  bench(`writer, ${megabytes(bytes)}`, async () => void (await write('stl', MILLION)), OPTIONS);
  bench('three', () => void THREE_WRITERS.stl(MILLION), OPTIONS);
});

describe('OBJ, a million triangles', async () => {
  const bytes = await write('obj', MILLION);
  bench(`writer, ${megabytes(bytes)}`, async () => void (await write('obj', MILLION)), OPTIONS);
  bench('three', () => void THREE_WRITERS.obj(MILLION), OPTIONS);
});

describe('PLY, a million triangles', async () => {
  const bytes = await write('ply', MILLION);
  bench(`writer, ${megabytes(bytes)}`, async () => void (await write('ply', MILLION)), OPTIONS);
  bench('three', () => void THREE_WRITERS.ply(MILLION), OPTIONS);
});

describe('GLB, a million triangles, without normals', async () => {
  const bytes = await write('glb', MILLION, { normals: 'none' });
  bench(`writer, ${megabytes(bytes)}`, async () => void (await write('glb', MILLION, { normals: 'none' })), OPTIONS);
  bench('three', async () => void (await THREE_WRITERS.glb(MILLION)), OPTIONS);
  bench('glTF-Transform', async () => void (await gltfTransformWriter(MILLION)), OPTIONS);
});

describe('DXF, a hundred thousand triangles', async () => {
  const bytes = await write('dxf', HUNDRED_THOUSAND);
  bench(`writer, ${megabytes(bytes)}`, async () => void (await write('dxf', HUNDRED_THOUSAND)), OPTIONS);
  bench('@tarikjabiri/dxf', () => void dxfWriter(HUNDRED_THOUSAND), OPTIONS);
});

describe.each(['dae', 'usdz', '3mf'] as const)('%s, a million triangles', async (format) => {
  const bytes = await write(format, MILLION);
  bench('reference: filling fresh memory of the same size', () => fill(bytes), OPTIONS);
  bench(`writer, ${megabytes(bytes)}`, async () => void (await write(format, MILLION)), OPTIONS);
});
