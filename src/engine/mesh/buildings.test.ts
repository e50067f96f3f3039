import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Building, BuildingPart } from '../city/city.ts';
import { createOddities } from '../city/oddities.ts';
import { createPace } from '../pace.ts';
import { type Polygon, polygonsContain } from '../polygon/polygon.ts';
import { loadPolygonKernel, type PolygonKernel } from '../polygon/polygon-kernel.ts';
import { buildingsMesh } from './buildings.ts';
import { checkSolid } from './check-solid.ts';
import type { LayerMesh } from './layer-mesh.ts';
import { GAP } from './separate-prisms.ts';

let kernel: PolygonKernel;

beforeAll(async () => {
  kernel = await loadPolygonKernel();
});

const rectangle = (x: number, y: number, width: number, depth: number): Polygon[] =>
  kernel.cover([Float64Array.of(x, y, x + width, y, x + width, y + depth, x, y + depth)]);

const part = (id: string, footprint: Polygon[], minHeight: number, height: number): BuildingPart => ({
  id,
  footprint,
  minHeight,
  height,
  provenance: 'measured',
});

const building = (...parts: BuildingPart[]): Building => ({
  id: parts[0]!.id,
  class: 'yes',
  tags: {},
  ground: 0,
  base: 0,
  parts,
});

async function mesh(buildings: Building[]): Promise<{ mesh: LayerMesh; oddities: ReturnType<typeof createOddities> }> {
  const oddities = createOddities();
  return { mesh: await buildingsMesh(buildings, kernel, oddities, createPace(new AbortController().signal)), oddities };
}

function checkBodies({ positions, triangles, bodies }: LayerMesh) {
  return bodies.map(({ firstTriangle, triangleCount }) =>
    checkSolid(positions, triangles, firstTriangle, triangleCount),
  );
}

const volume = (layer: LayerMesh) => checkBodies(layer).reduce((sum, body) => sum + body.volume, 0);

describe('a building', () => {
  test('is a closed box from a metre below the ground to its height', async () => {
    const { mesh: layer } = await mesh([building(part('way/1', rectangle(0, 0, 10, 20), 0, 9))]);
    expect(checkBodies(layer)).toMatchObject([{ closed: true, oriented: true }]);
    expect(volume(layer)).toBeCloseTo(10 * 20 * (9 + 1), 3);
    expect(layer.bodies.map(({ id }) => id)).toEqual(['way/1']);
  });

  test('with a courtyard keeps the hole', async () => {
    const court = kernel.difference(rectangle(0, 0, 20, 20), rectangle(5, 5, 10, 10));
    const { mesh: layer } = await mesh([building(part('way/1', court, 0, 9))]);
    expect(checkBodies(layer)).toMatchObject([{ closed: true, oriented: true }]);
    expect(volume(layer)).toBeCloseTo(300 * 10, 3);
  });

  test('whose courtyard touches its outline in a point is drawn apart there, and closed', async () => {
    const touching = kernel.difference(rectangle(0, 0, 20, 20), kernel.cover([Float64Array.of(0, 10, 10, 5, 10, 15)]));
    const { mesh: layer } = await mesh([building(part('way/1', touching, 0, 9))]);
    expect(checkBodies(layer).every(({ closed, oriented }) => closed && oriented)).toBe(true);
    expect(volume(layer)).toBeGreaterThan(349 * 10);
  });
});

