import { describe, expect, it } from 'vitest';
import type { FormatOptions } from '../../contract/format-options.ts';
import { FORMATS, type FormatId } from '../../contract/formats.ts';
import { MESH_FORMAT_IDS, type MeshFormatId, READ_MESH } from '../../testing/read-meshes.ts';
import {
  dxfRecords,
  dxfValue,
  fileBytes,
  fileText,
  meshSoup,
  readDxf,
  readFile,
  readObj,
  readStl,
  type Soup,
  soupFacts,
} from '../../testing/read-models.ts';
import { boxMesh, hillsMesh, joinMeshes, sceneMeshes, shellMeshes } from '../../testing/scenes.ts';
import { testPace, testStages } from '../../testing/test-pace.ts';
import { placedSoup, testCity, testScene } from '../../testing/test-scene.ts';
import { writeDxf } from './dxf.ts';
import type { OutputFile } from './format.ts';
import { writeObj } from './obj.ts';
import { writeStl } from './stl.ts';
import { writeModel } from './write-model.ts';
import { WRITERS } from './writers.ts';

const COMMENTS = ['Made with Cityclip', '© someone 😀\nsecond line'];
const SCENE = testScene(sceneMeshes(), 'stl', { comments: COMMENTS });
const EMPTY = testScene([], 'stl');
const TRUTH = soupFacts(SCENE.layers.flatMap((layer) => meshSoup(layer)));

/** Checks that triangles read from a file are those of the scene, to a precision in metres. */
function expectScene(soup: Soup, precision: number): void {
  const facts = soupFacts(soup);
  expect(facts.triangles).toBe(TRUTH.triangles);
  expect(facts.unpaired).toBe(0);
  expect(Math.abs(facts.volume / TRUTH.volume - 1)).toBeLessThan(1e-6);
  for (let axis = 0; axis < 3; axis++) {
    expect(Math.abs(facts.min[axis]! - TRUTH.min[axis]!)).toBeLessThanOrEqual(precision);
    expect(Math.abs(facts.max[axis]! - TRUTH.max[axis]!)).toBeLessThanOrEqual(precision);
  }
}

/** Checks that every body of a layer is in a group of its own, closed, with its volume. */
function expectBodies(
  groups: readonly { id: string; soup: Soup }[],
  idOf: (layer: string, id: string) => string,
): void {
  const bodies = SCENE.layers.flatMap((layer) => layer.bodies.map((body) => ({ layer, body })));
  expect(groups.map(({ id }) => id)).toEqual(bodies.map(({ layer, body }) => idOf(layer.layer, body.id)));
  for (const [index, { layer, body }] of bodies.entries()) {
    const facts = soupFacts(groups[index]!.soup);
    expect(facts.unpaired).toBe(0);
    expect(facts.volume).toBeCloseTo(soupFacts(meshSoup(layer, body)).volume, 1);
  }
}

describe('the synthetic scene', () => {
  it('consists of closed bodies that face outwards', () => {
    for (const layer of SCENE.layers) {
      for (const body of layer.bodies) {
        const facts = soupFacts(meshSoup(layer, body));
        expect(facts.unpaired).toBe(0);
        expect(facts.volume).toBeGreaterThan(0);
      }
    }
  });
});

