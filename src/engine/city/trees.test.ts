import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { bboxFromCenter, type LonLat } from '../../geo/bbox.ts';
import { type LocalFrame, localFrame } from '../../geo/local-frame.ts';
import { createPace } from '../pace.ts';
import { insideIndex } from '../polygon/inside-index.ts';
import { type Polygon, polygonsContain } from '../polygon/polygon.ts';
import { loadPolygonKernel, type PolygonKernel } from '../polygon/polygon-kernel.ts';
import type { OsmData, OsmWay, Tags } from '../sources/osm-data.ts';
import type { BridgeRun } from './bridge-runs.ts';
import type { CoverArea, Tree } from './city.ts';
import type { CoverId } from './covers.ts';
import { createOddities } from './oddities.ts';
import { type TreesInput, trees } from './trees.ts';

let kernel: PolygonKernel;

beforeAll(async () => {
  kernel = await loadPolygonKernel();
});

const CENTER: LonLat = [13.4, 52.5];
const frameAt = (center: LonLat, side: number) => localFrame(bboxFromCenter(center, [side, side]));
const frame = frameAt(CENTER, 400);

const square = (x: number, y: number, side: number): Polygon => ({
  outer: Float64Array.of(x, y, x + side, y, x + side, y + side, x, y + side),
  holes: [],
});

const area = (cover: CoverId, polygons: Polygon[], tags: Tags = {}): CoverArea => ({
  id: 'way/9',
  tags,
  cover,
  polygons,
});

interface Scene {
  frame?: LocalFrame;
  /** Single trees in local metres. */
  singles?: readonly (readonly [x: number, y: number, tags?: Tags])[];
  rows?: readonly (readonly [line: readonly number[], tags?: Tags])[];
  areas?: readonly CoverArea[];
  footprints?: readonly Polygon[];
  decks?: readonly BridgeRun[];
  edge?: TreesInput['edge'];
  coverAt?: (x: number, y: number) => CoverId;
}

async function plant(scene: Scene) {
  const at = scene.frame ?? frame;
  const ways = (scene.rows ?? []).map(([line, tags], index): [number, OsmWay] => {
    const coords = Float64Array.from(line);
    for (let i = 0; i < line.length; i += 2) coords.set(at.toLonLat(line[i]!, line[i + 1]!), i);
    return [index + 1, { id: index + 1, tags: { natural: 'tree_row', ...tags }, coords }];
  });
  const nodes = (scene.singles ?? []).map(([x, y, tags], index) => {
    const [lon, lat] = at.toLonLat(x, y);
    return { id: index + 1, tags: { natural: 'tree', ...tags }, lon, lat };
  });
  const data: OsmData = { nodes, ways: new Map(ways), relations: [] };
  const areas = scene.areas ?? [];
  const coverAt = (x: number, y: number) =>
    areas.find(({ polygons }) => polygonsContain(polygons, x, y))?.cover ?? ('ground' as const);
  const oddities = createOddities();
  const result = await trees({
    data,
    areas,
    frame: at,
    surface: { coverAt: scene.coverAt ?? coverAt, heightAt: () => 0 },
    decks: scene.decks ?? [],
    footprints: scene.footprints ?? [],
    edge: scene.edge ?? 'whole',
    kernel,
    oddities,
    pace: createPace(new AbortController().signal),
  });
  return { trees: result, oddities };
}

/** The least room between two crowns in metres. */
function leastGap(planted: readonly Tree[]): number {
  let least = Infinity;
  for (const [i, a] of planted.entries()) {
    for (const b of planted.slice(i + 1)) {
      least = Math.min(least, Math.hypot(a.x - b.x, a.y - b.y) - (a.crownDiameter + b.crownDiameter) / 2);
    }
  }
  return least;
}

