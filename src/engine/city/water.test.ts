import { describe, expect, test } from 'vitest';
import { drawn, drawnMultipolygon, rectangleLine } from '../../testing/map-data.ts';
import { polygonsContain, totalArea } from '../polygon/polygon.ts';
import type { Tags } from '../sources/osm-data.ts';
import { groundFeatures } from './ground-features.ts';

const river = { tags: { waterway: 'river' }, line: [-100, 0, 100, 0] };

async function water(tags: Tags, line: readonly number[] = river.line) {
  const input = await drawn({ tags, line });
  return { ...(await groundFeatures(input, ['water'])), oddities: input.oddities };
}

describe('a watercourse', () => {
  test.each<[Tags, number, string]>([
    [{ waterway: 'river' }, 10, 'assumed'],
    [{ waterway: 'canal' }, 8, 'assumed'],
    [{ waterway: 'stream' }, 2, 'assumed'],
    [{ waterway: 'ditch' }, 1, 'assumed'],
    [{ waterway: 'river', width: '42 m' }, 42, 'measured'],
    [{ waterway: 'river', intermittent: 'yes' }, 10, 'assumed'],
  ])('%o is as wide as its tag or class says', async (tags, width, widthProvenance) => {
    expect((await water(tags)).courses).toMatchObject([{ cover: 'water', width, widthProvenance }]);
  });

  test('runs downstream: in the order in which it is drawn', async () => {
    const { line } = (await water({ waterway: 'stream' })).courses[0]!;
    expect(line[0]).toBeLessThan(line[2]!);
  });

  test.each<Tags>([
    { waterway: 'stream', tunnel: 'culvert' },
    { waterway: 'drain', covered: 'yes' },
    { waterway: 'stream', intermittent: 'yes' },
    { waterway: 'dam' },
    { waterway: 'fairway' },
    { waterway: 'canal', bridge: 'aqueduct' },
  ])('%o is none', async (tags) => {
    const { courses, oddities } = await water(tags);
    expect(courses).toEqual([]);
    expect(oddities.skipped).toEqual([]);
  });

  test('a width that cannot be is not believed, and told', async () => {
    const { courses, oddities } = await water({ waterway: 'river', width: '-7' });
    expect(courses).toMatchObject([{ width: 10 }]);
    expect(oddities.repaired).toHaveLength(1);
  });

  test('within mapped water is a thread: the area tells how wide the river is', async () => {
    const bed = { tags: { natural: 'water' }, line: rectangleLine(-120, -2, 120, 2) };
    const told = { ...river, tags: { ...river.tags, width: '10' } };
    for (const course of [river, told]) {
      const { courses, areas } = await groundFeatures(await drawn(bed, course), ['water']);
      expect(courses).toMatchObject([{ id: 'way/2', width: 0.5, widthProvenance: 'assumed' }]);
      expect(areas).toHaveLength(1);
    }
  });
});

test('a river through a lake is a thread in the lake only', async () => {
  const lake = { tags: { natural: 'water' }, line: rectangleLine(-50, -40, 50, 40) };
  const through = { ...river, line: [-100, 0, -60, 0, -40, 0, 0, 0, 40, 0, 60, 0, 100, 0] };
  const { courses } = await groundFeatures(await drawn(lake, through), ['water']);
  expect(courses).toMatchObject([
    { id: 'way/2', width: 10 },
    { id: 'way/2#2', width: 0.5 },
    { id: 'way/2#3', width: 10 },
  ]);
  const ends = courses.map(({ line }) => [...line.subarray(0, 2), ...line.subarray(-2)]);
  expect(ends[0]!.slice(2)).toEqual(ends[1]!.slice(0, 2));
  expect(ends[1]!.slice(2)).toEqual(ends[2]!.slice(0, 2));
});

describe('an area of water', () => {
  test.each<Tags>([
    { natural: 'water' },
    { natural: 'water', water: 'pond' },
    { waterway: 'riverbank' },
    { waterway: 'dock' },
    { landuse: 'reservoir' },
    { landuse: 'basin' },
    { leisure: 'swimming_pool' },
    { amenity: 'fountain' },
  ])('%o is one', async (tags) => {
    const { areas } = await water(tags, rectangleLine(0, 0, 20, 10));
    expect(areas).toMatchObject([{ cover: 'water', tags }]);
    expect(totalArea(areas[0]!.polygons)).toBeCloseTo(200, 0);
  });

  test.each<Tags>([
    { landuse: 'basin', basin: 'detention' },
    { landuse: 'reservoir', covered: 'yes' },
    { leisure: 'swimming_pool', indoor: 'yes' },
    { leisure: 'swimming_pool', location: 'roof' },
    { natural: 'bay' },
    { natural: 'water', tunnel: 'yes' },
  ])('%o is none', async (tags) => {
    expect((await water(tags, rectangleLine(0, 0, 20, 10))).areas).toEqual([]);
  });

  test('a lake with an island has a hole; one that does not close is left out, and told', async () => {
    const lake = await drawnMultipolygon({ natural: 'water' }, [
      ['outer', { tags: {}, line: rectangleLine(0, 0, 100, 100) }],
      ['inner', { tags: {}, line: rectangleLine(40, 40, 60, 60) }],
    ]);
    const [area] = (await groundFeatures(lake, ['water'])).areas;
    expect(polygonsContain(area!.polygons, 50, 50)).toBe(false);
    expect(polygonsContain(area!.polygons, 20, 50)).toBe(true);
    const open = await water({ natural: 'water' }, [0, 0, 50, 0, 50, 50]);
    expect(open.areas).toEqual([]);
    expect(open.oddities.skipped).toEqual([{ id: 'way/1', reason: 'an area whose outline does not close' }]);
  });

  test('around the whole box fills it, and is cut close to it', async () => {
    const { areas } = await water({ natural: 'water' }, rectangleLine(-90_000, -90_000, 90_000, 90_000));
    for (const [x, y] of [
      [199, 199],
      [-199, 199],
      [0, 0],
    ] as const) {
      expect(polygonsContain(areas[0]!.polygons, x, y)).toBe(true);
    }
    expect(totalArea(areas[0]!.polygons)).toBeLessThan(500 * 500);
  });
});