describe('every mesh format', () => {
  it.each(MESH_FORMAT_IDS)('%s gives the same bytes each time, from a file that is read twice too', async (format) => {
    const write = await WRITERS[format]();
    const scene = testScene(sceneMeshes(), format, { comments: COMMENTS });
    const files = await write(scene, 'a');
    expect(files[0]!.name).toBe(`a.${FORMATS[format].extension}`);
    const bytes = async (again: OutputFile[]) => Buffer.concat(await Promise.all(again.map(readFile)));
    expect((await bytes(files)).equals(await bytes(files))).toBe(true);
    expect((await bytes(files)).equals(await bytes(await write(scene, 'a')))).toBe(true);
  });

  it.each(MESH_FORMAT_IDS)('%s writes chunks of at most a mebibyte', async (format) => {
    const [file] = await (await WRITERS[format]())(testScene([hillsMesh(250)], format), 'a');
    const sizes: number[] = [];
    for await (const { length } of file!.chunks) sizes.push(length);
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1 << 20);
  });

  it.each(MESH_FORMAT_IDS)('%s shows an independent reader the same triangles, bounds and volume', async (format) => {
    await expectRoundTrip(format, {});
  });

  const VARIANTS: [MeshFormatId, FormatOptions][] = [
    ['stl', { encoding: 'ascii', up_axis: 'y', unit: 'mm', scale: 500, z_origin: 'zero' }],
    ['stl', { up_axis: 'y', unit: 'ft', z_origin: 'zero' }],
    ['3mf', { scale: 100 }],
    ['obj', { faces: 'quads', normals: 'smooth', group_by: 'layer', unit: 'ft' }],
    ['obj', { normals: 'flat', up_axis: 'y' }],
    ['glb', { normals: 'none', group_by: 'layer' }],
    ['glb', { normals: 'flat', scale: 10, z_origin: 'zero' }],
    ['glb', { xy_origin: 'corner' }],
    ['glb', { meshopt: true }],
    ['ply', { encoding: 'ascii', faces: 'quads', normals: 'smooth', precision: 5 }],
    ['ply', { faces: 'quads', unit: 'mm', up_axis: 'y' }],
    ['dae', { faces: 'quads', normals: 'smooth', unit: 'ft' }],
    ['dae', { up_axis: 'y', group_by: 'layer' }],
    ['usdz', { group_by: 'building', normals: 'none', z_origin: 'zero' }],
    ['dxf', { unit: 'ft', scale: 20, z_origin: 'zero' }],
  ];
  it.each(VARIANTS)('%s with %o shows them too', expectRoundTrip);

  const input = { layers: SCENE.layers, city: testCity(), options: {}, comments: [], attributions: [] };
  const names = async (formats: FormatId[], separateFiles: boolean) =>
    (await writeModel({ ...input, formats, separateFiles, id: 'Zoo 1/2' }, testPace(), testStages)).flatMap(
      ({ files }) => files.map(({ name }) => name),
    );

  it('is packed into one file, or into one for each layer, with safe names', async () => {
    expect(await names(['obj'], false)).toEqual(['Zoo_1_2.obj', 'Zoo_1_2.mtl']);
    expect(await names(['obj'], true)).toEqual([
      'Zoo_1_2_terrain.obj',
      'Zoo_1_2_terrain.mtl',
      'Zoo_1_2_buildings.obj',
      'Zoo_1_2_buildings.mtl',
    ]);
  });

  it('is written beside others', async () => {
    expect(await names(['glb', 'stl', 'obj'], false)).toEqual([
      'Zoo_1_2.glb',
      'Zoo_1_2.stl',
      'Zoo_1_2.obj',
      'Zoo_1_2.mtl',
    ]);
  });

  it('has only its layer in a separate file, which fits the others', async () => {
    const written = await writeModel(
      {
        ...input,
        formats: ['stl'],
        options: { z_origin: 'zero' },
        separateFiles: true,
        id: 'a',
      },
      testPace(),
      testStages,
    );
    const soups = await Promise.all(written[0]!.files.map(async (file) => readStl(await readFile(file)).soup));
    const [terrain, buildings] = soups.map(soupFacts);
    expect(soups.map(({ length }) => length / 9)).toEqual(SCENE.layers.map(({ surfaces }) => surfaces.length));
    expect(terrain!.min[2]).toBe(0);
    expect(buildings!.min[2]).toBeCloseTo(8.5, 5);
  });

  it('that holds only closed bodies has the layers of a shell in one file', async () => {
    const ground = shellMeshes();
    const layers = [...ground, ...SCENE.layers.slice(1)];
    const written = await writeModel(
      { ...input, layers, formats: ['3mf', 'obj'], separateFiles: true, id: 'a' },
      testPace(),
      testStages,
    );
    expect(written.map(({ files }) => files.map(({ name }) => name))).toEqual([
      ['a_ground.3mf', 'a_buildings.3mf'],
      ['a_terrain.obj', 'a_terrain.mtl', 'a_roads.obj', 'a_roads.mtl', 'a_buildings.obj', 'a_buildings.mtl'],
    ]);
    const facts = soupFacts(await READ_MESH['3mf'](await readFile(written[0]!.files[0]!)));
    expect(facts.unpaired).toBe(0);
    expect(facts.triangles).toBe(ground.reduce((sum, { surfaces }) => sum + surfaces.length, 0));
  });
});