describe('single trees', () => {
  test.each([
    [{ height: '12 m', diameter_crown: '8' }, 12, 8, 'deciduous', 'measured'],
    [{ est_height: '7' }, 7, 3.5, 'deciduous', 'measured'],
    [{ diameter_crown: '6' }, 12, 6, 'deciduous', 'assumed'],
    [{ circumference: '1.57' }, 11.5, 5.75, 'deciduous', 'assumed'],
    [{ circumference: '157' }, 11.5, 5.75, 'deciduous', 'assumed'],
    [{ circumference: '1570' }, 11.5, 5.75, 'deciduous', 'assumed'],
    [{ diameter: '500' }, 11.5, 5.75, 'deciduous', 'assumed'],
    [{ height: '-3' }, 10, 5, 'deciduous', 'assumed'],
    [{ height: '900' }, 10, 5, 'deciduous', 'assumed'],
    [{ leaf_type: 'needleleaved' }, 10, 4, 'conifer', 'assumed'],
    [{ species: 'Pinus sylvestris' }, 10, 4, 'conifer', 'assumed'],
    [{ genus: 'Phoenix', leaf_type: 'broadleaved' }, 10, 4, 'palm', 'assumed'],
    [{ 'species:en': 'Date palm' }, 10, 4, 'palm', 'assumed'],
  ] as const)('%o', async (tags, height, crown, shape, provenance) => {
    const [tree] = (await plant({ singles: [[3, 4, tags]] })).trees;
    expect(tree).toMatchObject({ id: 'node/1', shape, provenance });
    expect(tree!.height).toBeCloseTo(height, 1);
    expect(tree!.crownDiameter).toBeCloseTo(crown, 1);
    expect([tree!.x, tree!.y].map((value) => Math.round(value * 1e4) / 1e4)).toEqual([3, 4]);
  });

  test('those in buildings, in water and at the same place are counted, those outside the box are not', async () => {
    const { trees: left, oddities } = await plant({
      singles: [
        [5, 5],
        [50, 50],
        [80, 80],
        [80.1, 80],
        [900, 0],
      ],
      footprints: [square(0, 0, 10)],
      areas: [area('water', [square(45, 45, 10)])],
    });
    expect(left.map(({ id }) => id)).toEqual(['node/3']);
    expect(oddities.skipped).toEqual([
      { id: 'node/1', reason: 'a tree inside a building' },
      { id: 'node/2', reason: 'a tree in water' },
      { id: 'node/4', reason: 'a tree where another one stands' },
    ]);
  });

  test('crowns never overlap, whatever is mapped', async () => {
    const position = fc.double({ min: -20, max: 20, noNaN: true });
    const crown = fc.integer({ min: 1, max: 40 }).map((metres) => ({ diameter_crown: `${metres}` }));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(position, position, crown), { maxLength: 30 }), async (singles) => {
        const rows = [[[-20, -15, 20, -14]], [[-20, -13, 20, -16, 20, 20]]] as const;
        const { trees: planted } = await plant({ singles, rows, areas: [area('wood', [square(-20, -20, 40)])] });
        expect(leastGap(planted)).toBeGreaterThan(0.0099);
        for (const { crownDiameter } of planted) expect(crownDiameter).toBeGreaterThan(0.599);
      }),
      { numRuns: 100 },
    );
  });
});

describe('rows', () => {
  test('stand from end to end, as far apart as usual or as many as counted', async () => {
    const usual = (await plant({ rows: [[[0, 0, 30, 0, 30, 10]]] })).trees;
    expect(usual.map(({ x, y }) => [Math.round(x) + 0, Math.round(y) + 0])).toEqual([
      [0, 0],
      [8, 0],
      [16, 0],
      [24, 0],
      [30, 2],
      [30, 10],
    ]);
    expect((await plant({ rows: [[[0, 0, 30, 0], { count: '4', height: '6' }]] })).trees).toMatchObject([
      { id: 'way/1#1', height: 6, provenance: 'measured' },
      { id: 'way/1#2' },
      { id: 'way/1#3' },
      { id: 'way/1#4' },
    ]);
  });

  test('keep carriageways and mapped trees free; a loop does not end where it began', async () => {
    const { trees: planted } = await plant({
      rows: [[[0, 0, 16, 0, 16, 16, 0, 16, 0, 0]]],
      singles: [[16, 2]],
      coverAt: (_x, y) => (y > 12 ? 'carriageway' : 'grass'),
    });
    expect(planted.map(({ id }) => id)).toEqual(['node/1', 'way/1#1', 'way/1#2', 'way/1#4', 'way/1#8']);
  });
});