describe('two buildings', () => {
  test('with a common wall are kept a centimetre apart: the higher one stays whole', async () => {
    const { mesh: layer } = await mesh([
      building(part('way/1', rectangle(0, 0, 10, 10), 0, 6)),
      building(part('way/2', rectangle(10, 0, 10, 10), 0, 9)),
    ]);
    expect(volume(layer)).toBeCloseTo((100 - 10 * GAP) * 7 + 100 * 10, 3);
  });

  test('that meet in a corner share no edge, whatever the cut is rounded to', async () => {
    // Corners of real buildings: cutting the second one by a centimetre makes its area larger by rounding.
    const first = [-342.344, -256.393, -347.501, -245.377, -364.665, -253.476, -359.481, -264.404];
    const second = [-330.388, -281.51, -342.344, -256.393, -349.355, -259.709, -337.399, -284.825];
    const { mesh: layer } = await mesh([
      building(part('way/1', kernel.cover([Float64Array.from(first)]), 0, 6)),
      building(part('way/2', kernel.cover([Float64Array.from(second)]), 0, 6)),
    ]);
    const all = checkSolid(layer.positions, layer.triangles, 0, layer.triangles.length / 3);
    expect(all).toMatchObject({ closed: true, nonManifoldEdges: 0 });
  });

  test('of which one lies inside the other become one solid, and the report says so', async () => {
    const { mesh: layer, oddities } = await mesh([
      building(part('way/1', rectangle(0, 0, 10, 10), 0, 9)),
      building(part('way/2', rectangle(2, 2, 3, 3), 0, 6)),
    ]);
    expect(layer.bodies.map(({ id }) => id)).toEqual(['way/1']);
    expect(oddities.repaired.map(({ id }) => id)).toEqual(['way/2']);
  });

  test('stacked keep a centimetre between them', async () => {
    const { mesh: layer } = await mesh([
      building(part('way/1', rectangle(0, 0, 10, 10), 0, 6), part('way/2', rectangle(0, 0, 10, 10), 6, 12)),
    ]);
    expect(volume(layer)).toBeCloseTo(100 * 7 + 100 * (6 - GAP), 3);
  });

  test('of which the higher one hangs over into the lower one keep what is below it', async () => {
    const { mesh: layer } = await mesh([
      building(part('way/1', rectangle(0, 0, 10, 10), 0, 10), part('way/2', rectangle(2, 2, 4, 4), 5, 20)),
    ]);
    const ring = 100 - (4 + 2 * GAP) ** 2;
    expect(volume(layer)).toBeCloseTo(ring * 11 + 16 * (6 - GAP) + 16 * 15, 2);
  });
});

describe('whatever overlaps whatever', () => {
  const millimetres = (min: number, max: number) =>
    fc.integer({ min: min * 1000, max: max * 1000 }).map((mm) => mm / 1000);
  const metres = (min: number, max: number) => fc.integer({ min, max });
  type Numbers = (min: number, max: number) => fc.Arbitrary<number>;
  const solids = (number: Numbers, maxLength: number) =>
    fc
      .array(
        fc.tuple(number(0, 20), number(0, 20), number(1, 12), number(1, 12), metres(0, 8), metres(1, 8), fc.boolean()),
        {
          minLength: 1,
          maxLength,
        },
      )
      .map((list) =>
        list.map(([x, y, width, depth, min, more, cornered], index) => {
          const full = rectangle(x, y, width, depth);
          const corner = rectangle(x + width / 2, y + depth / 2, width, depth);
          return building(part(`way/${index}`, cornered ? kernel.difference(full, corner) : full, min, min + more));
        }),
      );

  test('every body is closed, and no two share an edge', async () => {
    const number: Numbers = (min, max) => fc.oneof(metres(min, max), millimetres(min, max));
    await fc.assert(
      fc.asyncProperty(solids(number, 9), async (buildings) => {
        const { mesh: layer, oddities } = await mesh(buildings);
        expect(oddities.skipped).toEqual([]);
        for (const body of checkBodies(layer)) {
          expect(body).toMatchObject({ closed: true, oriented: true, degenerate: 0 });
          expect(body.volume).toBeGreaterThan(0);
        }
        const all = checkSolid(layer.positions, layer.triangles, 0, layer.triangles.length / 3);
        expect(all).toMatchObject({ closed: true, nonManifoldEdges: 0 });
      }),
      { numRuns: 200 },
    );
  });

  test('together they fill what their footprints and heights say, but for the gaps', async () => {
    await fc.assert(
      fc.asyncProperty(solids(metres, 5), async (buildings) => {
        const { mesh: layer } = await mesh(buildings);
        const gaps = ((buildings.length * (buildings.length - 1)) / 2) * 48 * 17 * 1.5 * GAP;
        const lost = filledVolume(buildings) - volume(layer);
        expect(lost).toBeGreaterThan(-1e-6);
        expect(lost).toBeLessThanOrEqual(gaps + 1e-6);
      }),
      { numRuns: 100 },
    );
  });
});

/** The volume that buildings on whole and half metres cover, summed over columns of a quarter square metre. */
function filledVolume(buildings: readonly Building[]): number {
  const parts = buildings.flatMap((each) => each.parts);
  let filled = 0;
  for (let x = 0.25; x < 33; x += 0.5) {
    for (let y = 0.25; y < 33; y += 0.5) {
      const spans = parts
        .filter(({ footprint }) => polygonsContain(footprint, x, y))
        .map(({ minHeight, height }) => [minHeight > 0 ? minHeight : -1, height] as const)
        .sort(([a], [b]) => a - b);
      let top = -Infinity;
      for (const [from, to] of spans) {
        filled += Math.max(0, to - Math.max(from, top)) / 4;
        top = Math.max(top, to);
      }
    }
  }
  return filled;
}
