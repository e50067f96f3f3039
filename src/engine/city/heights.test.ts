import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Tags } from '../sources/osm-data.ts';
import { buildingExtent as extentBy } from './heights.ts';

const buildingExtent = (tags: Tags, inherited: Tags = {}, roof = 0) =>
  extentBy(tags, inherited, roof, { storeyHeight: 3 });

test('a tagged height is measured, before any storeys', () => {
  expect(buildingExtent({ building: 'yes', height: '55 m', 'building:levels': '3' })).toMatchObject({
    height: 55,
    minHeight: 0,
    provenance: 'measured',
  });
});

test('storeys give three metres each, and the roof comes on top', () => {
  expect(buildingExtent({ 'building:levels': '4' }, {}, 5)).toMatchObject({
    height: 17,
    provenance: 'levels',
  });
});

test('without evidence the class decides, and says so; the roof comes on top', () => {
  expect(buildingExtent({ building: 'house' }, {}, 3)).toMatchObject({ height: 9, provenance: 'assumed' });
  expect(buildingExtent({ building: 'apartments' })).toMatchObject({ height: 12, provenance: 'assumed' });
  expect(buildingExtent({ building: 'yes' })).toMatchObject({ height: 6, provenance: 'assumed' });
});

test('a tagged height includes the roof', () => {
  expect(buildingExtent({ height: '12' }, {}, 5)).toMatchObject({ height: 12 });
});

test('a part without evidence takes that of its building', () => {
  expect(buildingExtent({ 'building:part': 'yes' }, { building: 'yes', height: '20' })).toMatchObject({
    height: 20,
    provenance: 'measured',
  });
});

test('storeys are as high as the rules say, also below the lower end', () => {
  const rules = { storeyHeight: 4 };
  expect(extentBy({ 'building:levels': '5', 'building:min_level': '1' }, {}, 2, rules)).toMatchObject({
    minHeight: 4,
    height: 22,
  });
});

test('default storeys replace those of the class, but not the heights of outbuildings, churches and towers', () => {
  const rules = { storeyHeight: 4, defaultLevels: 7 };
  const height = (tags: Tags) => extentBy(tags, {}, 0, rules).height;
  expect(height({ building: 'yes' })).toBe(28);
  expect(height({ building: 'house' })).toBe(28);
  expect(height({ building: 'garage' })).toBe(3);
  expect(height({ building: 'church' })).toBe(8);
  expect(height({ man_made: 'silo' })).toBe(12);
});

test('what is usual around goes before the class, and is still assumed', () => {
  const rules = { storeyHeight: 3, defaultLevels: 1, usual: (value: string) => (value === 'house' ? 7.5 : undefined) };
  expect(extentBy({ building: 'house' }, {}, 2, rules)).toMatchObject({ height: 9.5, provenance: 'assumed' });
  expect(extentBy({ 'building:part': 'yes' }, { building: 'house' }, 0, rules)).toMatchObject({ height: 7.5 });
  expect(extentBy({ building: 'yes' }, {}, 0, rules)).toMatchObject({ height: 3 });
});

test('min_height and building:min_level lift the lower end', () => {
  expect(buildingExtent({ height: '20', min_height: '6.5' }).minHeight).toBe(6.5);
  expect(buildingExtent({ height: '20', 'building:min_level': '2' }).minHeight).toBe(6);
});

test('an assumed height stands on top of min_height; a tagged one below it disproves min_height', () => {
  expect(buildingExtent({ min_height: '30' })).toMatchObject({ minHeight: 30, height: 33 });
  expect(buildingExtent({ height: '10', min_height: '30' })).toMatchObject({
    minHeight: 0,
    height: 10,
    disbelieved: ['min_height=30'],
  });
});

test.each([
  { height: '-3' },
  { height: '0' },
  { 'building:levels': '1e9' },
  { 'building:levels': '9999' },
  { height: 'tall' },
])('%o is not believed, and told', (tags) => {
  const extent = buildingExtent(tags);
  expect(extent.provenance).toBe('assumed');
  expect(extent.disbelieved).toHaveLength(1);
});

test('whatever the tags say, the extent is one that can be built', () => {
  const text = fc.oneof(
    fc.double().map(String),
    fc.integer().map(String),
    fc.string(),
    fc.constantFrom('7\'4"', '2,5', '8 m'),
  );
  const keys = ['height', 'min_height', 'building:levels', 'building:min_level', 'roof:height', 'roof:levels'];
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...keys), text), (tags) => {
      const { height, minHeight } = buildingExtent(tags);
      expect(minHeight).toBeGreaterThanOrEqual(0);
      expect(height).toBeGreaterThan(minHeight);
      expect(height).toBeLessThanOrEqual(1200);
    }),
    { numRuns: 2000 },
  );
});
