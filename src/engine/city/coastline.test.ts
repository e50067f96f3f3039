import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Bbox, LonLat } from '../../geo/bbox.ts';
import { type Drawn, drawn, inputOf, rectangleLine } from '../../testing/map-data.ts';
import { describeRealData } from '../../testing/real-data.ts';
import { realData } from '../../testing/real-data-files.ts';
import { type Polygon, polygonsContain, reversed, totalArea } from '../polygon/polygon.ts';
import { fileSource } from '../sources/osm/file-source.ts';
import { sea } from './coastline.ts';
import type { FeatureInput } from './feature-input.ts';

const coast = (...line: number[]): Drawn => ({ tags: { natural: 'coastline' }, line });
const backwards = ({ tags, line }: Drawn): Drawn => ({ tags, line: [...reversed(Float64Array.from(line))] });

/** From west to east through the middle: the sea is in the south. */
const SHORE = coast(-300, 0, -50, 40, 50, -40, 300, 0);
const ISLAND = coast(...rectangleLine(-20, -150, 20, -110));
const BOX_AREA = 400 * 400;

async function flooded(...coasts: Drawn[]) {
  const input = await drawn(...coasts);
  const areas = await sea(input);
  return { input, areas, polygons: areas.flatMap(({ polygons }) => polygons), oddities: input.oddities };
}

/** Sea and land fill the rectangle of the frame, and the sea lies within it. */
function expectWithin({ frame, kernel }: FeatureInput, polygons: readonly Polygon[]): void {
  const { minX, minY, maxX, maxY } = frame.rect;
  const box = kernel.cover([Float64Array.of(minX, minY, maxX, minY, maxX, maxY, minX, maxY)]);
  expect(totalArea(kernel.difference(polygons, box))).toBe(0);
  const land = totalArea(kernel.difference(box, polygons));
  expect(land + totalArea(polygons)).toBeCloseTo(totalArea(box), 1);
}

describe('the sea', () => {
  test('lies on the right of the coast', async () => {
    const { input, areas, polygons, oddities } = await flooded(SHORE);
    expect(areas).toMatchObject([{ id: 'sea', cover: 'sea' }]);
    expectWithin(input, polygons);
    expect(totalArea(polygons)).toBeCloseTo(BOX_AREA / 2, -3);
    expect(polygonsContain(polygons, 0, -100)).toBe(true);
    expect(polygonsContain(polygons, 0, 100)).toBe(false);
    expect([...oddities.repaired, ...oddities.skipped]).toEqual([]);
    const north = await flooded(backwards(SHORE));
    expect(polygonsContain(north.polygons, 0, 100)).toBe(true);
    expect(totalArea(north.polygons) + totalArea(polygons)).toBeCloseTo(BOX_AREA, -2);
  });

  test('is absent from a box that no coast enters', async () => {
    expect((await flooded()).areas).toEqual([]);
    expect((await flooded(coast(...rectangleLine(-900, -900, 900, 900)))).areas).toEqual([]);
    expect((await flooded(coast(-900, 300, 900, 300))).areas).toEqual([]);
  });

  test('is joined from ways in any order', async () => {
    const { polygons, oddities } = await flooded(
      coast(50, -40, 300, 0),
      coast(-300, 0, -50, 40),
      coast(-50, 40, 50, -40),
    );
    expect(totalArea(polygons)).toBeCloseTo(totalArea((await flooded(SHORE)).polygons), 1);
    expect(oddities.repaired).toEqual([]);
  });

  test('goes around islands, also without a coast on the edge', async () => {
    const withShore = await flooded(SHORE, ISLAND);
    expect(totalArea((await flooded(SHORE)).polygons) - totalArea(withShore.polygons)).toBeCloseTo(1600, 0);
    const alone = await flooded(ISLAND);
    expectWithin(alone.input, alone.polygons);
    expect(polygonsContain(alone.polygons, 0, -130)).toBe(false);
    expect(polygonsContain(alone.polygons, 190, 190)).toBe(true);
  });

  test('an inland sea is what its coast encloses', async () => {
    const { polygons, oddities } = await flooded(backwards(ISLAND));
    expect(totalArea(polygons)).toBeCloseTo(1600, 0);
    expect(oddities.repaired).toEqual([]);
    const both = await flooded(backwards(SHORE), backwards(ISLAND));
    expect(polygonsContain(both.polygons, 0, -130)).toBe(true);
    expect(polygonsContain(both.polygons, 100, -130)).toBe(false);
  });

  test('between several coasts: a strait, a bay, an island on the edge', async () => {
    const { input, polygons, oddities } = await flooded(
      coast(-300, 50, 300, 50),
      coast(300, -50, -300, -50),
      coast(20, 300, 20, 150, -20, 150, -20, 300),
    );
    expectWithin(input, polygons);
    expect(totalArea(polygons)).toBeCloseTo(400 * 100 + 40 * 50, -3);
    expect(polygonsContain(polygons, 0, 0)).toBe(true);
    expect(polygonsContain(polygons, 0, 170)).toBe(true);
    expect(polygonsContain(polygons, 0, 100)).toBe(false);
    expect(oddities.repaired).toEqual([]);
  });

  test('a coast that touches the edge and another coast', async () => {
    const touching = await flooded(coast(-300, 0, 0, 200, 300, 0));
    expectWithin(touching.input, touching.polygons);
    const pair = await flooded(coast(-300, 0, 0, 0, -300, 90), coast(300, 90, 0, 0, 300, 0));
    expectWithin(pair.input, pair.polygons);
  });
});

