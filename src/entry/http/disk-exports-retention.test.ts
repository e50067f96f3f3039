import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ExportRecord } from './disk-exports-record.ts';
import { isOverdue, toExpire, toForget } from './disk-exports-retention.ts';

const DAY = 86_400_000;
const NOW = 1000 * DAY;

const record = fc.record({
  status: fc.constantFrom('pending', 'processing', 'done', 'failed', 'expired'),
  created: fc.integer({ min: NOW - 60 * DAY, max: NOW }),
  size: fc.integer({ min: 0, max: 100 }),
});
const records = fc
  .array(record, { maxLength: 30 })
  .map((list) => list.map((some, i) => ({ ...some, id: `id${i}`, finished: some.created }) as unknown as ExportRecord));
const retention = fc.record({
  maxAgeDays: fc.integer({ min: 1, max: 9 }),
  quotaBytes: fc.integer({ min: 0, max: 900 }),
});

test('what stays is young and within the quota, and nothing older than what expired for space stays', () => {
  fc.assert(
    fc.property(records, retention, (all, limits) => {
      const gone = new Set(toExpire(all, limits, NOW));
      const kept = all.filter(({ id, status }) => status === 'done' && !gone.has(id));
      const bytes = kept.reduce((sum, { size = 0 }) => sum + size, 0);
      expect(kept.every((one) => !isOverdue(one, limits, NOW))).toBe(true);
      expect(bytes <= limits.quotaBytes || kept.length === 1).toBe(true);
      const forSpace = all.filter((one) => gone.has(one.id) && !isOverdue(one, limits, NOW));
      for (const one of forSpace)
        for (const other of kept) expect(other.finished).toBeGreaterThanOrEqual(one.finished!);
    }),
  );
});

test('what is unfinished never expires, and what has not expired is never forgotten', () => {
  fc.assert(
    fc.property(records, retention, (all, limits) => {
      const status = new Map(all.map((one) => [one.id, one.status]));
      for (const id of toExpire(all, limits, NOW)) expect(status.get(id)).toMatch(/done|failed/);
      for (const id of toForget(all, limits, NOW)) expect(status.get(id)).toBe('expired');
    }),
  );
});
