import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fallingProfile } from './falling-profile.ts';

const heights = fc.array(fc.oneof(fc.integer({ min: 0, max: 4 }), fc.double({ min: -50, max: 50, noNaN: true })), {
  maxLength: 9,
});
const errorOf = (profile: ArrayLike<number>, given: readonly number[]) =>
  given.reduce((sum, height, i) => sum + (height - profile[i]!) ** 2, 0);

/** The best of all ways to cut the heights into runs that each have their mean, and nowhere rise. */
function leastError(given: readonly number[]): number {
  let least = Infinity;
  for (let cuts = 0; cuts < 1 << Math.max(given.length - 1, 0); cuts++) {
    const runs: number[][] = [];
    for (const [i, height] of given.entries()) {
      if (i === 0 || cuts & (1 << (i - 1))) runs.push([]);
      runs.at(-1)!.push(height);
    }
    const profile = runs.flatMap((run) => run.map(() => run.reduce((sum, height) => sum + height, 0) / run.length));
    if (profile.every((height, i) => i === 0 || height <= profile[i - 1]! + 1e-12)) {
      least = Math.min(least, errorOf(profile, given));
    }
  }
  return least;
}

test('the profile never rises, and no other is nearer to the heights', () => {
  fc.assert(
    fc.property(heights, (given) => {
      const profile = fallingProfile(given);
      expect(profile.length).toBe(given.length);
      for (let i = 1; i < profile.length; i++) expect(profile[i]).toBeLessThanOrEqual(profile[i - 1]!);
      if (given.length > 0) expect(errorOf(profile, given)).toBeLessThanOrEqual(leastError(given) + 1e-9);
    }),
    { numRuns: 200 },
  );
});

test('heights that fall already stay', () => {
  expect([...fallingProfile([9, 7.5, 7.5, 3])]).toEqual([9, 7.5, 7.5, 3]);
});
