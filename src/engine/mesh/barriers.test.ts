import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Barrier, BarrierKind } from '../city/city.ts';
import { createOddities } from '../city/oddities.ts';
import { createPace } from '../pace.ts';
import type { Polygon } from '../polygon/polygon.ts';
import { loadPolygonKernel, type PolygonKernel } from '../polygon/polygon-kernel.ts';
import { barriersMesh } from './barriers.ts';
import { checkSolid, checkSolids } from './check-solid.ts';
import { type LayerMesh, SURFACES } from './layer-mesh.ts';

let kernel: PolygonKernel;

beforeAll(async () => {
  kernel = await loadPolygonKernel();
});

const rect = { minX: -50.5, minY: -40.25, maxX: 50.5, maxY: 40.25 };
const heightAt = (x: number, y: number) => 30 + 6 * Math.sin(x / 15) * Math.cos(y / 11);

const barrier = (id: number, kind: BarrierKind, points: number[], height = 2, width = 0.3): Barrier => ({
  id: `way/${id}`,
  tags: {},
  kind,
  line: Float64Array.from(points),
  width,
  height,
  provenance: 'assumed',
});

async function build(barriers: Barrier[], obstacles: Polygon[] = [], surface = { heightAt }) {
  const oddities = createOddities();
  const pace = createPace(new AbortController().signal);
  const mesh = await barriersMesh({ barriers, surface, rect, obstacles, kernel, oddities, pace });
  return { mesh, oddities };
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

function vertices({ positions }: LayerMesh): [x: number, y: number, z: number][] {
  return Array.from({ length: positions.length / 3 }, (_, i) => [...positions.subarray(3 * i, 3 * i + 3)] as never);
}

test('a fence stands on the ground, half a metre in it, as high as it is', async () => {
  const { mesh } = await build([barrier(1, 'fence', [-30, 0, 30, 0], 1.5, 0.1)]);
  expect(mesh.bodies.map(({ id }) => id)).toEqual(['way/1']);
  expectSolids(mesh);
  const above = new Set(vertices(mesh).map(([x, y, z]) => Math.round(100 * (z - heightAt(x, y)))));
  expect(above).toEqual(new Set([-50, 150]));
  expect(new Set([...mesh.surfaces].map((surface) => SURFACES[surface]))).toEqual(new Set(['fence', 'underside']));
});

test('long edges follow the ground within 20 cm; on level ground they have no more vertices than corners', async () => {
  const { mesh } = await build([barrier(1, 'wall', [-40, -30, 40, 30])]);
  const tops = vertices(mesh)
    .filter(([x, y, z]) => z > heightAt(x, y) && x * 30 - y * 40 > 0)
    .sort(([a], [b]) => a - b);
  for (let i = 1; i < tops.length; i++) {
    const [[ax, ay, az], [bx, by, bz]] = [tops[i - 1]!, tops[i]!];
    for (let t = 0; t <= 1; t += 0.1) {
      const ground = heightAt(ax + t * (bx - ax), ay + t * (by - ay)) + 2;
      expect(Math.abs(az + t * (bz - az) - ground)).toBeLessThan(0.2);
    }
  }
  const level = await build([barrier(1, 'wall', [-40, -30, 40, 30])], [], { heightAt: () => 5 });
  expect(level.mesh.positions.length / 3).toBe(8);
});

test('is cut exactly at the box', async () => {
  const { mesh } = await build([barrier(1, 'hedge', [-90, 3, 90, 5], 1.2, 1)]);
  const xs = vertices(mesh).map(([x]) => x);
  expect([Math.min(...xs), Math.max(...xs)]).toEqual([rect.minX, rect.maxX]);
  expectSolids(mesh);
});

test('leaves buildings and streets free', async () => {
  const obstacles = kernel.cover([Float64Array.of(-5, -5, 5, -5, 5, 5, -5, 5)]);
  const { mesh } = await build([barrier(1, 'wall', [-20, 0, 20, 0])], obstacles);
  expect(mesh.bodies.map(({ id }) => id)).toEqual(['way/1', 'way/1#2']);
  const xs = vertices(mesh).map(([x]) => Math.abs(x));
  expect(Math.min(...xs)).toBeCloseTo(5.005, 6);
  expectSolids(mesh);
});

test('barriers of one kind and height that touch are one solid; others keep a centimetre apart', async () => {
  const barriers = [
    barrier(1, 'fence', [-20, 0, 0, 0]),
    barrier(2, 'fence', [0, 0, 20, 20]),
    barrier(3, 'wall', [0, -20, 0, 20], 3),
  ];
  const { mesh } = await build(barriers);
  expect(mesh.bodies.map(({ id }) => id).sort()).toEqual(['way/1', 'way/2', 'way/3']);
  expectSolids(mesh);
  expect((await build(barriers.slice(0, 2))).mesh.bodies.length).toBe(1);
});

test('a closed wall is a ring', async () => {
  const { mesh } = await build([barrier(1, 'wall', [0, 0, 20, 0, 20, 20, 0, 20, 0, 0])]);
  expect(mesh.bodies.length).toBe(1);
  expectSolids(mesh);
});

describe('whatever is drawn', () => {
  const metres = (max: number) => fc.integer({ min: -max, max }).map((mm) => mm / 1000);
  const line = fc
    .array(fc.tuple(metres(60_000), metres(50_000)), { minLength: 2, maxLength: 5 })
    .map((points) => points.flat());
  const any = fc.record({
    kind: fc.constantFrom<BarrierKind>('wall', 'fence', 'hedge'),
    line,
    height: fc.constantFrom(1, 2.5),
    width: fc.constantFrom(0.1, 0.3, 1),
  });

  test('solids are closed, apart from one another and within the box', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(any, { maxLength: 6 }), async (barriers) => {
        const { mesh, oddities } = await build(
          barriers.map(({ kind, line, height, width }, i) => barrier(i, kind, line, height, width)),
        );
        expect(oddities.skipped).toEqual([]);
        expectSolids(mesh);
        for (const [x, y] of vertices(mesh)) {
          expect(Math.abs(x)).toBeLessThanOrEqual(rect.maxX);
          expect(Math.abs(y)).toBeLessThanOrEqual(rect.maxY);
        }
      }),
      { numRuns: 30 },
    );
  });
});

test('keeps its vertices apart when text rounds them to millimetres', async () => {
  // A building cuts the wall to a point, which the edge of the box cuts off where it is a millimetre wide.
  const building = { outer: Float64Array.of(10.5, 0.2, 50.5, -0.189, 60, -0.189, 60, 5, 10.5, 5), holes: [] };
  const steep = { heightAt: (x: number) => 30 + 8 * Math.sin(x / 5) };
  const { mesh } = await build([barrier(1, 'wall', [0, 0, 60, 0], 2, 0.4)], [building], steep);
  expect(mesh.surfaces.length).toBeGreaterThan(50);
  const rounded = vertices(mesh).map((vertex) => vertex.map((value) => value.toFixed(3)).join());
  for (let i = 0; i < mesh.triangles.length; i += 3) {
    expect(new Set([...mesh.triangles.subarray(i, i + 3)].map((vertex) => rounded[vertex])).size).toBe(3);
  }
});