/** Writes the scene with options, reads it back with a reader of someone else's, and compares. */
async function expectRoundTrip(format: MeshFormatId, options: FormatOptions): Promise<void> {
  const scene = testScene([...shellMeshes(), ...sceneMeshes().slice(1)], format, options);
  const [file] = await (await WRITERS[format]())(scene, 'a');
  const soup = await READ_MESH[format](await readFile(file!));
  const { placement, settings } = scene;
  const truth = soupFacts(scene.layers.flatMap((layer) => placedSoup(meshSoup(layer), placement)));
  const facts = soupFacts(soup);
  const step = settings.encoding === 'binary' && ['stl', 'ply', 'glb'].includes(format) ? 0 : 10 ** -placement.decimals;
  const size = Math.max(...truth.max.map((max, axis) => max - truth.min[axis]!));
  expect(facts.triangles).toBe(truth.triangles);
  expect(facts.unpaired).toBe(0);
  expect(Math.abs(facts.volume / truth.volume - 1)).toBeLessThan(1e-4);
  for (let axis = 0; axis < 3; axis++) {
    expect(Math.abs(facts.min[axis]! - truth.min[axis]!)).toBeLessThanOrEqual(step + size * 1e-6);
    expect(Math.abs(facts.max[axis]! - truth.max[axis]!)).toBeLessThanOrEqual(step + size * 1e-6);
  }
}

describe('STL', () => {
  const read = readStl(fileBytes(writeStl(SCENE, 'a')[0]!));

  it('reads back as the same closed bodies', () => {
    expectScene(read.soup, 1e-5);
  });

  it('has an ASCII header that no reader takes for a text STL', () => {
    expect(read.header).toMatch(/^(?!solid)[\x20-\x7e]{80}$/);
    expect(read.header).toContain('metres');
  });

  it('gives the normals of the triangles as they are written', () => {
    for (let i = 0; i < read.soup.length; i += 9) {
      const normal = read.normals.slice(i / 3, i / 3 + 3);
      expect(Math.hypot(...normal)).toBeCloseTo(1, 5);
      for (const [from, to] of [
        [0, 3],
        [0, 6],
      ] as const) {
        const edge = [0, 1, 2].map((axis) => read.soup[i + to + axis]! - read.soup[i + from + axis]!);
        const across = edge.reduce((sum, value, axis) => sum + value * normal[axis]!, 0);
        expect(Math.abs(across) / Math.hypot(...edge)).toBeLessThan(1e-6);
      }
    }
  });

  it('gives triangles without area a zero normal', () => {
    const flat = boxMesh('buildings', 'way/1', [0, 0, 0], [1, 0, 1]);
    const { normals } = readStl(fileBytes(writeStl(testScene([flat], 'stl'), 'a')[0]!));
    expect(normals.every(Number.isFinite)).toBe(true);
    expect(normals.slice(0, 3)).toEqual([0, 0, 0]);
  });

  it('holds no triangle where there is none', () => {
    expect(readStl(fileBytes(writeStl(EMPTY, 'a')[0]!)).soup).toEqual([]);
  });

  it('holds a million triangles', () => {
    const hills = hillsMesh(500);
    const bytes = fileBytes(writeStl(testScene([hills], 'stl'), 'a')[0]!);
    const count = hills.surfaces.length;
    expect(count).toBeGreaterThan(1e6);
    expect(bytes.length).toBe(84 + 50 * count);
    const view = new DataView(bytes.buffer);
    expect(view.getUint32(80, true)).toBe(count);
    const last = hills.positions.subarray(hills.triangles.at(-1)! * 3).slice(0, 3);
    const written = [36, 40, 44].map((at) => view.getFloat32(84 + (count - 1) * 50 + at, true));
    expect(written).toEqual([...last].map(Math.fround));
  });
});

describe('OBJ', () => {
  const [objFile, mtlFile] = writeObj(SCENE, 'a');
  const read = readObj(fileText(objFile!));
  const mtl = fileText(mtlFile!);

  it('reads back as the same closed bodies, one group each', () => {
    expectScene(
      read.groups.flatMap(({ soup }) => soup),
      0.0005,
    );
    expectBodies(read.groups, (layer, id) => `${layer}_${id.replace('#', '_')}`);
  });

  it('names layers, comments and units on single lines', () => {
    expect([...new Set(read.groups.map(({ layer }) => layer))]).toEqual(['terrain', 'buildings']);
    expect(read.comments.slice(0, 2)).toEqual(['Made with Cityclip', '© someone 😀 second line']);
    expect(read.comments.some((comment) => /metres.*z up/.test(comment))).toBe(true);
    expect(read.comments).toContain('Café “Zur Post” 🏰 Hinterhaus /');
  });

  it('gives every triangle the material of its surface, once per material and body', () => {
    expect(read.library).toBe('a.mtl');
    const box = read.groups[1]!.materials;
    expect([...new Set(box)].sort()).toEqual(['buildings_roof', 'buildings_underside', 'buildings_wall']);
    expect(box.filter((material) => material === 'buildings_wall')).toHaveLength(8);
    expect(box.filter((material, i) => material !== box[i - 1])).toHaveLength(3);
  });

  it('defines each material that it uses, and no other', () => {
    const used = new Set(read.groups.flatMap(({ materials }) => materials));
    const defined = [...mtl.matchAll(/^newmtl (\S+)\nKd (\S+) (\S+) (\S+)$/gm)];
    expect(new Set(defined.map(([, name]) => name))).toEqual(used);
    for (const [, , ...colour] of defined) {
      for (const value of colour) expect(Number(value)).toBeGreaterThanOrEqual(0);
      for (const value of colour) expect(Number(value)).toBeLessThanOrEqual(1);
    }
  });

  it('is a valid empty file where there is nothing', () => {
    const files = writeObj(EMPTY, 'a').map(fileText);
    expect(readObj(files[0]!)).toMatchObject({ library: 'a.mtl', groups: [] });
    expect(files[1]).toBe('');
  });
});

