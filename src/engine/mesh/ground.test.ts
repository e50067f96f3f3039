import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bbox, bboxFromCenter } from '../../geo/bbox.ts';
import { type LocalFrame, localFrame } from '../../geo/local-frame.ts';
import { mercatorLat, mercatorLon, mercatorY } from '../../geo/mercator.ts';
import { fakeTiles, sourceContext } from '../../testing/height-sources.ts';
import { describeRealData } from '../../testing/real-data.ts';
import { realData } from '../../testing/real-data-files.ts';
import { createGround, type Ground } from '../city/ground.ts';
import { MAX_DEVIATION } from '../ground/fit-terrain.ts';
import { groundSurface } from '../ground/ground-surface.ts';
import { createPace } from '../pace.ts';
import { loadPolygonKernel } from '../polygon/polygon-kernel.ts';
import type { HeightGrid } from '../sources/height-grid.ts';
import type { TerrainSource } from '../sources/source.ts';
import { flatSource } from '../sources/terrain/flat-source.ts';
import { hgtSource } from '../sources/terrain/hgt-source.ts';
import { terrariumSource } from '../sources/terrain/terrarium-source.ts';
import { checkSolid } from './check-solid.ts';
import { groundMeshes } from './ground.ts';
import { type LayerMesh, SURFACES } from './layer-mesh.ts';

/** A raster around a box with a margin in samples; heights by row and column. */
function raster(
  bbox: Bbox,
  projection: HeightGrid['projection'],
  [columns, rows]: readonly [number, number],
  height: (row: number, column: number) => number,
): HeightGrid {
  const [west, south, east, north] = bbox;
  const toRow = projection === 'mercator' ? mercatorY : (lat: number) => lat;
  const toLat = projection === 'mercator' ? mercatorLat : (row: number) => row;
  const columnStep = (east - west) / (columns - 3);
  const rowStep = (toRow(south) - toRow(north)) / (rows - 3);
  return {
    rows,
    columns,
    projection,
    heights: Float32Array.from({ length: rows * columns }, (_, i) => height(Math.floor(i / columns), i % columns)),
    west: west - columnStep,
    east: east + columnStep,
    north: toLat(toRow(north) - rowStep),
    south: toLat(toRow(south) + rowStep),
  };
}

const NOTHING = { footprints: [], piers: [], courses: [], areas: [], liftAt: () => 0 };

/** The mesh of bare ground. */
async function terrainMesh(
  ground: Ground,
  frame: LocalFrame,
  baseThickness: number,
  signal = new AbortController().signal,
): Promise<LayerMesh> {
  const kernel = await loadPolygonKernel();
  const surface = await groundSurface({ ...NOTHING, ground, frame, kernel, pace: createPace(signal) });
  const [mesh, ...others] = groundMeshes(surface, frame, ['terrain'], { baseThickness });
  expect(others).toEqual([]);
  return mesh!;
}

const at = (mesh: LayerMesh, vertex: number) => mesh.positions.subarray(3 * vertex, 3 * vertex + 3);

/** The corners of the triangles of one surface. */
function* trianglesOf(mesh: LayerMesh, surface: (typeof SURFACES)[number]) {
  for (let t = 0; t < mesh.surfaces.length; t++) {
    if (SURFACES[mesh.surfaces[t]!] !== surface) continue;
    yield [0, 1, 2].map((k) => at(mesh, mesh.triangles[3 * t + k]!)) as [Float64Array, Float64Array, Float64Array];
  }
}

/** Area of a triangle seen from above, and its mean height. */
function plan([a, b, c]: readonly [Float64Array, Float64Array, Float64Array]): { area: number; height: number } {
  const area = ((b[0]! - a[0]!) * (c[1]! - a[1]!) - (c[0]! - a[0]!) * (b[1]! - a[1]!)) / 2;
  return { area, height: (a[2]! + b[2]! + c[2]!) / 3 };
}

/** Expects everything that must hold for any terrain; returns its number of top triangles. */
function expectSound(mesh: LayerMesh, ground: Ground, { rect }: LocalFrame, baseThickness: number): number {
  const count = mesh.surfaces.length;
  expect(mesh.triangles.length).toBe(3 * count);
  expect(mesh.bodies).toEqual([expect.objectContaining({ id: 'terrain', firstTriangle: 0, triangleCount: count })]);
  const check = checkSolid(mesh.positions, mesh.triangles, 0, count);
  expect(check).toMatchObject({ closed: true, oriented: true, degenerate: 0 });

  const top = [...trianglesOf(mesh, 'ground')];
  const lowest = Math.min(...top.map((corners) => Math.min(...corners.map((p) => p[2]!))));
  const base = [...trianglesOf(mesh, 'base')][0]![0][2]!;
  expect(base).toBeCloseTo(lowest - baseThickness, 3);

  const size = (rect.maxX - rect.minX) * (rect.maxY - rect.minY);
  const area = top.reduce((sum, corners) => sum + plan(corners).area, 0);
  expect(Math.abs(area / size - 1)).toBeLessThan(1e-9);
  const volume = top.reduce((sum, corners) => sum + plan(corners).area * (plan(corners).height - base), 0);
  expect(Math.abs(check.volume / volume - 1)).toBeLessThan(1e-6);

  expectInside(mesh, rect);
  expectNear(top, ground);
  return top.length;
}

