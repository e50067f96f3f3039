import { expect, test } from 'vitest';
import { describeRealData } from '../../../testing/real-data.ts';
import { realData } from '../../../testing/real-data-files.ts';
import { secondsUntilSlot, statusUrl } from './server-status.ts';

test('the status page lies beside the interpreter', () => {
  expect(statusUrl('https://overpass-api.de/api/interpreter')).toBe('https://overpass-api.de/api/status');
});

test.each([
  ['Rate limit: 2\n2 slots available now.\n', 0],
  ['Rate limit: 2\n1 slots available now.\nSlot available after: 2026-01-01T00:00:00Z, in 9 seconds.\n', 0],
  ['Slot available after: 2026-01-01T00:00:00Z, in -3 seconds.', 0],
  ['Rate limit: 0\n', undefined],
  ['<html>', undefined],
])('%j', (text, seconds) => {
  expect(secondsUntilSlot(text)).toBe(seconds);
});

describeRealData('recorded status', () => {
  test('two busy slots: the earlier one counts', () => {
    expect(secondsUntilSlot(new TextDecoder().decode(realData('overpass/api-status.busy.txt')))).toBe(20);
  });
});
