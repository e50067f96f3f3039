import { describe, expect, test } from 'vitest';
import { block, buildBuildings, expectClosed, node, osmData, zRange } from '../../testing/build-buildings.ts';
import { totalArea } from '../polygon/polygon.ts';

const round = (diameter: number) => (24 / 2) * (diameter / 2) ** 2 * Math.sin((2 * Math.PI) / 24);

describe('a structure mapped as an area', () => {
  test('stands on its outline, as high as tagged, else as its kind', async () => {
    const { city, mesh } = await buildBuildings(
      osmData([
        block(1, { man_made: 'chimney', height: '55' }, 0, 0, 4, 4),
        block(2, { man_made: 'silo' }, 20, 0, 4, 4),
        block(3, { man_made: 'tower', 'tower:type': 'cooling' }, 40, 0, 60, 60),
        block(4, { man_made: 'bridge' }, 200, 0, 60, 60),
      ]),
    );
    expect(city.map(({ class: kind, parts: [part] }) => [kind, part!.height, part!.provenance])).toEqual([
      ['chimney', 55, 'measured'],
      ['silo', 12, 'assumed'],
      ['tower', 80, 'assumed'],
    ]);
    expectClosed(mesh);
  });

  test('that is a building too stands once', async () => {
    const data = osmData([block(1, { building: 'industrial', man_made: 'storage_tank', height: '9' }, 0, 0, 9, 9)]);
    expect((await buildBuildings(data)).city).toHaveLength(1);
  });

  test('is a part where it is tagged as one', async () => {
    const { city } = await buildBuildings(
      osmData([
        block(1, { building: 'yes', height: '10' }, 0, 0, 20, 20),
        block(2, { 'building:part': 'yes', man_made: 'tower', height: '30' }, 0, 0, 5, 5),
      ]),
    );
    expect(city.map(({ parts }) => parts.map(({ id }) => id))).toEqual([['way/2', 'way/1']]);
  });

  test('is no wider than a mast where it is one: its area is that of the guy wires', async () => {
    const { city } = await buildBuildings(osmData([block(1, { man_made: 'mast', height: '100' }, 0, 0, 80, 80)]));
    expect(totalArea(city[0]!.parts[0]!.footprint)).toBeCloseTo(round(2), 1);
  });
});

describe('a structure mapped as a point', () => {
  test('is round, as wide as tagged, else as its kind for its height; a lattice is square', async () => {
    const { city, mesh } = await buildBuildings(
      osmData(
        [],
        [
          node(1, { man_made: 'chimney', height: '50' }, 0, 0),
          node(2, { man_made: 'storage_tank', height: '10', diameter: '30' }, 50, 0),
          node(3, { man_made: 'tower', height: '50', 'tower:construction': 'lattice' }, 100, 0),
          node(4, { natural: 'tree', height: '50' }, 150, 0),
        ],
      ),
    );
    const areas = city.map(({ parts }) => totalArea(parts[0]!.footprint));
    [round(4), round(30), 10 ** 2 / 2].forEach((area, i) => void expect(areas[i]).toBeCloseTo(area, 0));
    expect(areas).toHaveLength(3);
    expect(zRange(mesh)).toEqual([-1, 50]);
    expectClosed(mesh);
  });

  test('is left out and counted without a height, and where its outline is mapped too', async () => {
    const { city, oddities } = await buildBuildings(
      osmData(
        [block(1, { building: 'water_tower', height: '40' }, 0, 0, 10, 10)],
        [node(1, { man_made: 'water_tower', height: '40' }, 5, 5), node(2, { man_made: 'mast' }, 50, 5)],
      ),
    );
    expect(city.map(({ id }) => id)).toEqual(['way/1']);
    expect(oddities.skipped.map(({ id }) => id)).toEqual(['node/1', 'node/2']);
  });
});
