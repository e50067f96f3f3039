import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { perimeter, polygonRings, polygonsContain, type Ring, ringArea, totalArea } from './polygon.ts';
import { loadPolygonKernel, type PolygonKernel } from './polygon-kernel.ts';
import { triangulate } from './triangulate.ts';

let kernel: PolygonKernel;

beforeAll(async () => {
  kernel = await loadPolygonKernel();
});

const coordinate = fc.integer({ min: -50_000, max: 50_000 }).map((mm) => mm / 1000);
const ring: fc.Arbitrary<Ring> = fc
  .array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 14 })
  .map((points) => Float64Array.from(points.flat()));

const square = (x: number, y: number, side: number): Ring =>
  Float64Array.of(x, y, x + side, y, x + side, y + side, x, y + side);

describe('cover', () => {
  test('gives counter-clockwise outer rings and clockwise holes on whole millimetres, whatever the input', () => {
    fc.assert(
      fc.property(fc.array(ring, { maxLength: 4 }), (rings) => {
        for (const { outer, holes } of kernel.cover(rings)) {
          expect(ringArea(outer)).toBeGreaterThan(0);
          for (const hole of holes) expect(ringArea(hole)).toBeLessThan(0);
          for (const value of [outer, ...holes].flatMap((r) => [...r])) {
            expect(value * 1000).toBeCloseTo(Math.round(value * 1000), 6);
          }
        }
      }),
    );
  });

  test('a bow tie becomes its two halves, whichever way it runs', () => {
    const bow = Float64Array.of(0, 0, 10, 10, 10, 0, 0, 10);
    expect(totalArea(kernel.cover([bow]))).toBeCloseTo(50, 3);
  });

  test('repeated and collinear points leave the outline as it is', () => {
    const polygons = kernel.cover([Float64Array.of(0, 0, 5, 0, 5, 0, 10, 0, 10, 10, 0, 10)]);
    expect(polygons.map(({ outer }) => outer.length)).toEqual([8]);
  });
});

test('areas add up: A + B = A∪B + A∩B, and A − B = A − A∩B', () => {
  fc.assert(
    fc.property(ring, ring, (a, b) => {
      const [first, second] = [kernel.cover([a]), kernel.cover([b])];
      const common = totalArea(kernel.intersection(first, second));
      const [areaA, areaB] = [totalArea(first), totalArea(second)];
      const tolerance = 0.002 * [...first, ...second].reduce((sum, polygon) => sum + perimeter(polygon), 1);
      expect(Math.abs(totalArea(kernel.union(first, second)) + common - areaA - areaB)).toBeLessThan(tolerance);
      expect(Math.abs(totalArea(kernel.difference(first, second)) + common - areaA)).toBeLessThan(tolerance);
    }),
  );
});

test('a hole belongs to the innermost polygon around it', () => {
  const rings = kernel.difference(kernel.cover([square(0, 0, 30)]), kernel.cover([square(5, 5, 20)]));
  const island = kernel.cover([square(10, 10, 10)]);
  const withHole = kernel.difference(island, kernel.cover([square(14, 14, 2)]));
  const polygons = kernel.union(rings, withHole);
  expect(polygons.map(({ holes }) => holes.length)).toEqual([1, 1]);
  expect(totalArea(polygons)).toBeCloseTo(900 - 400 + 100 - 4, 6);
});

test('a square grown by a metre keeps its corners', () => {
  expect(totalArea(kernel.offset(kernel.cover([square(0, 0, 10)]), 1))).toBeCloseTo(144, 6);
});