/** Expects all vertices in the rectangle, whole millimetres apart from its sides, and the skirt exactly on them. */
function expectInside(mesh: LayerMesh, rect: LocalFrame['rect']): void {
  const isWhole = (value: number) => Math.abs(value * 1000 - Math.round(value * 1000)) < 1e-6;
  let faults = 0;
  for (let v = 0; v < mesh.positions.length / 3; v++) {
    const [x, y, z] = at(mesh, v) as unknown as [number, number, number];
    if (x < rect.minX || x > rect.maxX || y < rect.minY || y > rect.maxY || !isWhole(z)) faults++;
    if (!isWhole(x) && x !== rect.minX && x !== rect.maxX && Math.abs(x) > 1e-9) faults++;
    if (!isWhole(y) && y !== rect.minY && y !== rect.maxY && Math.abs(y) > 1e-9) faults++;
  }
  for (const corners of trianglesOf(mesh, 'skirt')) {
    for (const [x, y] of corners) {
      if (x !== rect.minX && x !== rect.maxX && y !== rect.minY && y !== rect.maxY) faults++;
    }
  }
  expect(faults).toBe(0);
}

/** Expects the top near the ground: at the corners, along the sides and inside of every triangle. */
function expectNear(top: readonly (readonly [Float64Array, Float64Array, Float64Array])[], ground: Ground): void {
  const shares = [
    [1, 0, 0],
    [0.5, 0.5, 0],
    [0.3, 0, 0.7],
    [0, 0.85, 0.15],
    [1 / 3, 1 / 3, 1 / 3],
    [0.1, 0.3, 0.6],
    [0.55, 0.4, 0.05],
    [0.08, 0.84, 0.08],
  ];
  let worst = 0;
  for (const corners of top) {
    for (const share of shares) {
      const [x, y, z] = [0, 1, 2].map((axis) => corners.reduce((sum, p, i) => sum + share[i]! * p[axis]!, 0));
      worst = Math.max(worst, Math.abs(z! - ground.heightAt(x!, y!)));
    }
  }
  expect(worst).toBeLessThan(MAX_DEVIATION);
}

