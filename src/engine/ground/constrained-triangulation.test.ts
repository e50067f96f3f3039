import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Arrangement, arrange } from './arrange.ts';
import { triangulateWithEdges } from './constrained-triangulation.ts';

const SIDE = 1000;
const coordinate = fc.integer({ min: 0, max: SIDE });
const BOX = [0, 0, SIDE, 0, SIDE, 0, SIDE, SIDE, SIDE, SIDE, 0, SIDE, 0, SIDE, 0, 0];

/** Random segments, many of them through the same places, in a box whose sides are edges too. */
const scene = fc
  .tuple(
    fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 14 }),
    fc.array(fc.tuple(fc.nat(13), fc.nat(13)), { maxLength: 24 }),
  )
  .map(([points, pairs]) => {
    const ends = pairs.map(([a, b]) => [points[a % points.length]!, points[b % points.length]!]);
    const coordinates = [...BOX, ...ends.flat(2)];
    return arrange({ coordinates, masks: Array.from({ length: coordinates.length / 4 }, () => 1) });
  });

test('segments become edges that meet in end points only', () => {
  fc.assert(
    fc.property(scene, ({ x, y, from, to }) => {
      for (let i = 0; i < from.length; i++) {
        for (let j = 0; j < i; j++) expect(cross(x, y, from[i]!, to[i]!, from[j]!, to[j]!)).toBe(false);
        for (let p = 0; p < x.length; p++) expect(isBetween(x, y, from[i]!, to[i]!, p)).toBe(false);
      }
    }),
  );
});

test('the triangulation holds every edge, uses every point, and covers the box once', () => {
  fc.assert(
    fc.property(scene, ({ x, y, from, to }) => {
      const { corners, twins, edgeOf } = triangulateWithEdges(x, y, from, to);
      let twice = 0;
      for (let t = 0; t < corners.length; t += 3) {
        const area = side(x, y, corners[t]!, corners[t + 1]!, corners[t + 2]!);
        expect(area).toBeGreaterThan(0);
        twice += area;
      }
      expect(twice).toBe(2 * SIDE * SIDE);
      expect(new Set(corners).size).toBe(x.length);
      const edges = new Set(
        Array.from(from, (a, edge) => `${edge}:${Math.min(a, to[edge]!)},${Math.max(a, to[edge]!)}`),
      );
      const held = new Set<string>();
      for (let e = 0; e < corners.length; e++) {
        const [a, b] = [corners[e]!, corners[e % 3 === 2 ? e - 2 : e + 1]!];
        const twin = twins[e]!;
        if (twin >= 0) expect([corners[twin], edgeOf[twin]]).toEqual([b, edgeOf[e]]);
        if (edgeOf[e]! >= 0) held.add(`${edgeOf[e]}:${Math.min(a, b)},${Math.max(a, b)}`);
      }
      expect(held).toEqual(edges);
    }),
    { numRuns: 300 },
  );
});

type Coordinates = Arrangement['x'];

function side(x: Coordinates, y: Coordinates, a: number, b: number, c: number): number {
  return (x[b]! - x[a]!) * (y[c]! - y[a]!) - (x[c]! - x[a]!) * (y[b]! - y[a]!);
}

function cross(x: Coordinates, y: Coordinates, a: number, b: number, c: number, d: number): boolean {
  return side(x, y, a, b, c) * side(x, y, a, b, d) < 0 && side(x, y, c, d, a) * side(x, y, c, d, b) < 0;
}

function isBetween(x: Coordinates, y: Coordinates, a: number, b: number, p: number): boolean {
  if (p === a || p === b || side(x, y, a, b, p) !== 0) return false;
  return (x[p]! - x[a]!) * (x[p]! - x[b]!) + (y[p]! - y[a]!) * (y[p]! - y[b]!) < 0;
}