describe('buffer', () => {
  const line = (...points: number[]) => Float64Array.of(...points);

  test('ends as asked: at the line, or beyond it as a square or a half circle', () => {
    const straight = [line(0, 0, 10, 0)];
    expect(totalArea(kernel.buffer(straight, 1, 'butt'))).toBeCloseTo(20, 6);
    expect(totalArea(kernel.buffer(straight, 1, 'square'))).toBeCloseTo(24, 6);
    const round = totalArea(kernel.buffer(straight, 1, 'round'));
    expect(round).toBeGreaterThan(20 + Math.PI - 2 * Math.PI * 0.05);
    expect(round).toBeLessThan(20 + Math.PI);
  });

  test('joins as asked: an arc of at most 5 cm error, or a sharp corner', () => {
    const bend = [line(-10, 0, 0, 0, 0, -10)];
    const inner = 2 * 20 - 1;
    expect(totalArea(kernel.buffer(bend, 1, 'butt', 'mitre'))).toBeCloseTo(inner + 1, 6);
    const round = totalArea(kernel.buffer(bend, 1, 'butt'));
    expect(round).toBeGreaterThan(inner + Math.PI / 4 - (Math.PI / 2) * 0.05);
    expect(round).toBeLessThan(inner + Math.PI / 4);
  });

  test('strips that overlap are merged; a closed line becomes a band with a hole', () => {
    expect(totalArea(kernel.buffer([line(-10, 0, 10, 0), line(0, -10, 0, 10)], 1, 'butt'))).toBeCloseTo(76, 6);
    const band = kernel.buffer([line(0, 0, 10, 0, 10, 10, 0, 10, 0, 0)], 1, 'butt', 'mitre');
    expect(band.map(({ holes }) => holes.length)).toEqual([1]);
    expect(totalArea(band)).toBeCloseTo(144 - 64, 6);
  });

  test('lines without length give nothing, points that are repeated do no harm', () => {
    expect(kernel.buffer([], 1, 'round')).toEqual([]);
    expect(kernel.buffer([line(3, 3, 3, 3), line(1, 1, 1.0001, 1)], 1, 'round')).toEqual([]);
    expect(totalArea(kernel.buffer([line(0, 0, 0, 0, 10, 0, 10, 0)], 1, 'butt'))).toBeCloseTo(20, 6);
  });

  test('lies within the radius of the line, and holds everything that is well within it', () => {
    fc.assert(
      fc.property(ring, fc.integer({ min: 200, max: 5000 }), coordinate, coordinate, (points, mm, x, y) => {
        const radius = mm / 1000;
        const polygons = kernel.buffer([points], radius, 'round');
        const distance = distanceToLine(points, x, y);
        if (distance > radius + 0.01) expect(polygonsContain(polygons, x, y)).toBe(false);
        if (distance < radius - 0.06) expect(polygonsContain(polygons, x, y)).toBe(true);
      }),
    );
  });
});

function distanceToLine(line: Float64Array, x: number, y: number): number {
  let least = Infinity;
  for (let i = 2; i < line.length; i += 2) {
    const [ax, ay, bx, by] = [line[i - 2]!, line[i - 1]!, line[i]!, line[i + 1]!];
    const [dx, dy] = [bx - ax, by - ay];
    const length2 = dx * dx + dy * dy;
    const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length2));
    least = Math.min(least, Math.hypot(ax + t * dx - x, ay + t * dy - y));
  }
  return least;
}

test('triangulations use every vertex, keep the area and have each ring edge once', () => {
  fc.assert(
    fc.property(ring, ring, (a, b) => {
      for (const polygon of kernel.difference(kernel.cover([a]), kernel.cover([b]))) {
        const result = triangulate(polygon, kernel);
        if (!result) continue;
        const uses = new Map<string, number>();
        for (let i = 0; i < result.triangles.length; i += 3) {
          for (const [from, to] of [
            [0, 1],
            [1, 2],
            [2, 0],
          ] as const) {
            const key = `${result.triangles[i + from]}>${result.triangles[i + to]}`;
            uses.set(key, (uses.get(key) ?? 0) + 1);
          }
        }
        expect(Math.max(...uses.values())).toBe(1);
        let start = 0;
        for (const { length } of polygonRings(polygon)) {
          const count = length / 2;
          for (let i = 0; i < count; i++) expect(uses.get(`${start + i}>${start + ((i + 1) % count)}`)).toBe(1);
          start += count;
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('rectangles with rows of notches, where vertices line up, are triangulated without a gap', () => {
  const notched = kernel.difference(
    kernel.cover([square(0, 0, 100)]),
    kernel.cover(Array.from({ length: 9 }, (_, i) => square(5 + 10 * (i % 3), 5 + 10 * Math.floor(i / 3), 5))),
  );
  expect(notched.map((polygon) => triangulate(polygon, kernel) !== undefined)).toEqual([true]);
});
