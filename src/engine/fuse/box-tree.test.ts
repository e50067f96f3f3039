import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BoxTree } from './box-tree.ts';

const box = fc
  .tuple(...Array.from({ length: 6 }, () => fc.integer({ min: 0, max: 20 })))
  .map(([x, y, z, width, depth, height]) => [x!, y!, z!, x! + width!, y! + depth!, z! + height!]);

test('finds the boxes that come within reach, each once', () => {
  fc.assert(
    fc.property(fc.array(box, { maxLength: 60 }), box, fc.integer({ min: 0, max: 3 }), (boxes, sought, reach) => {
      // The list may be longer than what is found: it is used again and again.
      const found = [-1];
      const count = new BoxTree(Float64Array.from(boxes.flat())).search(sought, reach, found);
      const meets = (one: readonly number[]) =>
        [0, 1, 2].every((axis) => one[axis]! <= sought[axis + 3]! + reach && one[axis + 3]! >= sought[axis]! - reach);
      expect(found.slice(0, count).sort((a, b) => a - b)).toEqual(boxes.flatMap((one, i) => (meets(one) ? [i] : [])));
    }),
  );
});
