import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { bridgePiers } from '../city/bridge-piers.ts';
import { bridgeProfiles } from '../city/bridge-profile.ts';
import { bridgeRuns } from '../city/bridge-runs.ts';
import type { Bridge, Course, CoverArea } from '../city/city.ts';
import type { CoverId } from '../city/covers.ts';
import { createOddities } from '../city/oddities.ts';
import { createPace } from '../pace.ts';
import { loadPolygonKernel, type PolygonKernel } from '../polygon/polygon-kernel.ts';
import { bridgesMesh } from './bridges.ts';
import { checkSolid, checkSolids } from './check-solid.ts';
import type { LayerMesh } from './layer-mesh.ts';

let kernel: PolygonKernel;

beforeAll(async () => {
  kernel = await loadPolygonKernel();
});

const rect = { minX: -150.2, minY: -120.4, maxX: 150.2, maxY: 120.4 };

const course = (id: number, cover: CoverId, points: readonly number[], width = 7): Course => ({
  id: `way/${id}`,
  tags: {},
  cover,
  line: Float64Array.from(points),
  width,
  widthProvenance: 'assumed',
});

const bridge = (id: number, points: readonly number[], level = 1, width = 8): Bridge => ({
  ...course(id, 'carriageway', points, width),
  level,
});

async function build(
  bridges: Bridge[],
  courses: Course[] = [],
  heightAt = (_x: number, _y: number) => 10,
  areas: CoverArea[] = [],
) {
  const oddities = createOddities();
  const { profiles, lifts } = bridgeProfiles(bridges, courses, heightAt);
  const runs = bridgeRuns(bridges, profiles);
  const piers = bridgePiers({ runs, courses, areas, heightAt, rect });
  const pace = createPace(new AbortController().signal);
  const mesh = await bridgesMesh({ runs, piers, surface: { heightAt }, rect, kernel, oddities, pace });
  return { mesh, profiles, lifts, runs, piers, oddities };
}

function expectSolids({ positions, triangles, bodies }: LayerMesh): void {
  for (const { firstTriangle, triangleCount } of bodies) {
    const check = checkSolid(positions, triangles, firstTriangle, triangleCount);
    expect(check).toMatchObject({ closed: true, oriented: true, degenerate: 0 });
    expect(check.volume).toBeGreaterThan(0);
  }
  const together = checkSolids([{ positions, triangles, first: 0, count: triangles.length / 3 }]);
  expect(together).toMatchObject({ closed: true, oriented: true });
}

/** Vertices of a body. */
function verticesOf({ positions, triangles, bodies }: LayerMesh, id: string): number[][] {
  const { firstTriangle, triangleCount } = bodies.find((body) => body.id === id)!;
  const corners = new Set(triangles.subarray(3 * firstTriangle, 3 * (firstTriangle + triangleCount)));
  return [...corners].map((vertex) => [...positions.subarray(3 * vertex, 3 * vertex + 3)]);
}

describe('decks', () => {
  test('begin and end upright at the ways that they continue, half a metre wider on each side', async () => {
    const { mesh, lifts, runs } = await build([bridge(1, [-40, 0, 40, 0])], [course(2, 'ballast', [0, -50, 0, 50])]);
    expectSolids(mesh);
    const ends = verticesOf(mesh, 'way/1').filter(([x]) => x === -40);
    const top = 10 + lifts[0]!.lift + 0.03;
    expect(ends.map(([, y]) => Math.abs(y!))).toEqual(ends.map(() => 4.5));
    expect(Math.max(...ends.map(([, , z]) => z!))).toBeCloseTo(top, 3);
    expect(Math.min(...ends.map(([, , z]) => z!))).toBeCloseTo(top - runs[0]!.thickness, 3);
  });

  test('follow their profile within 3 cm', async () => {
    const { mesh, runs } = await build([bridge(1, [-90, 0, 90, 0])], [course(2, 'ballast', [0, -50, 0, 50])]);
    const tops = verticesOf(mesh, 'way/1')
      .filter(([x, y, z]) => y === 4.5 && z! > runs[0]!.zAt(x! + 90))
      .sort(([a], [b]) => a! - b!);
    for (let i = 1; i < tops.length; i++) {
      const [a, b] = [tops[i - 1]!, tops[i]!];
      const middle = runs[0]!.zAt((a[0]! + b[0]!) / 2 + 90) + 0.03;
      expect(Math.abs((a[2]! + b[2]!) / 2 - middle)).toBeLessThan(0.03);
    }
  });

  test('of ways one after another are one; the edge of the box cuts them exactly', async () => {
    const { mesh } = await build([bridge(1, [0, 0, 40, 5]), bridge(2, [300, 0, 40, 5]), bridge(3, [-60, 0, 0, 0])]);
    expect(mesh.bodies.map(({ id }) => id).filter((id) => !id.includes('pier'))).toEqual(['way/1']);
    const xs = verticesOf(mesh, 'way/1').map(([x]) => x!);
    expect([Math.min(...xs), Math.max(...xs)]).toEqual([-60, rect.maxX]);
    expectSolids(mesh);
  });

  test('side by side or meeting at one height keep a centimetre apart; one over another stays whole', async () => {
    const beside = await build([bridge(1, [-40, 0, 40, 0]), bridge(2, [-40, 8, 40, 8])]);
    expectSolids(beside.mesh);
    const ys = verticesOf(beside.mesh, 'way/2').map(([, y]) => y!);
    expect(Math.min(...ys)).toBeCloseTo(4.51, 6);
    const over = await build([bridge(1, [-90, 0, 90, 0]), bridge(2, [0, -90, 0, 90], 2)]);
    expectSolids(over.mesh);
    expect(over.mesh.bodies.filter(({ id }) => !id.includes('pier')).length).toBe(2);
  });
});

