import { describe, expect, test } from 'vitest';
import { block, buildBuildings, expectClosed, osmData, zRange } from '../../testing/build-buildings.ts';
import type { Tags } from '../sources/osm-data.ts';
import { checkSolid } from './check-solid.ts';
import { SURFACES } from './layer-mesh.ts';

const one = (tags: Tags) => buildBuildings(osmData([block(1, tags, 0, 0, 20, 10)]));

describe('a roof without walls', () => {
  test.each<[Tags, number, number]>([
    [{ building: 'roof', height: '5' }, 4.7, 5],
    [{ building: 'carport' }, 2.7, 3],
    [{ 'building:part': 'roof', height: '8', 'roof:shape': 'gabled', 'roof:height': '3' }, 4.7, 8],
    [{ building: 'yes', wall: 'no', height: '5' }, 4.7, 5],
    [{ building: 'roof', min_height: '4', height: '6' }, 4, 6],
    [{ building: 'roof', wall: 'yes', height: '5' }, -1, 5],
    [{ building: 'roof', height: '4', 'roof:shape': 'gabled', 'roof:height': '4' }, -1, 4],
  ])('%o reaches from %d to %d m', async (tags, bottom, top) => {
    const { mesh } = await one(tags);
    expectClosed(mesh);
    expect(zRange(mesh)[0]).toBeCloseTo(bottom, 9);
    expect(zRange(mesh)[1]).toBeCloseTo(top, 9);
  });

  test('has the volume of its slab and no more', async () => {
    const { mesh } = await one({ building: 'roof', height: '5' });
    const { volume } = checkSolid(mesh.positions, mesh.triangles, 0, mesh.triangles.length / 3);
    expect(volume).toBeCloseTo(20 * 10 * 0.3, 1);
  });
});

describe('colours', () => {
  test('reach the bodies; a flat roof’s top is a roof', async () => {
    const { mesh } = await one({ building: 'yes', 'building:colour': 'white', 'roof:material': 'copper' });
    expect(mesh.bodies[0]!.colours).toEqual({ wall: [255, 255, 255], roof: [108, 160, 140] });
    expect(mesh.surfaces).toContain(SURFACES.indexOf('roof'));
    expect((await one({ building: 'yes' })).mesh.bodies[0]).not.toHaveProperty('colours');
  });

  test('of parts are those of their outline where they have none of their own', async () => {
    const { mesh } = await buildBuildings(
      osmData([
        block(
          1,
          { building: 'yes', 'building:colour': 'white', 'roof:colour': 'red', 'roof:material': 'love' },
          0,
          0,
          20,
          10,
        ),
        block(2, { 'building:part': 'yes', height: '9', 'roof:colour': 'blue' }, 0, 0, 10, 10),
        block(3, { 'building:part': 'yes', height: '5', 'building:material': 'brick' }, 10, 0, 10, 10),
      ]),
    );
    expect(mesh.bodies.map(({ id, colours }) => [id, colours])).toEqual([
      ['way/2', { wall: [255, 255, 255], roof: [0, 0, 255] }],
      ['way/3', { wall: [189, 129, 97], roof: [255, 0, 0] }],
    ]);
  });

  test('that are unknown are ignored and counted once', async () => {
    const reason = 'a colour or material that is not known, ignored (building:colour=nice)';
    const tags = { building: 'yes', 'building:colour': 'nice', height: '9' };
    expect((await one(tags)).oddities.repaired).toEqual([{ id: 'way/1', reason }]);
    for (const width of [10, 20]) {
      const parts = osmData([block(1, tags, 0, 0, 20, 10), block(2, { 'building:part': 'yes' }, 0, 0, width, 10)]);
      expect((await buildBuildings(parts)).oddities.repaired).toEqual([{ id: 'way/1', reason }]);
    }
  });
});
