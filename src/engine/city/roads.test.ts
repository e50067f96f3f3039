import { describe, expect, test } from 'vitest';
import { drawn, drawnMultipolygon, rectangleLine } from '../../testing/map-data.ts';
import { totalArea } from '../polygon/polygon.ts';
import type { Tags } from '../sources/osm-data.ts';
import { groundFeatures } from './ground-features.ts';
import { roads } from './roads.ts';

const LINE = [-50, 0, 0, 10, 50, 0];

async function road(tags: Tags, line: readonly number[] = LINE) {
  const input = await drawn({ tags, line });
  return { courses: await roads(input), oddities: input.oddities };
}

const areasOf = async (tags: Tags, line = rectangleLine(0, 0, 20, 10)) =>
  (await groundFeatures(await drawn({ tags, line }), ['roads'])).areas;

describe('a road', () => {
  test('is a line in metres with its name, tags and cover', async () => {
    const { courses } = await road({ highway: 'residential', name: 'Long Lane' });
    expect(courses).toMatchObject([
      { id: 'way/1', name: 'Long Lane', cover: 'carriageway', widthProvenance: 'assumed' },
    ]);
    expect([...courses[0]!.line].map((value) => Math.round(value * 100) / 100 + 0)).toEqual(LINE);
  });

  test.each([
    ['motorway', 'carriageway'],
    ['service', 'carriageway'],
    ['living_street', 'carriageway'],
    ['primary_link', 'carriageway'],
    ['pedestrian', 'footway'],
    ['footway', 'footway'],
    ['path', 'footway'],
    ['bridleway', 'footway'],
    ['cycleway', 'cycleway'],
    ['steps', 'steps'],
    ['track', 'track'],
  ])('%s is covered with %s', async (highway, cover) => {
    expect((await road({ highway })).courses).toMatchObject([{ cover }]);
  });

  test.each<[Tags, number, string]>([
    [{ highway: 'primary', 'width:lanes': '3|3.5|3', width: '20', lanes: '2' }, 9.5, 'measured'],
    [{ highway: 'primary', width: "20'", lanes: '4' }, 6.096, 'measured'],
    [{ highway: 'primary', est_width: '8,5' }, 8.5, 'measured'],
    [{ highway: 'primary', lanes: '4' }, 14, 'lanes'],
    [{ highway: 'primary', 'lanes:forward': '2', 'lanes:backward': '1' }, 10.5, 'lanes'],
    [{ highway: 'motorway' }, 8.75, 'assumed'],
    [{ highway: 'residential' }, 6, 'assumed'],
    [{ highway: 'residential', oneway: 'yes' }, 4, 'assumed'],
    [{ highway: 'service', service: 'parking_aisle' }, 2.8, 'assumed'],
    [{ highway: 'footway', lanes: '4' }, 2, 'assumed'],
    [{ aeroway: 'runway' }, 45, 'assumed'],
  ])('%o is as wide as the best evidence says', async (tags, width, widthProvenance) => {
    const { courses, oddities } = await road(tags);
    expect(courses[0]!.width).toBeCloseTo(width, 9);
    expect(courses[0]!.widthProvenance).toBe(widthProvenance);
    expect(oddities.repaired).toEqual([]);
  });

  test.each(['-3', '0', '1e9', '900', 'narrow'])('a width of %s is not believed, and told', async (width) => {
    const { courses, oddities } = await road({ highway: 'residential', width });
    expect(courses).toMatchObject([{ width: 6, widthProvenance: 'assumed' }]);
    expect(oddities.repaired).toEqual([{ id: 'way/1', reason: `a tag that cannot be true, ignored (width=${width})` }]);
  });

  test.each<Tags>([
    { highway: 'proposed' },
    { highway: 'construction' },
    { highway: 'elevator' },
    { highway: 'corridor' },
    { highway: 'footway', indoor: 'yes' },
    { highway: 'primary', tunnel: 'yes', layer: '-1' },
    { highway: 'service', tunnel: 'building_passage' },
    { highway: 'footway', covered: 'yes', layer: '-1' },
    { highway: 'primary', bridge: 'yes' },
    { highway: 'pedestrian', area: 'yes' },
    { building: 'yes' },
  ])('%o is none on the ground', async (tags) => {
    const { courses, oddities } = await road(tags);
    expect(courses).toEqual([]);
    expect(oddities.skipped).toEqual([]);
  });

  test('of unknown kind or without length is left out, and told', async () => {
    expect((await road({ highway: 'xyzzy' })).oddities.skipped).toEqual([
      { id: 'way/1', reason: 'a road of unknown kind (highway=xyzzy)' },
    ]);
    expect((await road({ highway: 'primary' }, [1, 1, 1, 1])).oddities.skipped).toHaveLength(1);
  });

  test('is cut where it leaves the box, and its pieces are numbered', async () => {
    const { courses } = await road({ highway: 'primary' }, [0, 0, 5000, 0, 5000, 50, 0, 50]);
    expect(courses.map(({ id }) => id)).toEqual(['way/1', 'way/1#2']);
    for (const { line } of courses) {
      const east = Math.max(line[0]!, line[2]!);
      expect(east).toBeGreaterThan(200 + 3.5);
      expect(east).toBeLessThan(230);
    }
    expect((await road({ highway: 'primary' }, [300, 0, 400, 0])).courses).toEqual([]);
  });

  test('has no point twice in a row, and keeps its ends', async () => {
    const { courses } = await road({ highway: 'primary' }, [0, 0, 0, 0, 10, 0, 10, 0.0001, 20, 0, 20, 0.0002]);
    expect(courses[0]!.line).toHaveLength(6);
    expect(courses[0]!.line[5]).toBeCloseTo(0.0002, 5);
  });
});