describe('a broken coast', () => {
  test('of which a part runs the wrong way is turned, and told', async () => {
    const right = totalArea((await flooded(SHORE)).polygons);
    const { polygons, oddities } = await flooded(
      coast(-300, 0, -50, 40),
      backwards(coast(-50, 40, 50, -40)),
      coast(50, -40, 300, 0),
    );
    expect(totalArea(polygons)).toBeCloseTo(right, 1);
    expect(oddities.repaired).toMatchObject([{ reason: 'a coastline that runs the wrong way, turned' }, {}]);
  });

  test('whose second shore contradicts the longer first is turned, and told', async () => {
    const { polygons, oddities } = await flooded(
      coast(-300, 60, -50, 100, 50, 20, 300, 60),
      coast(-300, -90, 300, -90),
    );
    expect(polygonsContain(polygons, 0, 0)).toBe(true);
    expect(polygonsContain(polygons, 0, -150)).toBe(false);
    expect(oddities.repaired).toEqual([{ id: 'way/2', reason: 'a coastline that runs the wrong way, turned' }]);
  });

  test('an island in the sea is one whichever way it runs', async () => {
    const { polygons, oddities } = await flooded(SHORE, backwards(ISLAND));
    expect(polygonsContain(polygons, 0, -130)).toBe(false);
    expect(oddities.repaired).toHaveLength(1);
  });

  test('with a gap is closed; one that ends near the edge is prolonged', async () => {
    const right = totalArea((await flooded(SHORE)).polygons);
    const gap = await flooded(coast(-300, 0, -50, 40, -10, 8), coast(10, -8, 50, -40, 300, 0));
    expect(totalArea(gap.polygons)).toBeCloseTo(right, 1);
    expect(gap.oddities.repaired).toMatchObject([{ reason: 'a coastline with a gap, closed' }]);
    const short = await flooded(coast(-300, 0, -50, 40, 50, -40, 150, 0));
    expect(polygonsContain(short.polygons, 0, -100)).toBe(true);
    expect(polygonsContain(short.polygons, 0, 100)).toBe(false);
    expect(short.oddities.repaired).toHaveLength(1);
    const loop = await flooded(coast(-40, -150, 40, -150, 40, -90, -40, -90, -40, -130));
    expect(polygonsContain(loop.polygons, 0, -120)).toBe(false);
    expect(polygonsContain(loop.polygons, 0, 120)).toBe(true);
    expect(loop.oddities.repaired).toHaveLength(1);
  });

  test('that is a stump in the middle is left out, and told', async () => {
    const { areas, oddities } = await flooded(coast(-5, 0, 5, 0));
    expect(areas).toEqual([]);
    expect(oddities.skipped).toEqual([{ id: 'way/1', reason: 'a coastline that ends in the middle of the box' }]);
  });

  test('that crosses another is left out if it is the shorter, and told', async () => {
    const { polygons, oddities } = await flooded(SHORE, coast(150, 300, 150, -300));
    expect(totalArea(polygons)).toBeCloseTo(totalArea((await flooded(SHORE)).polygons), 1);
    expect(oddities.skipped).toEqual([{ id: 'way/2', reason: 'a coastline that crosses another' }]);
  });

  test('whatever the coast, sea and land fill the box', async () => {
    const point = fc.integer({ min: -30, max: 30 }).map((value) => value * 10);
    const lines = fc.array(
      fc.array(point, { minLength: 2, maxLength: 16 }).filter(({ length }) => length % 2 === 0),
      {
        maxLength: 5,
      },
    );
    await fc.assert(
      fc.asyncProperty(lines, async (coasts) => {
        const { input, polygons } = await flooded(...coasts.map((line) => coast(...line)));
        expectWithin(input, polygons);
      }),
      { numRuns: 300 },
    );
  });
});

