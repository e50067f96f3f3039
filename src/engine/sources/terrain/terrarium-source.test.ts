import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TerrainTiles } from '../../../contract/config.ts';
import { ExportError, toFailure } from '../../../contract/errors.ts';
import { type Bbox, bboxFromCenter } from '../../../geo/bbox.ts';
import { localFrame } from '../../../geo/local-frame.ts';
import { mercatorLat, mercatorLon } from '../../../geo/mercator.ts';
import { fakeTiles, sourceContext, terrariumPng } from '../../../testing/height-sources.ts';
import { memoryCache } from '../../../testing/memory-cache.ts';
import { pmtiles } from '../../../testing/pmtiles.ts';
import { describeRealData } from '../../../testing/real-data.ts';
import { realData } from '../../../testing/real-data-files.ts';
import { createGround } from '../../city/ground.ts';
import { terrariumSource } from './terrarium-source.ts';

function service(id: string, given: Partial<TerrainTiles> = {}): TerrainTiles {
  return {
    id,
    label: `Service ${id}`,
    url: `https://${id}/{z}/{x}/{y}`,
    tileSize: 256,
    zoom: 12,
    maxZoom: 14,
    attribution: `© ${id}`,
    licence: 'free',
    ...given,
  };
}

const hills = (lon: number, lat: number) => 500 + 4000 * (lon - 7) - 2500 * (lat - 46);
const kilometre = bboxFromCenter([7.4, 46.6], [1000, 1000]);

/** The failure of a promise that must reject with an ExportError. */
async function failureOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ExportError);
  return (error as ExportError).failure;
}

