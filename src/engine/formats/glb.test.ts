import { NodeIO } from '@gltf-transform/core';
import { describe, expect, it } from 'vitest';
import type { FormatOptions } from '../../contract/format-options.ts';
import { validateGlb } from '../../testing/gltf-validator.ts';
import { READ_MESH } from '../../testing/read-meshes.ts';
import { readFile, soupFacts } from '../../testing/read-models.ts';
import { boxMesh, joinMeshes, sceneMeshes, shellMeshes } from '../../testing/scenes.ts';
import { testCity, testScene } from '../../testing/test-scene.ts';
import type { Building } from '../city/city.ts';
import type { Instances, LayerMesh } from '../mesh/layer-mesh.ts';
import { writeGlb } from './glb.ts';

const LAYERS = [...shellMeshes(), ...sceneMeshes().slice(1)];

/** A tower of two parts and a house, as the city knows them. */
const BUILDINGS: Building[] = [
  {
    id: 'relation/7',
    name: 'Tower “A”',
    class: 'office',
    tags: {},
    ground: 1,
    base: 1.0004,
    parts: [
      { id: 'way/1', footprint: [], minHeight: 0, height: 12, provenance: 'measured' },
      { id: 'way/2', footprint: [], minHeight: 3, height: 30, provenance: 'levels' },
    ],
  },
  {
    id: 'relation/3',
    class: 'house',
    tags: {},
    ground: 0,
    base: 0,
    parts: [{ id: 'relation/3', footprint: [], minHeight: 0, height: 9, provenance: 'assumed' }],
  },
];

/** Three trees of two shapes out of three, with their triangles as other formats write them. */
function trees(): LayerMesh & { instances: Instances } {
  const prototypes = [
    boxMesh('trees', 'a', [-1, -1, 0], [1, 1, 4]),
    boxMesh('trees', 'unused', [-1, -1, 0], [1, 1, 9]),
    boxMesh('trees', 'b', [-2, -0.5, 0], [2, 0.5, 6]),
  ];
  const transforms = new Float64Array([5, 5, 2, 1, 1, 0, -7, 3, 1, 1, 1, Math.PI / 2, 0, -9, 0, 1, 2, 0]);
  const mesh = joinMeshes('trees', [
    boxMesh('trees', 'node/1', [4, 4, 2], [6, 6, 6]),
    boxMesh('trees', 'node/2', [-7.5, 1, 1], [-6.5, 5, 7]),
    boxMesh('trees', 'node/3', [-1, -10, 0], [1, -8, 8]),
  ]);
  return { ...mesh, instances: { prototypes, prototypeOf: Uint8Array.of(0, 2, 0), transforms } };
}

async function glb(layers: readonly LayerMesh[], options: FormatOptions = {}) {
  const [file] = await writeGlb(testScene(layers, 'glb', { city: testCity(BUILDINGS), ...options }), 'a');
  return readFile(file!);
}

describe('GLB', () => {
  it.each<FormatOptions>([
    {},
    { normals: 'none' },
    { normals: 'flat', group_by: 'layer' },
    { meshopt: true },
    { instancing: true, scale: 100, z_origin: 'zero' },
  ])('is valid with %o', async (options) => {
    const { numErrors, numWarnings, messages } = await validateGlb(await glb([...LAYERS, trees()], options));
    expect({ numErrors, numWarnings, messages: messages.filter(({ severity }) => severity < 2) }).toEqual({
      numErrors: 0,
      numWarnings: 0,
      messages: [],
    });
  });

  it('is valid where there is nothing', async () => {
    expect(await validateGlb(await glb([]))).toMatchObject({ numErrors: 0, numWarnings: 0 });
  });

  it('has a tree of layers, objects and parts with what is known of them', async () => {
    const document = await new NodeIO().readBinary(await glb(LAYERS));
    const root = document.getRoot();
    expect(root.getAsset().copyright).toBe('© someone 😀');
    const [city] = root.listScenes()[0]!.listChildren();
    expect(city!.getExtras()).toMatchObject({ origin: { lon: 7.42, lat: 43.73 }, proj: testCity().frame.proj });
    expect(city!.listChildren().map((node) => node.getName())).toEqual(['Terrain', 'Roads', 'Buildings']);
    const [tower, house] = city!.listChildren()[2]!.listChildren();
    expect(tower!.getName()).toBe('Tower “A”');
    expect(tower!.getExtras()).toEqual({ id: 'relation/7', class: 'office', ground: 1, base: 1 });
    expect(tower!.listChildren().map((node) => [node.getName(), node.getExtras()])).toEqual([
      ['way/1', { part: 'way/1', height: 12, height_source: 'measured' }],
      ['way/2#2', { part: 'way/2', min_height: 3, height: 30, height_source: 'levels' }],
    ]);
    expect(house!.getExtras()).toMatchObject({ id: 'relation/3', height: 9, height_source: 'assumed' });
    const materials = house!
      .getMesh()!
      .listPrimitives()
      .map((primitive) => primitive.getMaterial()!.getName());
    expect(materials).toEqual(['buildings_underside', 'buildings_wall', 'buildings_roof']);
    expect(root.listBuffers()).toHaveLength(1);
  });

  it('gives edges hard and hills round normals, all of unit length', async () => {
    const document = await new NodeIO().readBinary(await glb([boxMesh('buildings', 'way/1', [0, 0, 0], [3, 2, 5])]));
    const primitives = document.getRoot().listMeshes()[0]!.listPrimitives();
    const normals = primitives.flatMap((primitive) => [...primitive.getAttribute('NORMAL')!.getArray()!]);
    expect(normals.every((value) => [-1, 0, 1].includes(value))).toBe(true);
    expect(primitives.map((primitive) => primitive.getAttribute('POSITION')!.getCount())).toEqual([4, 16, 4]);
    const hills = await new NodeIO().readBinary(await glb(shellMeshes(), { group_by: 'layer' }));
    const road = hills.getRoot().listMeshes().at(-1)!.listPrimitives()[0]!.getAttribute('NORMAL')!;
    for (let i = 0; i < road.getCount(); i++) expect(Math.hypot(...road.getElement(i, []))).toBeCloseTo(1, 5);
    expect(road.getCount()).toBe(21 * 11);
  });

  it('is smaller with meshopt', async () => {
    const plain = await glb(LAYERS, { group_by: 'layer' });
    const compressed = await glb(LAYERS, { group_by: 'layer', meshopt: true });
    expect(compressed.length).toBeLessThan(plain.length / 2);
  });

  it('shows repeated shapes as nodes that share a mesh, where the triangles are', async () => {
    const mesh = trees();
    const bytes = await glb([mesh]);
    const document = await new NodeIO().readBinary(bytes);
    expect(document.getRoot().listMeshes()).toHaveLength(2);
    const facts = soupFacts(await READ_MESH.glb(bytes));
    const { instances: _, ...plain } = mesh;
    const truth = soupFacts(await READ_MESH.glb(await glb([plain])));
    expect(facts.triangles).toBe(truth.triangles);
    expect(facts.volume).toBeCloseTo(2 * 2 * 4 + 4 * 6 + 2 * 2 * 8, 3);
    for (const side of ['min', 'max'] as const) {
      for (let axis = 0; axis < 3; axis++) expect(facts[side][axis]).toBeCloseTo(truth[side][axis]!, 4);
    }
  });

  it('names the instances of the extension', async () => {
    const text = new TextDecoder().decode(await glb([trees()], { instancing: true }));
    expect(text).toContain('"EXT_mesh_gpu_instancing"');
    expect(text).toContain('"ids":["node/1","node/3"]');
  });
});