describe('woods', () => {
  test('have a tree every 8 m that keeps clear of buildings, paths and the wood’s edge', async () => {
    const house = square(20, 20, 12);
    const { trees: planted } = await plant({
      areas: [area('footway', [square(-100, 0, 3)]), area('wood', [square(-100, -100, 200)])],
      footprints: [house],
      singles: [[0, -50]],
    });
    expect(planted.length).toBeGreaterThan((0.9 * 200 ** 2) / 64);
    expect(planted.length).toBeLessThan((1.05 * 200 ** 2) / 64);
    expect(leastGap(planted)).toBeGreaterThan(0.0099);
    const walls = insideIndex([house]);
    for (const { id, x, y, height, crownDiameter, provenance } of planted.slice(1)) {
      expect(id).toMatch(/^way\/9#\d+$/);
      expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThan(100);
      expect(walls.contains(x, y)).toBe(false);
      expect(walls.edgeDistance(x, y, 50)).toBeGreaterThan(crownDiameter / 2 + 0.009);
      expect(Math.hypot(x, y + 50)).toBeGreaterThan(5);
      expect(height).toBeGreaterThanOrEqual(12);
      expect(height).toBeLessThan(24);
      expect(provenance).toBe('assumed');
    }
  });

  test('neighbouring boxes agree on every tree where they overlap', async () => {
    const other = frameAt(frame.toLonLat(150, 40) as LonLat, 400);
    const wood = (at: LocalFrame) => [area('wood', [square(at.rect.minX - 10, at.rect.minY - 10, 420)])];
    const here = (await plant({ areas: wood(frame) })).trees.filter(
      ({ x, y }) => x > 0 && x < 150 && Math.abs(y) < 100,
    );
    const there = (await plant({ frame: other, areas: wood(other) })).trees;
    const places = new Set(there.map(({ x, y, height }) => placeKey(other, x, y, height)));
    expect(here.length).toBeGreaterThan(400);
    for (const { x, y, height } of here) expect(places).toContain(placeKey(frame, x, y, height));
  });

  test('mixed woods have both shapes; vineyards have no trees; orchards stand in rows', async () => {
    const mixed = await plant({ areas: [area('wood', [square(0, 0, 100)], { leaf_type: 'mixed' })] });
    expect(new Set(mixed.trees.map(({ shape }) => shape))).toEqual(new Set(['deciduous', 'conifer']));
    const vines = await plant({ areas: [area('orchard', [square(0, 0, 100)], { landuse: 'vineyard' })] });
    expect(vines.trees).toEqual([]);
    const orchard = await plant({ areas: [area('orchard', [square(0, 0, 100)])] });
    expect(new Set(orchard.trees.map(({ y }) => Math.round(y / 2))).size).toBeLessThan(35);
    expect(orchard.trees.length).toBeGreaterThan(170);
  });

  test('a forest of 25 km² is thinned, and says so', async () => {
    const huge = frameAt(CENTER, 5000);
    const { trees: planted, oddities } = await plant({
      frame: huge,
      areas: [area('wood', [square(-2600, -2600, 5200)])],
      coverAt: () => 'wood',
    });
    expect(planted.length).toBeGreaterThan(95_000);
    expect(planted.length).toBeLessThan(102_000);
    expect(oddities.repaired).toEqual([
      { id: 'way/9', reason: 'a wood drawn with fewer trees, so that the model stays usable' },
    ]);
  });

  test('with clipped edges no crown reaches beyond the box', async () => {
    const { trees: planted } = await plant({ areas: [area('wood', [square(-300, -300, 600)])], edge: 'clip' });
    for (const { x, y, crownDiameter } of planted) {
      expect(Math.max(Math.abs(x), Math.abs(y)) + crownDiameter / 2).toBeLessThan(200);
    }
    expect(planted.length).toBeGreaterThan(2000);
  });
});

function placeKey(at: LocalFrame, x: number, y: number, height: number): string {
  return [...at.toLonLat(x, y).map((degrees) => degrees.toFixed(7)), height.toFixed(3)].join(' ');
}

describe('beside bridges', () => {
  /** 8 m wide along the x axis, its way at a height of 8 m, its underside at 7 m. */
  const deck: BridgeRun = {
    id: 'way/1',
    cover: 'carriageway',
    level: 1,
    width: 8,
    thickness: 1,
    line: Float64Array.of(-100, 0, 100, 0),
    length: 200,
    zAt: () => 8,
  };
  const tall = { height: '12', diameter_crown: '6' };

  test('no tree stands in a deck, and no crown reaches into one', async () => {
    const { trees: found, oddities } = await plant({
      singles: [
        [0, 1, tall],
        [30, 6, tall],
        [60, 20, tall],
      ],
      decks: [deck],
    });
    expect(found.map(({ id, crownDiameter }) => [id, crownDiameter])).toEqual([
      ['node/2', expect.closeTo(2 * (6 - 4.5 - 0.01), 6)],
      ['node/3', 6],
    ]);
    expect(oddities.skipped).toEqual([{ id: 'node/1', reason: 'a tree where a bridge is' }]);
  });

  test('a tree that fits under the deck stays as it is', async () => {
    const low = { height: '5', diameter_crown: '6' };
    const { trees: found } = await plant({ singles: [[0, 1, low]], decks: [deck] });
    expect(found.map(({ crownDiameter }) => crownDiameter)).toEqual([6]);
  });

  test('woods leave room for decks', async () => {
    const wood = area('wood', [square(-100, -40, 80)]);
    const { trees: found } = await plant({ areas: [wood], decks: [{ ...deck, zAt: () => 2 }] });
    expect(found.length).toBeGreaterThan(50);
    for (const { y, crownDiameter } of found) expect(Math.abs(y) - crownDiameter / 2).toBeGreaterThanOrEqual(4.5);
  });
});
