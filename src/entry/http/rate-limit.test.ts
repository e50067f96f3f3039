import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rateLimit } from './rate-limit.ts';

test('lets the burst through, then as many as are refilled', () => {
  let time = 0;
  const limit = rateLimit(2, 3, () => time);
  expect([limit.take(), limit.take(), limit.take(), limit.take()]).toEqual([0, 0, 0, 1]);
  time = 500;
  expect([limit.take(), limit.take()]).toEqual([0, 1]);
  time = 60_000;
  expect([limit.take(), limit.take(), limit.take(), limit.take()]).toEqual([0, 0, 0, 1]);
});

test('counts each key for itself, also when there are very many', () => {
  const limit = rateLimit(1 / 60, 1, () => 0);
  expect([limit.take('a'), limit.take('b'), limit.take('a')]).toEqual([0, 0, 60]);
  for (let n = 0; n < 20_000; n++) limit.take(`key ${n}`);
  expect(limit.take('a')).toBe(60);
});

test('never lets more through than burst and refill together, and never lets anyone wait in vain', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 60 }), (pauses) => {
      let time = 0;
      let passed = 0;
      const limit = rateLimit(1, 2, () => time);
      for (const pause of pauses) {
        time += pause;
        const wait = limit.take();
        if (wait === 0) passed++;
        else {
          time += wait * 1000;
          expect(limit.take()).toBe(0);
          passed++;
        }
      }
      expect(passed).toBeLessThanOrEqual(2 + time / 1000);
    }),
  );
});
