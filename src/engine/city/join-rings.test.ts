import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ringArea } from '../polygon/polygon.ts';
import { joinRings } from './join-rings.ts';

test('a circle cut into ways in any order and direction is one ring again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 3, max: 40 }), fc.infiniteStream(fc.nat({ max: 1_000_000 })), (corners, random) => {
      const next = () => random.next().value;
      const point = (i: number) => [
        Math.cos((2 * Math.PI * (i % corners)) / corners),
        Math.sin((2 * Math.PI * (i % corners)) / corners),
      ];
      const ways: number[][] = [];
      for (let i = 0; i < corners; ) {
        const length = Math.min(1 + (next() % 5), corners - i);
        const way = Array.from({ length: length + 1 }, (_, k) => point(i + k));
        ways.splice(next() % (ways.length + 1), 0, (next() % 2 ? way : way.reverse()).flat());
        i += length;
      }
      const { rings, open } = joinRings(ways.map((way) => Float64Array.from(way)));
      expect(open).toBe(0);
      expect(rings).toHaveLength(1);
      expect(rings[0]).toHaveLength(2 * corners);
      expect(Math.abs(ringArea(rings[0]!))).toBeCloseTo((corners / 2) * Math.sin((2 * Math.PI) / corners), 9);
    }),
  );
});

test('a chain that does not close is counted, and the others are kept', () => {
  const square = Float64Array.of(0, 0, 1, 0, 1, 1, 0, 1, 0, 0);
  const chain = Float64Array.of(5, 5, 6, 5, 6, 6);
  expect(joinRings([chain, square])).toMatchObject({ open: 1, rings: [square.subarray(0, 8)] });
});
