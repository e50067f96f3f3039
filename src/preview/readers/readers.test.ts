import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import type { FormatId } from '../../contract/formats.ts';
import type { LayerMesh } from '../../engine/mesh/layer-mesh.ts';
import { dae, faceDxf, glb, glbFile, ply, TEST_BOXES, textStl, threeMf } from '../../testing/model-files.ts';
import { meshSoup, soupFacts } from '../../testing/read-models.ts';
import { boxMesh, hillsMesh, sceneMeshes } from '../../testing/scenes.ts';
import { writtenFiles } from '../../testing/written-files.ts';
import { type Model, type ModelFile, type ModelLayer, NO_FEATURE } from '../model.ts';
import { readModel } from './read-model.ts';

const bytesOf = (data: string | Uint8Array<ArrayBuffer>) =>
  typeof data === 'string' ? new TextEncoder().encode(data) : data;

function modelFile(
  name: string,
  data: string | Uint8Array<ArrayBuffer>,
  others: Record<string, Uint8Array<ArrayBuffer>> = {},
): ModelFile {
  return { name, bytes: bytesOf(data), companion: async (wanted) => others[wanted] };
}

const read = (name: string, data: string | Uint8Array<ArrayBuffer>) => readModel([modelFile(name, data)]);

/** Reads what our own writer wrote. */
async function readWritten(format: FormatId, layers: readonly LayerMesh[], separateFiles = false): Promise<Model> {
  const files = await writtenFiles(format, layers, 'a', separateFiles);
  const bytes = Object.fromEntries(files);
  const models = files.map(([name]) => name).filter((name) => name.endsWith(`.${format}`));
  return readModel(models.map((name) => modelFile(name, bytes[name]!, bytes)));
}

function layer(model: Model, name: string): ModelLayer {
  return model.layers.find((candidate) => candidate.name === name)!;
}

/** Facts of a layer, or of the triangles of one of its runs, in the file's coordinates. */
function facts(model: Model, { positions, runStarts }: ModelLayer, run?: number) {
  const [first, end] = run === undefined ? [0, undefined] : [runStarts[run]! * 9, runStarts[run + 1]];
  const part = positions.subarray(first, end === undefined ? undefined : end * 9);
  return soupFacts([...part].map((value, i) => value + model.origin[i % 3]!));
}

const colourAt = ({ colours }: ModelLayer, triangle: number) => [...colours.subarray(triangle * 12, triangle * 12 + 4)];

const SCENE = sceneMeshes();
const TRUTH = soupFacts(SCENE.flatMap((mesh) => meshSoup(mesh)));

describe.each<FormatId>(['stl', 'obj', 'dxf'])('%s of our writer', (format) => {
  it('gives every triangle, closed, in metres', async () => {
    const model = await readWritten(format, SCENE);
    const soup = model.layers.flatMap(({ positions }) =>
      [...positions].map((value, i) => value + model.origin[i % 3]!),
    );
    // Float32 keeps corners that are the same the same; their distance from the truth is below 0.1 mm.
    const { triangles, unpaired, volume } = soupFacts(soup);
    expect({ triangles, unpaired }).toEqual({ triangles: TRUTH.triangles, unpaired: 0 });
    expect(volume / TRUTH.volume).toBeCloseTo(1, 5);
    expect(model).toMatchObject({ metresPerUnit: 1, skipped: 0 });
  });
});

describe('layers and features', () => {
  it.each([
    ['obj', 'terrain', 'buildings'],
    ['dxf', 'TERRAIN', 'BUILDINGS'],
  ] as const)('of %s are those that were written', async (format, terrain, buildings) => {
    const model = await readWritten(format, SCENE);
    expect(model.layers.map(({ name }) => name)).toEqual([terrain, buildings]);
    const own = layer(model, buildings);
    const bodies = SCENE[1]!.bodies;
    expect([...own.runFeatures].map((feature) => model.features[feature]!.id)).toEqual(
      bodies.map(({ id }) => (format === 'obj' ? id.replace('#', '_') : id)),
    );
    for (const [run, body] of bodies.entries()) {
      expect(facts(model, own, run).volume).toBeCloseTo(soupFacts(meshSoup(SCENE[1]!, body)).volume, 1);
    }
    expect(model.features[own.runFeatures[1]!]!.name).toBe('東京 tower');
    expect(model.hasColours).toBe(true);
  });

  it('of an OBJ have the colours of its materials', async () => {
    const own = layer(await readWritten('obj', SCENE), 'buildings');
    expect([...new Set(Array.from({ length: own.positions.length / 9 }, (_, i) => colourAt(own, i).join()))]).toEqual(
      expect.arrayContaining(['226,218,204,0', '178,103,82,0']),
    );
  });

  it('of separate files are told by their names', async () => {
    const model = await readWritten('stl', SCENE, true);
    expect(model.layers.map(({ name }) => name)).toEqual(['terrain', 'buildings']);
    expect([...layer(model, 'buildings').runFeatures]).toEqual([NO_FEATURE]);
  });

  it('of a body that DXF cuts into pieces are one feature', async () => {
    const model = await readWritten('dxf', [hillsMesh(100)]);
    expect(model.features.map(({ id }) => id)).toEqual(['terrain']);
    expect(facts(model, model.layers[0]!).unpaired).toBe(0);
  });
});

