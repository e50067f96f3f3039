import { bench, describe } from 'vitest';
import type { FormatOptions } from '../../contract/format-options.ts';
import type { FormatId } from '../../contract/formats.ts';
import { dxfWriter, gltfTransformWriter, THREE_WRITERS } from '../../testing/peer-writers.ts';
import { modelScene, sampleModel } from '../../testing/sample-model.ts';
import { hillsMesh } from '../../testing/scenes.ts';
import { testScene } from '../../testing/test-scene.ts';
import type { LayerMesh } from '../mesh/layer-mesh.ts';
import type { Scene } from './format.ts';
import { WRITERS } from './writers.ts';

/** A million triangles, half a million vertices. */
const MILLION = hillsMesh(500);
/** A hundred thousand triangles. */
const HUNDRED_THOUSAND = hillsMesh(157);
const SAMPLE = sampleModel([1000, 1000]);
const OPTIONS = { time: 2000, warmupTime: 500 };

/** Reads a model as the ZIP does, keeping nothing; gives its size. */
function write(format: FormatId, mesh: LayerMesh, options: FormatOptions = {}): Promise<number> {
  return writeScene(format, testScene([mesh], format, options));
}

async function writeScene(format: FormatId, scene: Scene): Promise<number> {
  const writer = await WRITERS[format]();
  let bytes = 0;
  for (const { chunks } of await writer(scene, 'bench')) {
    for await (const chunk of chunks) bytes += chunk.length;
  }
  return bytes;
}

/** What no writer can beat: taking fresh memory of the same size and filling it. In one piece: small ones that are freed come back warm. */
function fill(bytes: number): void {
  new Uint8Array(bytes).fill(1);
}

/** Names a case after its size, so that bytes per second can be read from its rate. */
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

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

describe.each(['cityjson', 'ifc', 'geojson', 'flatgeobuf'] as const)(
  '%s, the sample city on a square kilometre',
  async (format) => {
    const scene = modelScene(await SAMPLE, format);
    const bytes = await writeScene(format, scene);
    bench(`writer, ${megabytes(bytes)}`, async () => void (await writeScene(format, scene)), OPTIONS);
  },
);