describe('an area of the roads', () => {
  test.each<[Tags, string]>([
    [{ highway: 'pedestrian', area: 'yes' }, 'square'],
    [{ highway: 'footway', area: 'yes' }, 'footway'],
    [{ highway: 'service', area: 'yes' }, 'carriageway'],
    [{ 'area:highway': 'secondary' }, 'carriageway'],
    [{ 'area:highway': 'cycleway' }, 'cycleway'],
    [{ amenity: 'parking' }, 'parking'],
    [{ amenity: 'parking', parking: 'surface' }, 'parking'],
    [{ railway: 'platform' }, 'footway'],
    [{ public_transport: 'platform' }, 'footway'],
    [{ aeroway: 'apron' }, 'carriageway'],
  ])('%o is covered with %s', async (tags, cover) => {
    const areas = await areasOf(tags);
    expect(areas).toMatchObject([{ id: 'way/1', cover }]);
    expect(totalArea(areas[0]!.polygons)).toBeCloseTo(200, 0);
  });

  test.each<Tags>([
    { amenity: 'parking', parking: 'underground' },
    { amenity: 'parking', parking: 'multi-storey', building: 'parking' },
    { highway: 'pedestrian', area: 'yes', tunnel: 'yes' },
    { highway: 'pedestrian', area: 'yes', bridge: 'yes' },
    { highway: 'residential' },
    { railway: 'platform', location: 'underground' },
  ])('%o is none', async (tags) => {
    expect(await areasOf(tags)).toEqual([]);
  });

  test('a platform that is drawn as a line is a path', async () => {
    expect((await road({ railway: 'platform' })).courses).toMatchObject([{ cover: 'footway', width: 3 }]);
  });

  test('a square with a hole is a multipolygon, and its outline no road', async () => {
    const input = await drawnMultipolygon({ highway: 'pedestrian' }, [
      ['outer', { tags: {}, line: rectangleLine(0, 0, 20, 10) }],
      ['inner', { tags: {}, line: rectangleLine(5, 2, 10, 6) }],
    ]);
    const { areas, courses } = await groundFeatures(input, ['roads']);
    expect(areas).toMatchObject([{ id: 'relation/1', cover: 'square' }]);
    expect(totalArea(areas[0]!.polygons)).toBeCloseTo(180, 0);
    expect(courses).toEqual([]);
  });
});
