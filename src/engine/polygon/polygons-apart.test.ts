import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Polygon } from './polygon.ts';
import { totalArea } from './polygon.ts';
import { loadPolygonKernel, type PolygonKernel } from './polygon-kernel.ts';
import { polygonsApart } from './polygons-apart.ts';

const box = (x: number, y: number, width: number, height: number): Polygon => ({
  outer: Float64Array.of(x, y, x + width, y, x + width, y + height, x, y + height),
  holes: [],
});

let kernel: PolygonKernel;
beforeAll(async () => {
  kernel = await loadPolygonKernel();
});

describe('polygonsApart', () => {
  it('tells neighbours by their distance', () => {
    const left = [box(0, 0, 10, 10)];
    expect(polygonsApart(left, [box(10.03, 2, 5, 5)], 0.02)).toBe(true);
    expect(polygonsApart(left, [box(10.01, 2, 5, 5)], 0.02)).toBe(false);
    expect(polygonsApart(left, [box(5, -5, 1, 20)], 0.02)).toBe(false);
  });

  it('tells what lies inside from what lies in a courtyard', () => {
    const block = box(0, 0, 30, 30);
    const courtyard = { ...block, holes: [Float64Array.of(10, 10, 10, 20, 20, 20, 20, 10)] };
    const inner = [box(12, 12, 3, 3)];
    expect(polygonsApart([block], inner, 0.02)).toBe(false);
    expect(polygonsApart(inner, [block], 0.02)).toBe(false);
    expect(polygonsApart([courtyard], inner, 0.02)).toBe(true);
  });

  const ring = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })), {
    minLength: 3,
    maxLength: 8,
  });
  it('agrees with cutting', () => {
    const polygons = (points: [number, number][], by: number) =>
      kernel.cover([Float64Array.from(points.flatMap(([x, y]) => [x + by, y]))]);
    const grown = (some: readonly Polygon[], metres: number) => kernel.offset(some, metres);
    fc.assert(
      fc.property(ring, ring, fc.integer({ min: -40, max: 40 }), (a, b, shift) => {
        const [one, other] = [polygons(a, 0), polygons(b, shift)];
        fc.pre(one.length > 0 && other.length > 0);
        const cut = totalArea(one) - totalArea(kernel.difference(one, grown(other, 0.01)));
        if (polygonsApart(one, other, 0.02)) expect(cut).toBeLessThan(1e-6);
        else expect(totalArea(kernel.intersection(grown(one, 0.03), grown(other, 0.03)))).toBeGreaterThan(0);
      }),
    );
  });
});
