import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Box, hilbertOrder, NODE_SIZE, packedRTree } from './packed-r-tree.ts';

it('a curve through a grid goes from each cell to one beside it', () => {
  const side = 16;
  const cells = Array.from({ length: side * side }, (_, i): Box => {
    const [x, y] = [i % side, Math.floor(i / side)];
    return [x, y, x, y];
  });
  const order = hilbertOrder(cells);
  expect(new Set(order).size).toBe(cells.length);
  for (let i = 1; i < order.length; i++) {
    const [[ax, ay], [bx, by]] = [cells[order[i - 1]!]!, cells[order[i]!]!];
    expect(Math.abs(ax - bx) + Math.abs(ay - by)).toBe(1);
  }
});

it('every node is the box around its children, down to the features', () => {
  const degrees = fc.double({ min: -180, max: 180, noNaN: true });
  const box = fc
    .tuple(degrees, degrees, degrees, degrees)
    .map(([a, b, c, d]): Box => [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]);
  fc.assert(
    fc.property(fc.array(box, { minLength: 1, maxLength: 600 }), (boxes) => {
      const bytes = packedRTree(
        boxes,
        boxes.map((_, i) => 7 * i),
      );
      const view = new DataView(bytes.buffer);
      const node = (i: number) => ({
        sides: [0, 8, 16, 24].map((at) => view.getFloat64(40 * i + at, true)),
        next: Number(view.getBigUint64(40 * i + 32, true)),
      });
      const count = bytes.length / 40;
      const firstLeaf = count - boxes.length;
      for (let i = 0; i < firstLeaf; i++) {
        const { sides, next } = node(i);
        const level = levelEnd(next, boxes.length);
        expect(level).toBeGreaterThan(next);
        const children = Array.from({ length: Math.min(NODE_SIZE, level - next) }, (_, k) => node(next + k).sides);
        expect(sides.slice(0, 2)).toEqual([0, 1].map((axis) => Math.min(...children.map((child) => child[axis]!))));
        expect(sides.slice(2)).toEqual([2, 3].map((axis) => Math.max(...children.map((child) => child[axis]!))));
      }
      for (const [i, sides] of boxes.entries()) expect(node(firstLeaf + i)).toEqual({ sides: [...sides], next: 7 * i });
    }),
    { numRuns: 50 },
  );
});

/** The number behind the last node of the level that a node is on. */
function levelEnd(node: number, leaves: number): number {
  const sizes = [leaves];
  do sizes.unshift(Math.ceil(sizes[0]! / NODE_SIZE));
  while (sizes[0]! > 1);
  let end = 0;
  for (const size of sizes) {
    end += size;
    if (node < end) return end;
  }
  return end;
}