it('keeps millimetres far from the origin', async () => {
  const model = await readWritten('obj', [
    boxMesh('buildings', 'a', [4_400_000, 5_600_000, 0], [4_400_000.125, 5_600_010, 3]),
  ]);
  const { positions } = model.layers[0]!;
  expect(
    Math.max(...positions.filter((_, i) => i % 3 === 0)) - Math.min(...positions.filter((_, i) => i % 3 === 0)),
  ).toBe(0.125);
});

const TEXT_FILES = {
  'STL as text': ['m.stl', textStl()],
  'DXF of 3DFACEs': ['m.dxf', faceDxf()],
  'PLY as text': ['m.ply', ply('ascii')],
  'PLY, little-endian': ['m.ply', ply('binary_little_endian')],
  'PLY, big-endian': ['m.ply', ply('binary_big_endian')],
  GLB: ['m.glb', glb()],
  '3MF': ['m.3mf', await threeMf()],
  COLLADA: ['m.dae', dae()],
} as const;

describe.each(Object.entries(TEXT_FILES))('%s', (format, [name, data]) => {
  const VOLUME = TEST_BOXES.reduce((sum, { size: [x, y, z] }) => sum + x * y * z, 0);

  it('gives the boxes that are in it, closed and z up', async () => {
    const model = await read(name, data);
    const soup = model.layers.flatMap(({ positions }) =>
      [...positions].map((value, i) => value + model.origin[i % 3]!),
    );
    const { triangles, unpaired, volume, min, max } = soupFacts(soup);
    expect({ triangles, unpaired }).toEqual({ triangles: 36, unpaired: 0 });
    expect(volume).toBeCloseTo(VOLUME, 1);
    expect(min.map(Math.round)).toEqual([-20, -15, -1]);
    expect(max.map(Math.round)).toEqual([20, 15, 20]);
  });

  it.skipIf(format.startsWith('STL') || format.startsWith('PLY'))('has its layers', async () => {
    const { layers } = await read(name, data);
    expect(layers.map((own) => own.name.toLowerCase())).toEqual(['terrain', 'buildings']);
  });

  it.skipIf(format.startsWith('STL') || format.startsWith('DXF'))('has its colours', async () => {
    const { layers } = await read(name, data);
    const seen = new Set(
      layers.flatMap((own) =>
        Array.from({ length: own.colours.length / 12 }, (_, i) =>
          colourAt(own, i)
            .slice(0, 3)
            .map((value) => Math.round(value / 4))
            .join(),
        ),
      ),
    );
    expect([...seen]).toEqual(TEST_BOXES.map(({ colour }) => colour.map((value) => Math.round(value / 4)).join()));
  });

  it('says that it is incomplete or damaged when its end is missing', async () => {
    const bytes = bytesOf(data);
    const cut = bytes.slice(0, Math.floor(bytes.length * 0.4));
    const result = await read(name, cut).then(
      ({ layers }) => layers.length,
      (error: Error) => error.message,
    );
    // Text that only ends early gives what is there; all else is refused in a plain sentence.
    if (typeof result === 'string') expect(result).toMatch(/^m\.\w+ cannot be shown: /);
    else expect(result).toBeGreaterThan(0);
  });
});

it('takes the metres of a printed model from its scale', async () => {
  expect((await read('m.3mf', await threeMf())).metresPerUnit).toBe(1);
});

