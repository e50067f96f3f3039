import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LogLine } from './job-log.ts';
import { measuredRates, type StageRates, stageDurations, timeLeft, timeLeftText } from './time-left.ts';

const RATES: StageRates = { city: 1000, mesh: 4000, write: 500, zip: 1500 };

/** The log of an export whose stages take as long as told, one after another from 0 on. */
function logOf(durations: Partial<StageRates>): LogLine[] {
  let at = 0;
  const lines: LogLine[] = [{ at, text: 'Getting map data', stage: 'features' }];
  at += 10_000;
  for (const [stage, duration] of Object.entries(durations) as [keyof StageRates, number][]) {
    lines.push({ at, text: stage, stage });
    at += duration;
  }
  return lines;
}

test('nothing is told while services on the network are awaited', () => {
  const log = logOf({});
  expect(timeLeft(log, { stage: 'features', done: 3, total: 4 }, 1, 5000, RATES)).toBeUndefined();
});

test('an export that goes as those before is told right at every moment', () => {
  const share = fc.double({ min: 0.11, max: 1, noNaN: true });
  fc.assert(
    fc.property(share, fc.double({ min: 0.1, max: 20, noNaN: true }), (done, km2) => {
      const log = logOf({ city: 1000 * km2, mesh: 0 });
      const begun = log.at(-1)!.at;
      const left = timeLeft(log, { stage: 'mesh', done, total: 1 }, km2, begun + 4000 * km2 * done, RATES);
      expect(left).toBeCloseTo(4000 * km2 * (1 - done) + 2000 * km2, 3);
    }),
  );
});

test('a device that is slower in the finished stages is expected to be so in the others', () => {
  const log = logOf({ city: 3000, mesh: 0 });
  expect(timeLeft(log, { stage: 'mesh', done: 0, total: 0 }, 1, log.at(-1)!.at, RATES)).toBe(18_000);
});

test('a stage that takes longer than expected leaves at least the others', () => {
  const log = logOf({ city: 1000, mesh: 0 });
  expect(timeLeft(log, { stage: 'mesh', done: 0, total: 0 }, 1, log.at(-1)!.at + 60_000, RATES)).toBe(2000);
});

test('a finished log gives the rates of the next estimate', () => {
  const log = [...logOf({ city: 500, mesh: 2000, write: 250, zip: 750 }), { at: 13_500, text: 'Ready' }];
  expect(stageDurations(log).get('features')).toBe(10_000);
  expect(measuredRates(log, 0.5)).toEqual(RATES);
  expect(measuredRates(logOf({}), 0.5)).toBeUndefined();
});

test.each([
  [1200, 'a few seconds left'],
  [21_000, 'about 25 s left'],
  [170_000, 'about 3 min left'],
])('%d ms are %s', (milliseconds, text) => {
  expect(timeLeftText(milliseconds)).toBe(text);
});
