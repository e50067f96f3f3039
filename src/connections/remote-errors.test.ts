import { expect, it } from 'vitest';
import { retryAfterSeconds } from './remote-errors.ts';

const now = Date.parse('2024-05-01T10:00:00Z');

it.each([
  [null, undefined],
  ['30', 30],
  ['Wed, 01 May 2024 10:00:45 GMT', 45],
  ['Wed, 01 May 2024 09:00:00 GMT', 0],
  ['soon', undefined],
])('reads Retry-After %j as %j seconds', (header, seconds) => {
  expect(retryAfterSeconds(header, now)).toBe(seconds);
});
