import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NodeTable } from './node-table.ts';

const ids = fc.oneof(
  fc.integer({ min: -50, max: 50 }),
  fc.maxSafeInteger(),
  fc.integer({ min: 1, max: 5000 }).map((n) => n * 4_294_967_296),
);

test('holds what a Map holds, for negative and very large ids too', () => {
  const entry = fc.tuple(ids, fc.double({ noNaN: true }), fc.double({ noNaN: true }));
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1000, maxLength: 3000 }), ids, (entries, other) => {
      const table = new NodeTable();
      const map = new Map<number, [number, number]>();
      for (const [id, lon, lat] of entries) {
        table.set(id, lon, lat);
        map.set(id, [lon, lat]);
      }
      const found = Array.from(map.keys(), (id) => table.indexOf(id));
      expect(found.map((index) => [table.lon(index), table.lat(index)])).toEqual([...map.values()]);
      expect(table.indexOf(other) >= 0).toBe(map.has(other));
    }),
    { numRuns: 10 },
  );
});

test('grows', () => {
  const table = new NodeTable();
  for (let id = 1; id <= 20_000; id++) table.set(id, id, -id);
  for (let id = 1; id <= 20_000; id += 7) expect(table.lat(table.indexOf(id))).toBe(-id);
  expect(table.indexOf(20_001)).toBe(-1);
});
