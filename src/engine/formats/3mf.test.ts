import { decode } from 'fast-png';
import JSZip from 'jszip';
import { expect, it } from 'vitest';
import { readFile } from '../../testing/read-models.ts';
import { sceneMeshes, shellMeshes } from '../../testing/scenes.ts';
import { testScene } from '../../testing/test-scene.ts';
import { checkSolid } from '../mesh/check-solid.ts';
import { write3mf } from './3mf.ts';

const SCENE = testScene([...shellMeshes(), ...sceneMeshes().slice(1)], '3mf', { scale: 100 });

async function unpacked(): Promise<JSZip> {
  return JSZip.loadAsync(await readFile(write3mf(SCENE, 'a')[0]!), { checkCRC32: true });
}

/** The objects of a model: their meshes by vertex number, and the materials of their triangles. */
function objects(model: string) {
  return [...model.matchAll(/<object id="(\d+)" name="([^"]*)"[^>]*pindex="(\d+)"[^>]*>(.*?)<\/object>/gs)].map(
    ([, id, name, usual, mesh]) => ({
      id,
      name,
      vertices: [...mesh!.matchAll(/<vertex x="(.*?)" y="(.*?)" z="(.*?)"/g)].map((found) =>
        found.slice(1).map(Number),
      ),
      triangles: [...mesh!.matchAll(/<triangle v1="(\d+)" v2="(\d+)" v3="(\d+)"/g)].flatMap((found) =>
        found.slice(1).map(Number),
      ),
      materials: [...mesh!.matchAll(/<triangle [^>]*?(?:p1="(\d+)")?\/>/g)].map(([, own]) => Number(own ?? usual)),
    }),
  );
}

it('has an object per layer, the shell as one, each closed by the numbers of its vertices', async () => {
  const model = await (await unpacked()).file('3D/3dmodel.model')!.async('string');
  expect(model).toContain('<model unit="millimeter"');
  const found = objects(model);
  expect(found.map(({ name }) => name)).toEqual(['Terrain, Roads', 'Buildings']);
  for (const { vertices, triangles } of found) {
    // Vertices far apart: only equal numbers can close an edge.
    const apart = Float64Array.from(vertices.flatMap(([x, y, z], i) => [x! + i * 1000, y!, z!]));
    expect(checkSolid(apart, triangles, 0, triangles.length / 3)).toMatchObject({ closed: true, oriented: true });
    expect(checkSolid(vertices.flat(), triangles, 0, triangles.length / 3).volume).toBeGreaterThan(0);
  }
});

it('gives every triangle its base material', async () => {
  const model = await (await unpacked()).file('3D/3dmodel.model')!.async('string');
  const bases = [...model.matchAll(/<base name="(\w+)" displaycolor="#[0-9A-F]{6}"\/>/g)].map(([, name]) => name);
  const counts = new Map<string, number>();
  for (const { materials } of objects(model)) {
    for (const material of materials) counts.set(bases[material]!, (counts.get(bases[material]!) ?? 0) + 1);
  }
  expect(counts.get('roads_carriageway')).toBe(400);
  expect(counts.get('terrain_ground')).toBe(400);
  expect(counts.get('buildings_wall')).toBe(8 + 12 + 8);
});

it('builds one assembly of all objects, where coordinates are positive', async () => {
  const model = await (await unpacked()).file('3D/3dmodel.model')!.async('string');
  expect([...model.matchAll(/<component objectid="(\d+)"/g)].map(([, id]) => id)).toEqual(['2', '3']);
  expect(model).toContain('<build>\n<item objectid="4"/>\n</build>');
  const all = objects(model).flatMap(({ vertices }) => vertices.flat());
  expect(Math.min(...all)).toBe(0);
});

it('has a picture of the model from above, which its relationships name', async () => {
  const zip = await unpacked();
  const target = /Target="\/([^"]*)" Type="[^"]*thumbnail"/.exec(await zip.file('_rels/.rels')!.async('string'))![1]!;
  const picture = decode(await zip.file(target)!.async('uint8array'));
  expect(picture).toMatchObject({ width: 256, height: 256, channels: 4 });
  const at = (column: number, row: number) => [
    ...picture.data.subarray((row * 256 + column) * 4, (row * 256 + column) * 4 + 4),
  ];
  expect(at(1, 1)[3]).toBe(0);
  // A roof in the middle of the north, the road in the south-west.
  const [red, green, blue] = at(128, 74);
  expect(red).toBeGreaterThan(green! * 1.3);
  expect(at(30, 220)[3]).toBe(255);
  expect(blue).toBeLessThan(red!);
});
