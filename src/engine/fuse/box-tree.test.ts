import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BoxTree } from './box-tree.ts';

const box = fc
  .tuple(...Array.from({ length: 6 }, () => fc.integer({ min: 0, max: 20 })))
  .map(([x, y, z, width, depth, height]) => [x!, y!, z!, x! + width!, y! + depth!, z! + height!]);

const meet = (one: readonly number[], other: readonly number[], reach: number) =>
  [0, 1, 2].every((axis) => one[axis]! <= other[axis + 3]! + reach && one[axis + 3]! >= other[axis]! - reach);

function find(tree: BoxTree, sought: readonly number[], reach: number): number[] {
  // The list may be longer than what is found: it is used again and again.
  const found = [-1];
  const count = tree.search(sought, reach, found);
  return found.slice(0, count).sort((a, b) => a - b);
}

const boxes = fc.array(box, { maxLength: 60 });
const reaches = fc.integer({ min: 0, max: 3 });

test('finds the boxes that come within reach, each once', () => {
  fc.assert(
    fc.property(boxes, box, reaches, (all, sought, reach) => {
      const tree = new BoxTree(Float64Array.from(all.flat()));
      expect(find(tree, sought, reach)).toEqual(all.flatMap((one, i) => (meet(one, sought, reach) ? [i] : [])));
    }),
  );
});

test('finds boxes as large as they have grown', () => {
  const growths = fc.array(fc.tuple(fc.nat(), box), { maxLength: 20 });
  fc.assert(
    fc.property(fc.array(box, { minLength: 1, maxLength: 60 }), growths, box, (all, grown, sought) => {
      const tree = new BoxTree(Float64Array.from(all.flat()));
      for (const [number, by] of grown) {
        const i = number % all.length;
        tree.grow(i, by);
        all[i] = all[i]!.map((value, axis) => (axis < 3 ? Math.min(value, by[axis]!) : Math.max(value, by[axis]!)));
      }
      expect(find(tree, sought, 0)).toEqual(all.flatMap((one, i) => (meet(one, sought, 0) ? [i] : [])));
    }),
  );
});