describe('the mesh of bare ground', () => {
  it('makes flat ground a plain box', async () => {
    const bbox = bboxFromCenter([13.4, 52.5], [800, 1200]);
    const frame = localFrame(bbox);
    const ground = createGround((await flatSource().load(bbox, sourceContext())).grid, frame);
    const mesh = await terrainMesh(ground, frame, 4);
    expect(expectSound(mesh, ground, frame, 4)).toBe(2);
    expect(checkSolid(mesh.positions, mesh.triangles, 0, mesh.surfaces.length).volume).toBeCloseTo(800 * 1200 * 4, 0);
  });

  it('is sound for any heights and any box', async () => {
    const scene = fc
      .record({
        lon: fc.double({ min: -170, max: 170, noNaN: true }),
        lat: fc.double({ min: -75, max: 75, noNaN: true }),
        size: fc.tuple(fc.integer({ min: 20, max: 3000 }), fc.integer({ min: 20, max: 3000 })),
        projection: fc.constantFrom('geographic' as const, 'mercator' as const),
        columns: fc.integer({ min: 4, max: 24 }),
        rows: fc.integer({ min: 4, max: 24 }),
        relief: fc.constantFrom(0.2, 3, 30, 150),
        baseThickness: fc.constantFrom(0.5, 5, 100),
      })
      .chain((given) =>
        fc.record({
          given: fc.constant(given),
          samples: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
            minLength: given.columns * given.rows,
            maxLength: given.columns * given.rows,
          }),
        }),
      );
    await fc.assert(
      fc.asyncProperty(scene, async ({ given, samples }) => {
        const { lon, lat, size, projection, columns, rows, relief, baseThickness } = given;
        const bbox = bboxFromCenter([lon, lat], size);
        const frame = localFrame(bbox);
        // Slopes beyond 60° between samples do not occur in elevation data.
        const steepest = 1.7 * Math.min(size[0] / columns, size[1] / rows);
        const height = (r: number, c: number) => 100 + Math.min(relief, steepest) * samples[r * columns + c]!;
        const ground = createGround(raster(bbox, projection, [columns, rows], height), frame);
        expectSound(await terrainMesh(ground, frame, baseThickness), ground, frame, baseThickness);
      }),
      { numRuns: 60 },
    );
  });

  it('follows walls and terraces of a fine raster, also where they run along the sides', async () => {
    const bbox = bboxFromCenter([13.4, 52.5], [300, 300]);
    const frame = localFrame(bbox);
    for (const projection of ['geographic', 'mercator'] as const) {
      const terraces = (r: number, c: number) => 50 + 12 * Number(Math.sin(r / 13) * Math.sin(c / 17) > 0.3) + r / 50;
      const ground = createGround(raster(bbox, projection, [200, 200], terraces), frame);
      expectSound(await terrainMesh(ground, frame, 5), ground, frame, 5);
    }
  });

  it('keeps even slopes cheap', async () => {
    const bbox = bboxFromCenter([13.4, 52.5], [400, 400]);
    const frame = localFrame(bbox);
    const ground = createGround(
      raster(bbox, 'mercator', [150, 150], (r, c) => r / 4 + c / 3),
      frame,
    );
    expect(expectSound(await terrainMesh(ground, frame, 5), ground, frame, 5)).toBeLessThan(10);
  });

  it('covers the rectangle where the raster ends before it', async () => {
    const bbox = bboxFromCenter([25, 65], [2000, 2000]);
    const frame = localFrame(bbox);
    const [west, south, east, north] = bbox;
    const grid: HeightGrid = {
      ...raster(bbox, 'geographic', [12, 12], (r, c) => 9 * r + 5 * ((r * c) % 4)),
      west,
      south,
      east,
      north,
    };
    const ground = createGround(grid, frame);
    expectSound(await terrainMesh(ground, frame, 5), ground, frame, 5);
  });

  it('is the same for the same ground', async () => {
    const bbox = bboxFromCenter([7, 46], [900, 700]);
    const frame = localFrame(bbox);
    const ground = createGround(
      raster(bbox, 'mercator', [30, 25], (r, c) => 40 * Math.sin(r / 3) * Math.cos(c / 4)),
      frame,
    );
    expect(await terrainMesh(ground, frame, 5)).toEqual(await terrainMesh(ground, frame, 5));
  });

  it('stops when it is cancelled', async () => {
    const bbox = bboxFromCenter([7, 46], [900, 700]);
    const frame = localFrame(bbox);
    const ground = createGround(
      raster(bbox, 'mercator', [9, 9], (r, c) => 40 * ((r + c) % 2)),
      frame,
    );
    await expect(terrainMesh(ground, frame, 5, AbortSignal.abort())).rejects.toThrow('abort');
  });
});

describeRealData('the mesh of bare ground on real heights', () => {
  const srtm = (name: string) => () => hgtSource([{ name, bytes: realData(`terrain/srtm/${name}`) }]);
  const tiles = (zoom: number) => () =>
    terrariumSource([
      {
        id: 't',
        label: 'T',
        url: 'https://t/{z}/{x}/{y}',
        tileSize: 256,
        zoom,
        maxZoom: zoom,
        attribution: '',
        licence: '',
      },
    ]);
  const derived = (zoom: number, x: number, y: number) => `terrain/derived-terrarium/monaco/${zoom}-${x}-${y}.png`;
  const canyon = (zoom: number, x: number, y: number) => `terrain/terrarium/${zoom}-${x}-${y}.terrarium.png`;

  const places: [string, () => TerrainSource, typeof derived, Bbox][] = [
    ['Monaco, SRTM', srtm('N43E007.hgt.zip'), derived, [7.418, 43.731, 7.4304, 43.74]],
    ['Monaco with its cliffs, SRTM', srtm('N43E007.hgt.zip'), derived, bboxFromCenter([7.4, 43.76], [2500, 2500])],
    ['Monaco, tiles', tiles(14), derived, [7.418, 43.731, 7.4304, 43.74]],
    ['Berlin, SRTM', srtm('N52E013.hgt'), derived, [13.37962, 52.52726, 13.39442, 52.53626]],
    [
      'Grand Canyon, tiles',
      tiles(11),
      canyon,
      bboxFromCenter([mercatorLon(379 / 2048), mercatorLat(804 / 2048)], [3000, 3000]),
    ],
  ];
  it.each(places)('%s', async (_, source, path, bbox) => {
    const { fetch } = fakeTiles((_host, zoom, x, y) => realData(path(zoom, x, y)));
    const frame = localFrame(bbox);
    const ground = createGround((await source().load(bbox, sourceContext({ fetch }))).grid, frame);
    const mesh = await terrainMesh(ground, frame, 5);
    expect(expectSound(mesh, ground, frame, 5)).toBeGreaterThan(100);
  });
});
