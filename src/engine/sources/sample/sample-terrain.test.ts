import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bbox, bboxFromCenter, metresPerDegree } from '../../../geo/bbox.ts';
import type { HeightGrid } from '../height-grid.ts';
import type { SourceContext } from '../source.ts';
import { River } from './river.ts';
import { rowAt } from './rows.ts';
import { sampleTerrain } from './sample-terrain.ts';

function context(signal = new AbortController().signal): SourceContext {
  return { signal, fetch, sleep: async () => undefined, progress: () => undefined };
}

async function load(bbox: Bbox): Promise<HeightGrid> {
  return (await sampleTerrain().load(bbox, context())).grid;
}

const place = fc.record({
  lon: fc.double({ min: -179.9, max: 179.9, noNaN: true }),
  lat: fc.double({ min: -84.98, max: 84.98, noNaN: true }),
});

function steps({ west, east, north, south, rows, columns }: HeightGrid) {
  return { lon: (east - west) / (columns - 1), lat: (north - south) / (rows - 1) };
}

/** Samples by position, on the finest raster of longitudes that grids use. */
function samples(grid: HeightGrid): Map<string, number> {
  const step = steps(grid);
  const result = new Map<string, number>();
  for (let i = 0; i < grid.heights.length; i++) {
    const lon = grid.west + (i % grid.columns) * step.lon;
    const lat = grid.north - Math.floor(i / grid.columns) * step.lat;
    result.set(`${Math.round((lon + 180) / step.lat)} ${Math.round((lat + 90) / step.lat)}`, grid.heights[i]!);
  }
  return result;
}

describe('the raster', () => {
  it('covers the box with samples of about 10 m', async () => {
    await fc.assert(
      fc.asyncProperty(place, async ({ lon, lat }) => {
        const bbox = bboxFromCenter([lon, lat], [600, 400]);
        const grid = await load(bbox);
        expect(grid.heights.length).toBe(grid.rows * grid.columns);
        expect(grid.west <= bbox[0] && grid.south <= bbox[1] && grid.east >= bbox[2] && grid.north >= bbox[3]).toBe(
          true,
        );
        const [perDegree, step] = [metresPerDegree(lat), steps(grid)];
        expect(step.lat * perDegree.lat).toBeCloseTo(10, 0);
        expect(step.lon * perDegree.lon).toBeGreaterThan(6.9);
        expect(step.lon * perDegree.lon).toBeLessThan(14.6);
      }),
    );
  });

  it('reaches the edges of the world', async () => {
    for (const lon of [-180, 180]) {
      const bbox: Bbox = lon < 0 ? [-180, 10, -179.99, 10.01] : [179.99, 10, 180, 10.01];
      const grid = await load(bbox);
      expect(grid.west).toBeLessThanOrEqual(bbox[0]);
      expect(grid.east).toBeGreaterThanOrEqual(bbox[2]);
    }
  });

  it('agrees with the grids of overlapping boxes on every common sample', async () => {
    await fc.assert(
      fc.asyncProperty(place, fc.double({ min: 100, max: 600, noNaN: true }), async ({ lon, lat }, shift) => {
        const perDegree = metresPerDegree(lat);
        const first = samples(await load(bboxFromCenter([lon, lat], [500, 500])));
        const centre = [lon + shift / perDegree.lon, Math.min(lat + shift / 2 / perDegree.lat, 84.99)] as const;
        const second = samples(await load(bboxFromCenter(centre, [700, 300])));
        const common = [...first.keys()].filter((key) => second.has(key));
        if (shift < 500) expect(common.length).toBeGreaterThan(0);
        for (const key of common) expect(second.get(key)).toBe(first.get(key));
      }),
      { numRuns: 40 },
    );
  });
});

describe('the ground', () => {
  it('is hilly but gentle, well above the datum', async () => {
    await fc.assert(
      fc.asyncProperty(place, async ({ lon, lat }) => {
        const grid = await load(bboxFromCenter([lon, lat], [1000, 1000]));
        const heights = [...grid.heights];
        const [low, high] = [Math.min(...heights), Math.max(...heights)];
        expect(low).toBeGreaterThan(40);
        expect(high).toBeLessThan(125);
        expect(high - low).toBeGreaterThan(8);
        expect(slopes(grid, lat).at(-1)).toBeLessThan(0.4);
        const all = slopes(grid, lat);
        expect(all[Math.floor(all.length * 0.9)]).toBeLessThan(0.15);
      }),
      { numRuns: 40 },
    );
  });

  it('lowers the river, level from bank to bank', async () => {
    await fc.assert(
      fc.asyncProperty(place, async ({ lon, lat }) => {
        const river = new River(rowAt(lat));
        const centre = river.centre(lon);
        const grid = await load(bboxFromCenter([lon, centre], [60, 800]));
        const { lat: perDegree } = metresPerDegree(centre);
        const at = (metres: number) => heightNear(grid, lon, centre + metres / perDegree);
        expect(at(0)).toBeLessThan(Math.min(at(60), at(-60)) - 2);
        expect(Math.abs(at(30) - at(-30))).toBeLessThan(1);
      }),
      { numRuns: 40 },
    );
  });
});

/** Slopes between neighbours in both directions, in order of size. */
function slopes(grid: HeightGrid, lat: number): number[] {
  const [perDegree, step] = [metresPerDegree(lat), steps(grid)];
  const result: number[] = [];
  for (let i = 0; i + grid.columns + 1 < grid.heights.length; i++) {
    if ((i + 1) % grid.columns === 0) continue;
    const east = (grid.heights[i + 1]! - grid.heights[i]!) / (step.lon * perDegree.lon);
    const south = (grid.heights[i + grid.columns]! - grid.heights[i]!) / (step.lat * perDegree.lat);
    result.push(Math.hypot(east, south));
  }
  return result.sort((a, b) => a - b);
}

function heightNear(grid: HeightGrid, lon: number, lat: number): number {
  const step = steps(grid);
  const row = Math.round((grid.north - lat) / step.lat);
  return grid.heights[row * grid.columns + Math.round((lon - grid.west) / step.lon)]!;
}

describe('the source', () => {
  it('says that it is fictional and reports progress to the end', async () => {
    const done: number[] = [];
    const { sources } = await sampleTerrain().load([0, 0, 0.01, 0.01], {
      ...context(),
      progress: (a, b) => done.push(a / b),
    });
    expect(sources).toMatchObject([{ id: 'sample', fictional: true }]);
    expect(done.at(-1)).toBe(1);
  });

  it('stops when cancelled', async () => {
    await expect(sampleTerrain().load([0, 0, 0.01, 0.01], context(AbortSignal.abort()))).rejects.toThrow(/abort/i);
  });
});