describe('piers', () => {
  const gorge = (x: number) => (Math.abs(x) < 80 ? 0 : 20);

  test('carry long decks every 30 m, off the ways below, from a metre in the ground to just below the deck', async () => {
    const road = course(2, 'carriageway', [-30, -60, -30, 60]);
    const { mesh, piers, runs } = await build([bridge(1, [-90, 0, 90, 0])], [road], gorge);
    expectSolids(mesh);
    expect(piers).toHaveLength(5);
    for (const { x, radius } of piers) expect(Math.abs(x + 30)).toBeGreaterThan(3.5 + radius);
    for (const [index, { x, radius }] of piers.entries()) {
      const zs = verticesOf(mesh, `way/1#pier${index + 1}`).map(([, , z]) => z!);
      expect(Math.min(...zs)).toBe(-1);
      const underside = runs[0]!.zAt(x + 90) + 0.03 - runs[0]!.thickness;
      expect(Math.max(...zs)).toBeLessThan(underside - 0.01 + 0.1 * radius);
      expect(Math.max(...zs)).toBeGreaterThan(underside - 0.04 - 0.1 * radius);
    }
  });

  test('do not stand where the bridge winds over or beside itself', async () => {
    const winding = await build([bridge(1, [-90, 0, 90, 0, 90, 5, -90, 5])], [], gorge);
    expect(winding.piers.filter(({ x }) => Math.abs(x) < 60)).toEqual([]);
    const apart = await build([bridge(1, [-90, 0, 90, 0, 90, 30, -90, 30])], [], gorge);
    expect(apart.piers.filter(({ x }) => Math.abs(x) < 60).length).toBeGreaterThan(4);
  });

  test('are left out of low bridges and of water that is crossed at once', async () => {
    expect((await build([bridge(1, [-70, 0, 70, 0])])).piers).toEqual([]);
    const river = course(2, 'water', [0, -60, 0, 60], 30);
    const short = await build([bridge(1, [-27, 0, 27, 0])], [river], (x) => (Math.abs(x) < 26 ? 0 : 20));
    expect(short.piers).toEqual([]);
    const valley = (x: number) => (Math.abs(x) < 26 ? 0 : 20);
    expect((await build([bridge(1, [-27, 0, 27, 0])], [], valley)).piers).not.toEqual([]);
    const pond = { outer: Float64Array.of(-20, -20, 20, -20, 20, 20, -20, 20), holes: [] };
    const area: CoverArea = { id: 'way/3', tags: {}, cover: 'water', polygons: [pond] };
    expect((await build([bridge(1, [-27, 0, 27, 0])], [], valley, [area])).piers).toEqual([]);
  });
});

test('whatever crosses: solids are closed, apart from one another and within the box', async () => {
  const point = fc.tuple(fc.integer({ min: -170, max: 170 }), fc.integer({ min: -140, max: 140 }));
  const line = fc
    .uniqueArray(point, { minLength: 2, maxLength: 3, selector: ([x, y]) => `${x} ${y}` })
    .map((points) => points.flat());
  const any = fc.record({ line, level: fc.integer({ min: 1, max: 3 }), width: fc.constantFrom(2, 7, 12) });
  const hill = (x: number, y: number) => 30 + 10 * Math.sin(x / 60) * Math.cos(y / 50);
  await fc.assert(
    fc.asyncProperty(fc.array(any, { maxLength: 3 }), fc.array(line, { maxLength: 3 }), async (drawn, below) => {
      const bridges = drawn.map(({ line, level, width }, i) => bridge(i + 1, line, level, width));
      const courses = below.map((points, i) => course(i + 50, 'ballast', points));
      const { mesh } = await build(bridges, courses, hill);
      expectSolids(mesh);
      for (let i = 0; i < mesh.positions.length; i += 3) {
        expect(Math.abs(mesh.positions[i]!)).toBeLessThanOrEqual(rect.maxX);
        expect(Math.abs(mesh.positions[i + 1]!)).toBeLessThanOrEqual(rect.maxY);
      }
    }),
    { numRuns: 15 },
  );
});
