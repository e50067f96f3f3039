import type { FormatOptions } from '../../src/contract/format-options.ts';
import { FORMATS, type FormatId } from '../../src/contract/formats.ts';
import { WRITERS } from '../../src/engine/formats/writers.ts';
import type { LayerMesh } from '../../src/engine/mesh/layer-mesh.ts';
import { dxfWriter, gltfTransformWriter, THREE_WRITERS } from '../../src/testing/peer-writers.ts';
import { hillsMesh } from '../../src/testing/scenes.ts';
import { testScene } from '../../src/testing/test-scene.ts';
import { leastTimes, ms, type Ratio } from './measure.ts';
import { writeAll } from './write-all.ts';

/** A million triangles, half a million vertices. */
const MILLION = hillsMesh(500);
const HUNDRED_THOUSAND = hillsMesh(157);

interface Peer {
  readonly format: FormatId;
  readonly options?: FormatOptions;
  readonly mesh: LayerMesh;
  readonly peer: string;
  readonly write: (mesh: LayerMesh) => unknown;
  /** Of the peer's time. */
  readonly limit: number;
}

/** The writers of others. The limits are what was measured when it was decided to write our own; where it was not, ours is to be the faster one. */
const PEERS: readonly Peer[] = [
  { format: 'stl', mesh: MILLION, peer: 'three.js', write: THREE_WRITERS.stl, limit: 35 / 125 },
  { format: 'obj', mesh: MILLION, peer: 'three.js', write: THREE_WRITERS.obj, limit: 155 / 1200 },
  { format: 'ply', mesh: MILLION, peer: 'three.js', write: THREE_WRITERS.ply, limit: 1 },
  {
    format: 'glb',
    options: { normals: 'none' },
    mesh: MILLION,
    peer: 'three.js',
    write: THREE_WRITERS.glb,
    limit: 1,
  },
  {
    format: 'glb',
    options: { normals: 'none' },
    mesh: MILLION,
    peer: 'glTF-Transform',
    write: gltfTransformWriter,
    limit: 1,
  },
  { format: 'dxf', mesh: HUNDRED_THOUSAND, peer: '@tarikjabiri/dxf', write: dxfWriter, limit: 60 / 600 },
];

/** How long writing a model takes against other writers of the format, and STL against taking the memory for it. */
export async function writers(): Promise<Ratio[]> {
  const ratios = [await stlAgainstMemory()];
  for (const peer of PEERS) ratios.push(await againstPeer(peer));
  return ratios;
}

/** What no writer can beat: taking fresh memory of the same size and filling it, in one piece. */
async function stlAgainstMemory(): Promise<Ratio> {
  const scene = testScene([MILLION], 'stl', {});
  const writeStl = await WRITERS.stl();
  const bytes = await writeAll(writeStl, scene);
  const [ours, floor] = await leastTimes([() => writeAll(writeStl, scene), async () => new Uint8Array(bytes).fill(1)]);
  return {
    what: 'STL of a million triangles ÷ filling fresh memory of the same size',
    ratio: ours! / floor!,
    limit: 2,
    detail: `${ms(ours!)} ÷ ${ms(floor!)}`,
  };
}

async function againstPeer({ format, options = {}, mesh, peer, write, limit }: Peer): Promise<Ratio> {
  const scene = testScene([mesh], format, options);
  const writeOurs = await WRITERS[format]();
  const [ours, theirs] = await leastTimes([() => writeAll(writeOurs, scene), async () => write(mesh)]);
  return {
    what: `${FORMATS[format].label} of ${(mesh.triangles.length / 3).toLocaleString('en')} triangles ÷ ${peer}’s writer`,
    ratio: ours! / theirs!,
    limit: Number(limit.toFixed(2)),
    detail: `${ms(ours!)} ÷ ${ms(theirs!)}`,
  };
}