describe('DXF', () => {
  const text = fileText(writeDxf(SCENE, 'a')[0]!);
  const groups = readDxf(text);
  const records = dxfRecords(text);
  const handles = records.flatMap((record) =>
    record
      .filter(([code], i) => i > 0 && (code === 5 || code === 105) && record[0]![1] !== 'SECTION')
      .map(([, value]) => value),
  );

  it('reads back as the same closed bodies, one polyface mesh each', () => {
    expectScene(
      groups.flatMap(({ soup }) => soup),
      0.0005,
    );
    expectBodies(groups, (_, id) => id);
    expect([...new Set(groups.map(({ layer }) => layer))]).toEqual(['TERRAIN', 'BUILDINGS']);
  });

  it('is ASCII, whatever the names hold', () => {
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
    expect(text).toContain('1000\nCaf\\U+00E9 ');
  });

  it('has unique handles below its seed, and owners that exist', () => {
    expect(new Set(handles).size).toBe(handles.length);
    const seed = /\$HANDSEED\n5\n([0-9A-F]+)\n/.exec(text)![1]!;
    expect(Math.max(...handles.map((handle) => Number.parseInt(handle, 16))) + 1).toBe(Number.parseInt(seed, 16));
    for (const record of records.filter(([type]) => /VERTEX|SEQEND|POLYLINE/.test(type![1]))) {
      expect(handles).toContain(dxfValue(record, 330));
    }
  });

  it('defines every layer that it uses, and says metres and extents', () => {
    const layers = records.filter(([type]) => type![1] === 'LAYER').map((record) => dxfValue(record, 2));
    expect(layers).toEqual(['0', 'TERRAIN', 'BUILDINGS']);
    expect(text).toContain('$INSUNITS\n70\n6\n');
    expect(text).toContain(`$EXTMAX\n10\n${TRUTH.max[0]!.toFixed(3)}\n20\n${TRUTH.max[1]!.toFixed(3)}\n30\n30.001\n`);
  });

  it('counts each mesh right, and splits one that exceeds 16 bits into pieces that close together', () => {
    const hills = hillsMesh(130);
    const big = fileText(writeDxf(testScene([hills], 'stl'), 'a')[0]!);
    const pieces = readDxf(big);
    expect(pieces.length).toBeGreaterThan(2);
    const lines = dxfRecords(big).filter(([type]) => type![1] === 'POLYLINE');
    for (const [index, line] of lines.entries()) {
      expect(Number(dxfValue(line, 71))).toBeLessThanOrEqual(32_767);
      expect(Number(dxfValue(line, 72))).toBeLessThanOrEqual(32_767);
      expect(Number(dxfValue(line, 72))).toBe(pieces[index]!.soup.length / 9);
    }
    const facts = soupFacts(pieces.flatMap(({ soup }) => soup));
    expect(facts.triangles).toBe(hills.surfaces.length);
    expect(facts.unpaired).toBe(0);
  });

  it('is complete where there is nothing', () => {
    const empty = dxfRecords(fileText(writeDxf(EMPTY, 'a')[0]!));
    expect(empty.at(-1)).toEqual([[0, 'EOF']]);
    expect(empty.filter(([type]) => type![1] === 'SECTION')).toHaveLength(6);
  });

  it('takes a layer without bodies', () => {
    const none = joinMeshes('buildings', []);
    expect(readDxf(fileText(writeDxf(testScene([none], 'stl'), 'a')[0]!))).toEqual([]);
  });
});