describe('GLB', () => {
  it('has attributes and height provenance in its extras', async () => {
    const model = await read('m.glb', glb());
    const own = layer(model, 'buildings');
    const [hall, house] = [...own.runFeatures].map((feature) => model.features[feature]!);
    expect(hall).toEqual({
      id: 'way/1',
      name: 'Town hall',
      attributes: [
        ['height.value', '20'],
        ['height.provenance', 'measured'],
      ],
      provenance: 'measured',
    });
    expect(house).toMatchObject({ id: 'way/2', provenance: 'assumed' });
    expect([colourAt(own, 0)[3], colourAt(own, 12)[3]]).toEqual([1, 3]);
  });

  const triangle = (extra: object, node: object = {}) => ({
    asset: { version: '2.0' },
    nodes: [{ mesh: 0, ...node }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0 } }] }],
    accessors: [{ bufferView: 0, componentType: 5126, count: 3, type: 'VEC3' }],
    bufferViews: [{ buffer: 0, byteLength: 36 }],
    buffers: [{ byteLength: 36 }],
    ...extra,
  });
  const BUFFER = new Uint8Array(Float32Array.from([0, 0, 0, 1, 0, 0, 0, 1, 0]).buffer);

  it('places the copies of an instanced node', async () => {
    const instances = { EXT_mesh_gpu_instancing: { attributes: { TRANSLATION: 0 } } };
    const model = await read('m.glb', glbFile(triangle({}, { extensions: instances }), BUFFER));
    expect(model.layers[0]!.positions).toHaveLength(27);
  });

  it('refuses what it does not know', async () => {
    const draco = glbFile(triangle({ extensionsRequired: ['KHR_draco_mesh_compression'] }), BUFFER);
    await expect(read('m.glb', draco)).rejects.toThrow('m.glb cannot be shown: it needs KHR_draco_mesh_compression');
    await expect(read('m.glb', glbFile(triangle({ accessors: [] }), BUFFER))).rejects.toThrow('it is damaged');
    const endless = triangle({ nodes: [{ mesh: 0, children: [0] }], scenes: [{ nodes: [0] }] });
    await expect(read('m.glb', glbFile(endless, BUFFER))).rejects.toThrow('too deep');
    await expect(read('m.glb', 'no JSON')).rejects.toThrow('its description is no JSON');
  });
});

it('says that a 3MF whose components contain themselves is wrong', async () => {
  const zip = new JSZip();
  const xml =
    '<model><resources><object id="1"><components><component objectid="1"/></components></object></resources><build><item objectid="1"/></build></model>';
  zip.file('3D/3dmodel.model', xml);
  const bytes = (await zip.generateAsync({ type: 'uint8array' })) as Uint8Array<ArrayBuffer>;
  await expect(read('m.3mf', bytes)).rejects.toThrow('contain themselves');
});

it('cuts concave faces of an OBJ, counts from the end, and leaves out corners that are missing', async () => {
  const obj = `v 0 0 0\nv 4 0 0\nv 4 4 0\nv 2 1 0\nv 0 4 0\nf -5/1 -4/2 -3 -2//3 -1\nf 1 2 99\nv 1 nan 1\nf 1 2 6\n`;
  const model = await read('m.obj', obj);
  expect(model.skipped).toBe(2);
  const { positions } = model.layers[0]!;
  const area = Array.from({ length: positions.length / 9 }, (_, i) => {
    const [ax, ay, , bx, by, , cx, cy] = positions.subarray(i * 9, i * 9 + 9);
    return ((bx! - ax!) * (cy! - ay!) - (by! - ay!) * (cx! - ax!)) / 2;
  });
  expect(Math.min(...area)).toBeGreaterThan(0);
  expect(area.reduce((sum, value) => sum + value)).toBeCloseTo(10, 5);
});

it('turns a model whose y points up', async () => {
  const model = await read('m.obj', '# Units: feet. y up\nv 0 0 0\nv 1 0 0\nv 0 5 0\nf 1 2 3\n');
  expect([...model.layers[0]!.positions]).toEqual([0, -0, 0, 1, -0, 0, 0, -0, 5].map((value) => value + 0));
  expect(model.metresPerUnit).toBe(0.3048);
});

it('puts the objects of a file with too many layers together', async () => {
  const objects = Array.from({ length: 40 }, (_, i) => `o house ${i}\nf 1 2 3\n`);
  const model = await read('m.obj', `v 0 0 0\nv 1 0 0\nv 0 5 0\n${objects.join('')}`);
  expect(model.layers).toHaveLength(32);
  expect(model.layers.at(-1)!.name).toBe('Other objects');
  expect(model.features).toHaveLength(40);
});

it.each([
  ['m.stl', 'no model'],
  ['m.ply', 'no model'],
  ['m.dae', '<html></html>'],
  ['m.3mf', 'no model'],
  ['m.obj', '# nothing\n'],
  ['m.dxf', 'AutoCAD Binary DXF\r\n'],
])('refuses %s that says %j', async (name, text) => {
  await expect(read(name, text)).rejects.toThrow(`${name} cannot be shown`);
});
