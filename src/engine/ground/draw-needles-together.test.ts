import fc from 'fast-check';
import { expect, test } from 'vitest';
import { COVER_IDS, type CoverId } from '../city/covers.ts';
import { nextSide } from '../polygon/triangle-sides.ts';
import { drawNeedlesTogether, type Triangles } from './draw-needles-together.ts';
import { partition } from './partition.ts';
import type { Region } from './regions.ts';
import { outlineOf } from './tin.ts';

const RECT = { minX: -50, minY: -50, maxX: 50, maxY: 50 };
const NEEDLE = 2e-4;

/** A region whose ring is given as `x, y` pairs. */
const region = (cover: CoverId, ...ring: number[]): Region => ({
  cover,
  polygons: [{ outer: Float64Array.from(ring), holes: [] }],
});

function ground(regions: readonly Region[], heightAt: (x: number, y: number) => number): Triangles {
  const { x, y, corners, twins, covers } = partition(RECT, regions, []);
  return { x, y, z: x.map((px, i) => heightAt(px, y[i]!)), corners, twins, covers };
}

/** Area of each cover seen from above; every triangle counter-clockwise, every side beside its twin. */
function areasOf({ x, y, corners, twins, covers }: Triangles): Map<string, number> {
  const areas = new Map<string, number>();
  for (let t = 0; t < covers.length; t++) {
    const [a, b, c] = [corners[3 * t]!, corners[3 * t + 1]!, corners[3 * t + 2]!];
    const area = ((x[b]! - x[a]!) * (y[c]! - y[a]!) - (x[c]! - x[a]!) * (y[b]! - y[a]!)) / 2;
    expect(area).toBeGreaterThan(0);
    const cover = COVER_IDS[covers[t]!]!;
    areas.set(cover, (areas.get(cover) ?? 0) + area);
  }
  for (let side = 0; side < twins.length; side++) {
    const twin = twins[side]!;
    if (twin < 0) continue;
    expect([corners[twin], corners[nextSide(twin)], twins[twin]]).toEqual([
      corners[nextSide(side)],
      corners[side],
      side,
    ]);
  }
  return areas;
}

function needlesOf({ x, y, z, corners, covers }: Triangles): number {
  let needles = 0;
  for (let t = 0; t < covers.length; t++) {
    const [p, q, r] = [0, 1, 2].map((k) => {
      const vertex = corners[3 * t + k]!;
      return [x[vertex]!, y[vertex]!, z[vertex]!] as const;
    });
    const sides = (
      [
        [p, q],
        [q, r],
        [r, p],
      ] as const
    ).map(([s, e]) => Math.hypot(...s!.map((value, i) => value - e![i]!)));
    const half = sides.reduce((sum, side) => sum + side, 0) / 2;
    const area2 = half * sides.reduce((product, side) => product * (half - side), 1);
    const longest = Math.max(...sides);
    if ((2 * Math.sqrt(Math.max(area2, 0))) / longest ** 2 < NEEDLE) needles++;
  }
  return needles;
}

test('a corner that is next to another one is drawn to it, and nothing else changes', () => {
  const before = ground([region('grass', -40, 0, 40, 0, 40.01, 0, 40, 30)], (x) => x / 10);
  expect(needlesOf(before)).toBeGreaterThan(0);
  const after = drawNeedlesTogether(before);
  expect(needlesOf(after)).toBe(0);
  expect(after.x.length).toBe(before.x.length - 1);
  expect(areasOf(after).get('grass')).toBeCloseTo(areasOf(before).get('grass')!, 0);
  expect(outlineOf(after)).toHaveLength(4);
});

test('what has no needles stays the same object', () => {
  const before = ground([region('grass', -40, 0, 40, 0, 40, 30)], (x) => x / 10);
  expect(drawNeedlesTogether(before)).toBe(before);
});

test('ends at different heights, the outline and the corners of water stay', () => {
  const step = ground([region('grass', -40, 0, 40, 0, 40.01, 0, 40, 30)], (x) => (x > 40.005 ? 3 : 0));
  expect(drawNeedlesTogether(step)).toBe(step);
  const atEdge = ground([region('grass', -50, 0, -50, -0.01, 50, 20)], (x) => x / 10);
  expect(drawNeedlesTogether(atEdge).x.length).toBe(atEdge.x.length);
  const pond = ground([region('water', -40, 0, 40, 0, 40.01, 0, 40, 30)], () => 0);
  expect(drawNeedlesTogether(pond)).toBe(pond);
});

test('whatever is drawn together, the triangles cover the rectangle once, and there are no more needles than before', () => {
  const place = fc.integer({ min: -4900, max: 4900 }).map((value) => value / 100);
  const near = fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 }));
  const spiky = fc
    .array(fc.tuple(place, place, near), { minLength: 3, maxLength: 8 })
    .map((corners) => corners.flatMap(([x, y, [dx, dy]]) => [x, y, x + dx / 100, y + dy / 100]));
  const covers = fc.constantFrom<CoverId>('grass', 'water', 'footprint');
  fc.assert(
    fc.property(fc.array(fc.tuple(covers, spiky), { minLength: 1, maxLength: 5 }), (shapes) => {
      const before = ground(
        shapes.map(([cover, ring]) => region(cover, ...ring)),
        (x, y) => 5 * Math.sin(x / 20) * Math.cos(y / 30),
      );
      const after = drawNeedlesTogether(before);
      const total = [...areasOf(after).values()].reduce((sum, area) => sum + area, 0);
      expect(Math.abs(total / 10_000 - 1)).toBeLessThan(1e-9);
      expect(needlesOf(after)).toBeLessThanOrEqual(needlesOf(before));
      expect(outlineOf(after)).toHaveLength(outlineOf(before).length);
    }),
    { numRuns: 150 },
  );
});
