import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hash } from '../../hash.ts';
import { circleNoise, spaceNoise } from './noise.ts';
import { Random } from './random.ts';

const anywhere = fc.double({ min: -1e4, max: 1e4, noNaN: true });

it('is smooth and bounded in space', () => {
  fc.assert(
    fc.property(anywhere, anywhere, anywhere, (x, y, z) => {
      const here = spaceNoise(1, x, y, z);
      expect(Math.abs(here)).toBeLessThanOrEqual(1);
      expect(Math.abs(spaceNoise(1, x + 1e-4, y - 1e-4, z + 1e-4) - here)).toBeLessThan(2e-3);
    }),
  );
});

it('closes around the circle', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 80_000 }), (key, count) => {
      expect(circleNoise(key, 1, count)).toBe(circleNoise(key, 0, count));
    }),
  );
});

it('repeats a sequence for the same seed and spreads evenly', () => {
  const [a, b] = [new Random(7), new Random(7)];
  const values = Array.from({ length: 2000 }, () => a.next());
  expect(values).toEqual(Array.from({ length: 2000 }, () => b.next()));
  expect(values.reduce((sum, value) => sum + value, 0) / 2000).toBeCloseTo(0.5, 1);
  expect(new Set(values.map((_, i) => hash(i))).size).toBe(2000);
});
