import fc from 'fast-check';
import { expect, it } from 'vitest';
import { contains, frontage, insetBy, rectangle, sidesOf, strip } from './convex.ts';
import { area, type Corners, type Vec } from './plane.ts';
import { Random } from './random.ts';
import { street, streetNodes } from './street.ts';
import { type Block, type SubdivisionRule, subdivide } from './subdivide.ts';

const shift = fc.double({ min: -40, max: 40, noNaN: true });
const quad = fc.tuple(shift, shift, shift, shift, shift, shift).map(
  ([a, b, c, d, e, f]): Corners => [
    [0, 0],
    [270 + a, b],
    [270 + c, 240 + d],
    [e, 240 + f],
  ],
);

const rule: SubdivisionRule = { target: 6000, shortest: 30, turn: 0.3, outer: 'residential', inner: 'living_street' };

function blockOf(corners: Corners): Block {
  return { corners, sides: corners.map((corner, i) => street(corner, corners[(i + 1) % corners.length]!, 'tertiary')) };
}

it('divides a block without loss, down to the wanted size', () => {
  fc.assert(
    fc.property(quad, fc.integer(), (corners, seed) => {
      const { blocks, streets } = subdivide(blockOf(corners), rule, new Random(seed));
      const total = blocks.reduce((sum, block) => sum + area(block.corners), 0);
      expect(total).toBeCloseTo(area(corners), 3);
      expect(blocks.length).toBe(streets.length + 1);
      expect(blocks.length).toBeGreaterThan(2);
      for (const block of blocks) expect(block.corners.length).toBe(block.sides.length);
    }),
  );
});

it('puts every meeting of streets on both of them', () => {
  fc.assert(
    fc.property(quad, fc.integer(), (corners, seed) => {
      const block = blockOf(corners);
      const { streets } = subdivide(block, rule, new Random(seed));
      const nodes = new Set([...block.sides, ...streets].flatMap((way) => way.tees).map(String));
      for (const { a, b } of streets) expect(nodes.has(String(a)) && nodes.has(String(b))).toBe(true);
    }),
  );
});

it('orders the nodes of a street from end to end', () => {
  const way = {
    ...street([0, 0], [10, 0], 'service'),
    tees: [
      [7, 0],
      [2, 0],
      [4, 0],
    ] as Vec[],
  };
  expect(streetNodes(way).map(([x]) => x)).toEqual([0, 2, 4, 7, 10]);
});

it('moves sides inwards and refuses when nothing is left', () => {
  const square: Corners = [
    [0, 0],
    [10, 0],
    [10, 10],
    [0, 10],
  ];
  expect(area(insetBy(square, 2)!)).toBeCloseTo(36);
  expect(insetBy(square, 4)).toBeUndefined();
});

it('keeps rectangles along different sides apart', () => {
  fc.assert(
    fc.property(quad, fc.double({ min: 5, max: 60, noNaN: true }), (corners, depth) => {
      const sides = sidesOf(corners);
      fc.pre(insetBy(corners, depth) !== undefined);
      const plots = sides.map((side) => rectangle(side, ...frontage(side, depth), 0, depth));
      for (const [i, plot] of plots.entries()) {
        const walls = sidesOf(plot);
        for (const [j, other] of plots.entries()) {
          if (i !== j) expect(other.every((corner) => !contains(walls, corner, 1e-6))).toBe(true);
        }
      }
    }),
  );
});

it('finds strips that lie inside', () => {
  fc.assert(
    fc.property(
      quad,
      fc.double({ min: 1, max: 100, noNaN: true }),
      fc.double({ min: 1, max: 60, noNaN: true }),
      (corners, near, depth) => {
        const sides = sidesOf(corners);
        const span = strip(corners, sides[0]!, near, near + depth);
        fc.pre(span !== undefined);
        const plot = rectangle(sides[0]!, ...span!, near, near + depth);
        expect(plot.every((corner) => contains(sides, corner, -1e-6))).toBe(true);
      },
    ),
  );
});
