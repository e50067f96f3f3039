import { expect, it } from 'vitest';
import { ExportError, type FailureCode } from '../contract/errors.ts';
import { type PollState, pollDelay } from './polling.ts';

const polling = { first: 4000, next: 3000 };
const start: PollState = {
  data: { id: '1', status: 'pending' },
  dataUpdateCount: 0,
  dataUpdatedAt: 100_000,
  error: null,
  errorUpdatedAt: 0,
  errorUpdateCount: 0,
};
const failed = (code: FailureCode, lostFor: number, retryAfter?: number): PollState => ({
  ...start,
  error: new ExportError({ code, message: code, ...(retryAfter && { retryAfter }) }),
  errorUpdatedAt: start.dataUpdatedAt + lostFor,
  errorUpdateCount: 1,
});

it('waits longer before the first request than between the following ones', () => {
  expect(pollDelay(polling, start)).toBe(4000);
  expect(pollDelay(polling, { ...start, dataUpdateCount: 1 })).toBe(3000);
});

it.each(['done', 'failed'] as const)('stops when the job is %s', (status) => {
  expect(pollDelay(polling, { ...start, data: { id: '1', status } })).toBe(false);
});

it.each(['offline', 'timeout', 'busy', 'rate-limited'] as const)('goes on after %s, more and more slowly', (code) => {
  expect(pollDelay(polling, failed(code, 3000))).toBe(3000);
  expect(pollDelay(polling, failed(code, 20_000))).toBe(10_000);
  expect(pollDelay(polling, failed(code, 3_600_000))).toBe(30_000);
});

it('backs off by the count of failures where there never was an answer', () => {
  const unanswered = (errorUpdateCount: number) => ({ ...failed('offline', 0), dataUpdatedAt: 0, errorUpdateCount });
  expect([1, 2, 3, 100].map((count) => pollDelay(polling, unanswered(count)))).toEqual([3000, 6000, 9000, 30_000]);
});

it('waits as long as the server asks', () => {
  expect(pollDelay(polling, failed('rate-limited', 3000, 45))).toBe(45_000);
  expect(pollDelay(polling, failed('rate-limited', 3000, 1e9))).toBe(600_000);
});

it.each(['not-found', 'unauthorized', 'forbidden', 'internal', 'source-failed'] as const)('ends with %s', (code) => {
  expect(pollDelay(polling, failed(code, 3000))).toBe(false);
});
