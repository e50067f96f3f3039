import fc from 'fast-check';
import { expect, test } from 'vitest';
import { COVER_IDS, type CoverId } from '../city/covers.ts';
import { type Polygon, perimeter, totalArea } from '../polygon/polygon.ts';
import { loadPolygonKernel } from '../polygon/polygon-kernel.ts';
import { type Partition, partition } from './partition.ts';
import { type Region, rectangle } from './regions.ts';

const RECT = { minX: -60.00042, minY: -40, maxX: 60.00042, maxY: 40 };
const TRIED = ['footprint', 'carriageway', 'water', 'wood', 'park', 'bank'] as const satisfies Region['cover'][];
const kernel = await loadPolygonKernel();

/** Whole metres let borders run along one another, millimetres let them pass closely. */
const coordinate = fc.oneof(
  fc.integer({ min: -70, max: 70 }),
  fc.integer({ min: -70_000, max: 70_000 }).map((millimetres) => millimetres / 1000),
);
const ring = fc
  .array(coordinate, { minLength: 3, maxLength: 7 })
  .chain((xs) =>
    fc
      .array(coordinate, { minLength: xs.length, maxLength: xs.length })
      .map((ys) => Float64Array.from(xs.flatMap((x, i) => [x, ys[i]!]))),
  );

/** Regions that overlap at random, clean and in the box as those of a city are. */
const scene = fc
  .tuple(...TRIED.map((cover) => fc.array(ring, { maxLength: 4 }).map((rings) => ({ cover, rings }))))
  .map((drawn) =>
    drawn
      .map(({ cover, rings }) => ({ cover, polygons: kernel.intersection(kernel.cover(rings), [rectangle(RECT)]) }))
      .filter(({ polygons }) => polygons.length > 0),
  );
const seeds = fc.array(fc.tuple(fc.integer({ min: -60_000, max: 60_000 }), fc.integer({ min: -40_000, max: 40_000 })), {
  maxLength: 5,
});
const given = fc.record({ regions: scene, seeds: seeds.map((points) => points.flat().map((value) => value / 1000)) });

function areaByCover({ x, y, corners, covers }: Partition): number[] {
  const areas = COVER_IDS.map(() => 0);
  for (let t = 0; t < covers.length; t++) {
    const [a, b, c] = [corners[3 * t]!, corners[3 * t + 1]!, corners[3 * t + 2]!];
    const twice = (x[b]! - x[a]!) * (y[c]! - y[a]!) - (x[c]! - x[a]!) * (y[b]! - y[a]!);
    if (twice <= 0) throw new Error(`Triangle ${t} does not run counter-clockwise.`);
    areas[covers[t]!]! += twice / 2;
  }
  return areas;
}

/** What the polygon kernel says is seen of each cover. */
function expectedAreas(regions: readonly Region[]): Map<CoverId, number> {
  const bank = regions.find(({ cover }) => cover === 'bank')?.polygons ?? [];
  const areas = new Map<CoverId, number>();
  let above: Polygon[] = [];
  for (const { cover, polygons } of regions) {
    if (cover === 'bank') continue;
    const seen = kernel.difference(polygons, above);
    areas.set(cover, totalArea(cover === 'water' ? kernel.difference(seen, bank) : seen));
    above = kernel.union(above, polygons);
  }
  return areas;
}

test('every cover has the area that is seen of it, and all together that of the box', () => {
  fc.assert(
    fc.property(given, ({ regions, seeds }) => {
      const areas = areaByCover(partition(RECT, regions, seeds));
      const box = (RECT.maxX - RECT.minX) * (RECT.maxY - RECT.minY);
      expect(Math.abs(areas.reduce((sum, area) => sum + area, 0) / box - 1)).toBeLessThan(1e-9);
      // Borders are drawn on whole centimetres: a border moves by 7 mm at most.
      const length = regions.reduce((sum, { polygons }) => sum + polygons.reduce((s, p) => s + perimeter(p), 0), 0);
      for (const [cover, area] of expectedAreas(regions)) {
        expect(Math.abs(areas[COVER_IDS.indexOf(cover)]! - area), cover).toBeLessThan(0.007 * length + 1e-6);
      }
    }),
    { numRuns: 50 },
  );
});

test('it has no T-junctions, and no vertices or borders but those that are seen', () => {
  fc.assert(
    fc.property(given, ({ regions, seeds }) => {
      const { x, y, corners, twins, edgeOf, covers } = partition(RECT, regions, seeds);
      expect([x[0], y[0]]).toEqual([RECT.minX, RECT.minY]);
      const faults: string[] = [];
      const explained = new Set(Array.from({ length: 1 + seeds.length / 2 }, (_, i) => i));
      for (let side = 0; side < corners.length; side++) {
        const [from, to] = [corners[side]!, corners[side % 3 === 2 ? side - 2 : side + 1]!];
        const twin = twins[side]!;
        const isPaired =
          twin < 0 ? isOnOneSide(x[from]!, y[from]!, x[to]!, y[to]!) : twins[twin] === side && corners[twin] === to;
        if (!isPaired) faults.push(`side ${side}`);
        const isBorder = twin < 0 || covers[Math.floor(side / 3)] !== covers[Math.floor(twin / 3)];
        if (edgeOf[side]! >= 0 !== isBorder) faults.push(`border ${side}`);
        if (isBorder) explained.add(from);
      }
      expect(faults).toEqual([]);
      expect(explained.size).toBe(x.length);
      expect(new Set(corners).size).toBe(x.length);
      expect(new Set(Array.from(x, (value, vertex) => `${value},${y[vertex]}`)).size).toBe(x.length);
    }),
    { numRuns: 50 },
  );
});

function isOnOneSide(ax: number, ay: number, bx: number, by: number): boolean {
  const { minX, minY, maxX, maxY } = RECT;
  return [minX, maxX].some((x) => ax === x && bx === x) || [minY, maxY].some((y) => ay === y && by === y);
}

test('it is the same for the same regions', () => {
  fc.assert(
    fc.property(given, ({ regions, seeds }) => {
      expect(partition(RECT, regions, seeds)).toEqual(partition(RECT, regions, seeds));
    }),
    { numRuns: 10 },
  );
});

test('a region that is covered entirely leaves no trace', () => {
  const square = (half: number) => [
    { outer: Float64Array.of(-half, -half, half, -half, half, half, -half, half), holes: [] },
  ];
  const road: Region = { cover: 'carriageway', polygons: square(20) };
  const hidden: Region = { cover: 'park', polygons: square(10) };
  const divided = partition(RECT, [road, hidden], []);
  expect(divided.x.length).toBe(8);
  expect(areaByCover(divided)).toEqual(areaByCover(partition(RECT, [road], [])));
});