describe('terrariumSource', () => {
  it('loads heights that are right everywhere in the model, whatever the box', async () => {
    const place = fc.record({
      lon: fc.double({ min: -179, max: 179, noNaN: true }),
      lat: fc.double({ min: -80, max: 80, noNaN: true }),
      width: fc.integer({ min: 5, max: 3000 }),
      height: fc.integer({ min: 5, max: 3000 }),
    });
    await fc.assert(
      fc.asyncProperty(place, async ({ lon, lat, width, height }) => {
        const slope = (x: number, y: number) => 300 + 2000 * (x - lon) - 3000 * (y - lat);
        const tiles = fakeTiles((_, zoom, x, y) => terrariumPng(slope, 256, zoom, x, y));
        const bbox = bboxFromCenter([lon, lat], [width, height]);
        const { grid } = await terrariumSource([service('one', { maxZoom: 12 })]).load(bbox, sourceContext(tiles));
        const { rect, toLonLat } = localFrame(bbox);
        const ground = createGround(grid, localFrame(bbox));
        for (const [u, v] of [
          [0, 0],
          [1, 0],
          [0, 1],
          [1, 1],
          [0.5, 0.5],
          [0.5, 1],
          [0.2, 0.9],
        ] as const) {
          const x = rect.minX + u * (rect.maxX - rect.minX);
          const y = rect.minY + v * (rect.maxY - rect.minY);
          expect(Math.abs(ground.heightAt(x, y) - slope(...toLonLat(x, y)))).toBeLessThan(0.1);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('covers a box whose side runs along the border of tiles', async () => {
    const [lon, lat] = [mercatorLon(2132 / 4096), mercatorLat(1493 / 4096)];
    const tiles = fakeTiles((_, zoom, x, y) => terrariumPng(hills, 256, zoom, x, y));
    const { grid } = await terrariumSource([service('one', { maxZoom: 12 })]).load(
      [lon, lat - 0.01, lon + 0.01, lat],
      sourceContext(tiles),
    );
    expect(tiles.asked).toHaveLength(4);
    expect(grid.west).toBeLessThan(lon);
    expect(grid.north).toBeGreaterThan(lat);
  });

  it('takes the deepest zoom that exists at the middle, and goes down where another tile is missing', async () => {
    const across: Bbox = [
      mercatorLon(8537.8 / 16_384),
      mercatorLat(5813 / 16_384),
      mercatorLon(8538.2 / 16_384),
      mercatorLat(5812.9 / 16_384),
    ];
    const tiles = fakeTiles((_, zoom, x, y) => {
      const exists = zoom <= 13 || (zoom === 14 && x === 8538);
      return exists ? terrariumPng(hills, 256, zoom, x, y) : 404;
    });
    const context = sourceContext(tiles);
    const { grid, notes, sources } = await terrariumSource([service('one', { maxZoom: 16 })]).load(across, context);
    const zooms = tiles.asked.map((name) => Number(name.split('/')[1]));
    expect(Math.max(...zooms)).toBe(16);
    expect(zooms.at(-1)).toBe(13);
    expect(zooms.filter((zoom) => zoom === 16)).toHaveLength(1);
    expect((grid.east - grid.west) / (grid.columns - 1)).toBeCloseTo(360 / 256 / 2 ** 13, 12);
    expect(notes).toEqual([]);
    expect(sources).toEqual([
      {
        id: 'one',
        label: 'Service one',
        origin: 'https://one/{z}/{x}/{y}',
        attribution: '© one',
        licence: 'free',
        fictional: false,
      },
    ]);
    const total = context.steps.at(-1)![1];
    expect(context.steps.at(-1)).toEqual([total, total]);
  });

  it('asks for a bounded number of tiles, four at a time', async () => {
    const size = (tileSize: 256 | 512) => async () => {
      const tiles = fakeTiles((_, zoom, x, y) => terrariumPng(() => 1, tileSize, zoom, x, y));
      const large = bboxFromCenter([7.4, 46.6], [20_000, 20_000]);
      await terrariumSource([service('one', { tileSize, maxZoom: 15 })]).load(large, sourceContext(tiles));
      return { count: tiles.asked.length, most: tiles.mostAtOnce() };
    };
    const small = await size(256)();
    expect(small.count).toBeLessThanOrEqual(64);
    expect(small.most).toBe(4);
    expect((await size(512)()).count).toBeLessThanOrEqual(36);
  });

  it.each([
    [
      'does not answer',
      () => {
        throw new TypeError('fetch failed');
      },
    ],
    ['answers with an error', () => 503],
    ['refuses', () => 403],
    ['has nothing where it should have all', () => 404],
    ['sends a page in place of a tile', () => new TextEncoder().encode('<html></html>')],
    ['sends tiles of another size', () => terrariumPng(hills, 128, 12, 2132, 1440)],
  ])('asks the next service when the first %s', async (_, first) => {
    const tiles = fakeTiles((host, zoom, x, y) => (host === 'one' ? first() : terrariumPng(hills, 256, zoom, x, y)));
    const { sources, notes } = await terrariumSource([service('one'), service('two')]).load(
      kilometre,
      sourceContext(tiles),
    );
    expect(sources.map(({ id }) => id)).toEqual(['two']);
    expect(notes).toHaveLength(1);
    expect(notes[0]!.note).toMatch(/^Service one .+; heights are from Service two$/);
  });

  it('tries a failure that may pass once more before it gives up', async () => {
    let failures = 1;
    const tiles = fakeTiles((_, zoom, x, y) => (failures-- > 0 ? 502 : terrariumPng(hills, 256, zoom, x, y)));
    const { sources, notes } = await terrariumSource([service('one'), service('two')]).load(
      kilometre,
      sourceContext(tiles),
    );
    expect(sources[0]!.id).toBe('one');
    expect(notes).toEqual([]);
  });

  it('says what every service answered when all fail', async () => {
    const tiles = fakeTiles((host) => (host === 'one' ? 500 : 404));
    const failure = await failureOf(
      terrariumSource([service('one'), service('two')]).load(kilometre, sourceContext(tiles)),
    );
    expect(failure.code).toBe('source-failed');
    expect(failure.message).toContain('Service one answered tile');
    expect(failure.message).toContain('HTTP 500');
    expect(failure.message).toContain('Service two has no tile');
    expect(failure.advice).toContain('flat ground');
  });

  it('tells a missing connection apart', async () => {
    const failure = await failureOf(terrariumSource([service('one'), service('two')]).load(kilometre, sourceContext()));
    expect(failure.code).toBe('offline');
    expect(failure.message).toContain('Service two did not answer');
  });

  it('stops when it is cancelled, and asks no other service then', async () => {
    const controller = new AbortController();
    const tiles = fakeTiles((_, zoom, x, y) => {
      controller.abort();
      return terrariumPng(hills, 256, zoom, x, y);
    });
    const context = sourceContext({ ...tiles, signal: controller.signal });
    const large = bboxFromCenter([7.4, 46.6], [8000, 8000]);
    const error = await terrariumSource([service('one'), service('two')])
      .load(large, context)
      .catch((reason: unknown) => reason);
    expect(toFailure(error).code).toBe('cancelled');
    expect(tiles.asked.every((name) => name.startsWith('one/'))).toBe(true);
    expect(tiles.asked.length).toBeLessThan(6);
  });

  it('fills impossible heights from their neighbours and counts them', async () => {
    const [lon, lat] = [7.4, 46.6];
    const spiked = (x: number, y: number) => (Math.hypot(x - lon, y - lat) < 2e-4 ? 20_000 : hills(x, y));
    const tiles = fakeTiles((_, zoom, x, y) => terrariumPng(spiked, 256, zoom, x, y));
    const { grid, notes } = await terrariumSource([service('one')]).load(kilometre, sourceContext(tiles));
    expect(notes).toHaveLength(1);
    expect(notes[0]!.count).toBeGreaterThan(0);
    const ground = createGround(grid, localFrame(kilometre));
    expect(Math.abs(ground.heightAtLonLat(lon, lat) - hills(lon, lat))).toBeLessThan(2);
  });
});

describeRealData('terrariumSource on real tiles', () => {
  it('reads the tiles of the Grand Canyon as one surface', async () => {
    const tiles = fakeTiles((_, zoom, x, y) => realData(`terrain/terrarium/${zoom}-${x}-${y}.terrarium.png`));
    const middle = [mercatorLon(379 / 2048), mercatorLat(804 / 2048)] as const;
    const inside = service('aws', { zoom: 11, maxZoom: 11 });
    const all = await terrariumSource([inside]).load(bboxFromCenter(middle, [31_000, 31_000]), sourceContext(tiles));
    const heights = [...all.grid.heights];
    expect(Math.min(...heights.slice(0, 1e5))).toBeGreaterThanOrEqual(347);
    expect(heights.reduce((a, b) => Math.max(a, b))).toBeLessThanOrEqual(2442);
    expect(new Set(tiles.asked).size).toBe(4);
    expect(all.notes).toEqual([]);
  });

  it('reads the tiles of Mapterhorn', async () => {
    const file = pmtiles(realData('terrain/terrarium/near-badschandau-z10-11.pmtiles'));
    const tiles = fakeTiles((_, zoom, x, y) => {
      const tile = file.get(`${zoom}/${x}/${y}`);
      return tile ? new Uint8Array(tile) : 404;
    });
    const mapterhorn = service('mapterhorn', { tileSize: 512, zoom: 10, maxZoom: 13 });
    const { grid, notes } = await terrariumSource([mapterhorn]).load(
      bboxFromCenter([14.15, 50.9], [4000, 4000]),
      sourceContext(tiles),
    );
    expect(tiles.asked.map((name) => name.split('/')[1])).toEqual(['13', '12', '11']);
    expect(notes).toEqual([]);
    expect(Math.min(...grid.heights)).toBeGreaterThanOrEqual(112);
    expect(Math.max(...grid.heights)).toBeLessThanOrEqual(560.3);
  });
});

describe('a cache', () => {
  it('serves the same area without a request, also where it was learnt that there are no tiles', async () => {
    const cache = memoryCache();
    const tiles = fakeTiles((host, zoom, x, y) => (host === 'none' ? 404 : terrariumPng(hills, 256, zoom, x, y)));
    const source = terrariumSource([service('none'), service('one')]);
    const first = await source.load(kilometre, sourceContext({ fetch: tiles.fetch, cache }));
    const asked = tiles.asked.length;
    expect(asked).toBeGreaterThan(1);
    const second = await source.load(kilometre, sourceContext({ cache }));
    expect(tiles.asked).toHaveLength(asked);
    expect(second).toEqual(first);
  });
});