test('a coast of 10⁵ points takes time in proportion', async () => {
  const rugged = (points: number): Drawn => {
    const line: number[] = [];
    for (let i = 0; i <= points; i++) {
      const t = i / points;
      let y = 0;
      for (let octave = 1; octave < 14; octave++) y += (20 / 2 ** octave) * Math.sin(6 * t * 2 ** octave + octave ** 2);
      line.push(600 * t - 300, y);
    }
    return { tags: { natural: 'coastline' }, line };
  };
  const time = async (points: number) => {
    const input = await drawn(rugged(points));
    const start = performance.now();
    expect(totalArea((await sea(input))[0]!.polygons)).toBeCloseTo(BOX_AREA / 2, -4);
    return performance.now() - start;
  };
  await time(10_000);
  const [tenth, whole] = [await time(10_000), await time(100_000)];
  expect(whole).toBeLessThan(40 * tenth + 50);
});

describeRealData('coasts in files', () => {
  const load = async (file: string, bbox: Bbox) => {
    const { signal } = new AbortController();
    const context = { signal, fetch, sleep: async () => {}, progress: () => {} };
    const input = await inputOf(bbox, (await fileSource(realData(file), file).load(bbox, context)).data);
    const polygons = (await sea(input)).flatMap((area) => area.polygons);
    expectWithin(input, polygons);
    const isSea = ([lon, lat]: LonLat) => polygonsContain(polygons, ...input.frame.toLocal(lon, lat));
    return { isSea, polygons, oddities: input.oddities };
  };

  const BOX: Bbox = [2.1811295, 51.4542208, 2.2549438, 51.5006218];

  test.each<[string, LonLat[], LonLat[]]>([
    [
      'islands',
      [
        [2.19, 51.458],
        [2.25, 51.49],
      ],
      [
        [2.2, 51.475],
        [2.232, 51.467],
      ],
    ],
    [
      'islands_and_coast',
      [
        [2.19, 51.458],
        [2.215, 51.487],
      ],
      [
        [2.2, 51.475],
        [2.232, 51.467],
        [2.25, 51.495],
        [2.253, 51.455],
      ],
    ],
    [
      'multiple_coasts',
      [
        [2.19, 51.49],
        [2.25, 51.47],
        [2.215, 51.4555],
      ],
      [
        [2.21, 51.47],
        [2.22, 51.49],
      ],
    ],
  ])('%s: sea and land are where they are drawn', async (name, wet, dry) => {
    const { isSea, oddities } = await load(`osm/edge-cases/osm2world-coastline_${name}.osm`, BOX);
    expect(wet.map(isSea)).toEqual(wet.map(() => true));
    expect(dry.map(isSea)).toEqual(dry.map(() => false));
    expect([...oddities.repaired, ...oddities.skipped]).toEqual([]);
  });

  test('a box on a big island is land', async () => {
    const { polygons } = await load('osm/edge-cases/osm2world-coastline_big_island.osm', [2.2, 51.47, 2.23, 51.49]);
    expect(polygons).toEqual([]);
  });

  test.each<[string, Bbox]>([
    ['1 km²', [7.418, 43.731, 7.4304, 43.74]],
    ['all of it', [7.40921, 43.72335, 7.44864, 43.75169]],
  ])('Monaco, %s: the harbour is sea, the rock and the casino are land', async (_, bbox) => {
    const { isSea, oddities } = await load('osm/monaco-2023.osm.pbf', bbox);
    expect(isSea([7.4255, 43.735])).toBe(true);
    expect(isSea([7.4205, 43.7315])).toBe(false);
    expect(isSea([7.4277, 43.7393])).toBe(false);
    expect(oddities.skipped).toEqual([]);
  });
});
