import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distanceToEdge } from './inside-index.ts';
import type { Ring } from './polygon.ts';
import { withoutNeedles } from './without-needles.ts';

const KEPT = { edge: 0.005, bend: 0.002 };

const simple = (ring: readonly number[]) =>
  withoutNeedles([{ outer: Float64Array.from(ring), holes: [] }], KEPT)[0]!.outer;

/** Metres from a place to a ring. */
function distanceToRing(x: number, y: number, ring: Ring): number {
  let least = Infinity;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    least = Math.min(least, distanceToEdge(x, y, ring[j]!, ring[j + 1]!, ring[i]!, ring[i + 1]!));
  }
  return least;
}

test('leaves out corners next to others and on straight sides, and keeps the others', () => {
  const ring = [0, 0, 5, 0.001, 10, 0, 10, 0.004, 10, 8, 0, 8];
  expect([...simple(ring)].sort((a, b) => a - b)).toEqual([0, 0, 0, 0, 8, 8, 10, 10]);
});

test('slight bends do not add up: no corner is farther from what is left than given', () => {
  const radii = fc.array(fc.double({ min: 0.9995, max: 1.0005, noNaN: true }), { minLength: 8, maxLength: 600 });
  fc.assert(
    fc.property(radii, fc.integer({ min: 1, max: 40 }), (shares, radius) => {
      const ring = shares.flatMap((share, i) => {
        const angle = (2 * Math.PI * i) / shares.length;
        return [radius * share * Math.cos(angle), radius * share * Math.sin(angle)];
      });
      const left = simple(ring);
      for (let i = 0; i < ring.length; i += 2) {
        expect(distanceToRing(ring[i]!, ring[i + 1]!, left)).toBeLessThan(KEPT.edge + KEPT.bend);
      }
    }),
    { numRuns: 100 },
  );
});

test('10⁵ corners in a row take time in proportion', () => {
  const side = Array.from({ length: 100_000 }, (_, i) => [i / 100, i % 2 === 0 ? 0 : 0.001]).flat();
  expect(simple([...side, 1000, 5, 0, 5]).length).toBeLessThan(4000);
});
