import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NearBoxes } from './near-boxes.ts';

const metres = fc.integer({ min: -100, max: 100 }).map((half) => half / 2);
const box = fc
  .tuple(metres, metres, fc.nat(40), fc.nat(40))
  .map(([west, south, width, height]) => [west, south, west + width, south + height] as const);

it('finds the boxes that hold a place, in their order', () => {
  fc.assert(
    fc.property(fc.array(box, { minLength: 1 }), fc.array(fc.tuple(metres, metres)), (boxes, places) => {
      const near = new NearBoxes(Float64Array.from(boxes.flat()));
      for (const [x, y] of places) {
        const found = near.near(x, y).filter((index) => near.holds(index, x, y));
        const holding = [...boxes.keys()].filter((index) => {
          const [west, south, east, north] = boxes[index]!;
          return west <= x && x <= east && south <= y && y <= north;
        });
        expect(found).toEqual(holding);
        expect([...near.within(x, y, 0)].sort((a, b) => a - b)).toEqual(holding);
      }
    }),
  );
});
