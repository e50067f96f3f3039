import { describe, expect, test } from 'vitest';
import { block, buildBuildings, osmData } from '../../testing/build-buildings.ts';
import type { Tags } from '../sources/osm-data.ts';

/** A street of houses 20 m apart, each 10 m × 10 m. */
const street = (...houses: Tags[]) =>
  osmData(houses.map((tags, i) => block(i + 1, { building: 'house', ...tags }, i * 20, 0, 10, 10)));

const heights = async (...args: Parameters<typeof buildBuildings>) =>
  (await buildBuildings(...args)).city.map(({ parts }) => [parts[0]!.height, parts[0]!.provenance]);

describe('a building without a height', () => {
  test('takes the median of three of its class nearby, without their roofs, and it is still assumed', async () => {
    const gable = { 'roof:shape': 'gabled', 'roof:height': '4' };
    const data = street({ height: '9' }, { height: '14', ...gable }, { 'building:levels': '4' }, {}, gable);
    expect((await heights(data)).slice(3)).toEqual([
      [10, 'assumed'],
      [14, 'assumed'],
    ]);
  });

  test('takes that of its class where fewer are known, they are of other classes, or too far', async () => {
    expect((await heights(street({ height: '9' }, { height: '9' }, {})))[2]).toEqual([6, 'assumed']);
    const other = { building: 'office', height: '30' };
    expect((await heights(street(other, other, other, {})))[3]).toEqual([6, 'assumed']);
    const far = osmData([
      ...[1, 2, 3].map((id) => block(id, { building: 'house', height: '30' }, 300, 20 * id, 10, 10)),
      block(4, { building: 'house' }, 0, 0, 10, 10),
    ]);
    expect((await heights(far))[3]).toEqual([6, 'assumed']);
  });

  test('takes nothing from others where it is a hut', async () => {
    const high = { height: '30' };
    const data = osmData([...street(high, high, high).ways.values(), block(9, { building: 'house' }, 0, 20, 4, 4)]);
    expect((await heights(data))[3]).toEqual([6, 'assumed']);
  });
});

describe('the options', () => {
  test('set the height of storeys, and how many there are where nothing is known', async () => {
    const options = { storey_height: 4, default_levels: 3 };
    expect(await heights(street({ 'building:levels': '2' }, {}), undefined, options)).toEqual([
      [8, 'levels'],
      [12, 'assumed'],
    ]);
  });

  test('can leave out buildings of unknown height, counted', async () => {
    const data = street({ height: '9' }, {});
    const { city, oddities } = await buildBuildings(data, undefined, { assume_heights: false });
    expect(city.map(({ id }) => id)).toEqual(['way/1']);
    expect(oddities.skipped).toEqual([{ id: 'way/2', reason: 'of unknown height: assumed heights are switched off' }]);
  });
});
