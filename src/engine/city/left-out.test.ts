import { describe, expect, test } from 'vitest';
import { block, buildBuildings, osmData } from '../../testing/build-buildings.ts';
import type { Tags } from '../sources/osm-data.ts';
import { leftOut } from './left-out.ts';

test.each<[Tags, string]>([
  [{ building: 'yes', location: 'underground' }, 'underground'],
  [{ building: 'yes', layer: '-1', height: '5' }, 'underground'],
  [{ building: 'yes', level: '-2;-1' }, 'underground'],
  [{ building: 'parking', 'building:levels': '0', 'building:levels:underground': '2' }, 'underground'],
  [{ building: 'yes', 'building:levels': '-1' }, 'underground'],
  [{ 'building:part': 'yes', location: 'underground' }, 'underground'],
  [{ building: 'proposed' }, 'not built yet, or gone (building=proposed)'],
  [{ building: 'demolished' }, 'not built yet, or gone (building=demolished)'],
  [{ building: 'construction' }, 'under construction, of unknown height'],
])('%o is left out: %s', (tags, reason) => {
  expect(leftOut(tags)).toBe(reason);
});

test.each<Tags>([
  { building: 'yes' },
  { building: 'yes', layer: '1', level: '-1;0' },
  { building: 'yes', layer: 'below' },
  { building: 'parking', 'building:levels': '3', 'building:levels:underground': '2' },
  { building: 'yes', 'building:levels': '0', 'building:levels:underground': '2', height: '4' },
  { building: 'construction', 'building:levels': '5' },
  { building: 'yes', 'demolished:building': 'house' },
])('%o stands', (tags) => {
  expect(leftOut(tags)).toBeUndefined();
});

describe('in a city', () => {
  test('what is left out is counted once, and what stands above an underground outline stays', async () => {
    const { city, oddities } = await buildBuildings(
      osmData([
        block(1, { building: 'parking', 'building:part': 'yes', layer: '-1' }, 0, 0, 60, 60),
        block(2, { 'building:part': 'yes', height: '9' }, 10, 10, 10, 10),
        block(3, { building: 'no' }, 100, 0, 10, 10),
      ]),
    );
    expect(city.map(({ id }) => id)).toEqual(['way/2']);
    expect(oddities.skipped).toEqual([{ id: 'way/1', reason: 'underground' }]);
  });

  test('a part of a building that is left out is left out with it', async () => {
    const data = osmData([
      block(1, { building: 'demolished' }, 0, 0, 60, 60),
      block(2, { 'building:part': 'yes', height: '9' }, 10, 10, 10, 10),
    ]);
    const members = [
      { type: 'way', ref: 1, role: 'outline' },
      { type: 'way', ref: 2, role: 'part' },
    ] as const;
    const { city, oddities } = await buildBuildings({
      ...data,
      relations: [{ id: 1, tags: { type: 'building' }, members }],
    });
    expect(city).toEqual([]);
    expect(oddities.skipped.map(({ id }) => id)).toEqual(['way/1', 'way/2']);
  });
});
