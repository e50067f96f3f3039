import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrange } from './arrange.ts';
import { CellGrid } from './cell-grid.ts';
import { PointTable } from './point-table.ts';

const edgesOf = ({ from, to, masks }: ReturnType<typeof arrange>) =>
  Array.from(from, (a, i) => [Math.min(a, to[i]!), Math.max(a, to[i]!), masks[i]!]).toSorted(
    (a, b) => a[0]! - b[0]! || a[1]! - b[1]!,
  );

describe('arrange', () => {
  test('fixed points come first in the numbering, then the ends of segments, then crossings', () => {
    const cross = { coordinates: [0, 0, 100, 100, 0, 100, 100, 0], masks: [1, 2] };
    const { x, y, ...edges } = arrange(cross, [7, 3]);
    expect(Array.from(x, (value, i) => [value, y[i]])).toEqual([
      [7, 3],
      [0, 0],
      [100, 100],
      [0, 100],
      [100, 0],
      [50, 50],
    ]);
    expect(edgesOf({ x, y, ...edges })).toEqual([
      [1, 5, 1],
      [2, 5, 1],
      [3, 5, 2],
      [4, 5, 2],
    ]);
  });

  test('a border that comes twice for one region is gone, one of two regions has both', () => {
    const twice = { coordinates: [0, 0, 10, 0, 10, 0, 0, 0], masks: [4, 4] };
    expect(edgesOf(arrange(twice))).toEqual([]);
    expect(edgesOf(arrange({ ...twice, masks: [4, 1] }))).toEqual([[0, 1, 5]]);
    const overlapping = { coordinates: [0, 0, 20, 0, 10, 0, 30, 0], masks: [1, 2] };
    expect(edgesOf(arrange(overlapping))).toEqual([
      [0, 2, 1],
      [1, 2, 3],
      [1, 3, 2],
    ]);
  });

  test('a segment bends through the pixel of a point that it passes, not through those farther off', () => {
    const passing = { coordinates: [0, 0, 1000, 1], masks: [1] };
    expect(edgesOf(arrange(passing, [300, 0, 700, 1, 500, 2]))).toEqual([
      [0, 1, 1],
      [0, 3, 1],
      [1, 4, 1],
    ]);
  });

  test('no edge lies farther than a pixel from a segment of its own', () => {
    const number = fc.integer({ min: -2e7, max: 2e7 });
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number, number, number), { minLength: 1, maxLength: 12 }), (segments) => {
        const { x, y, from, to, masks } = arrange({
          coordinates: segments.flat(),
          masks: segments.map((_, s) => 1 << s),
        });
        for (let edge = 0; edge < from.length; edge++) {
          const own = segments.filter((_, s) => masks[edge]! & (1 << s));
          for (const end of [from[edge]!, to[edge]!]) {
            for (const segment of own) expect(distance(segment, x[end]!, y[end]!)).toBeLessThan(0.71);
          }
        }
      }),
    );
  });
});

test('no point is nearer to an edge than half a pixel, but its own, however crowded the segments are', () => {
  const number = fc.integer({ min: -40, max: 40 });
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number, number, number), { minLength: 1, maxLength: 15 }), (segments) => {
      const { x, y, from, to } = arrange({ coordinates: segments.flat(), masks: segments.map((_, s) => 1 << s) });
      for (let edge = 0; edge < from.length; edge++) {
        const [a, b] = [from[edge]!, to[edge]!];
        for (let point = 0; point < x.length; point++) {
          if (point === a || point === b) continue;
          expect(distance([x[a]!, y[a]!, x[b]!, y[b]!], x[point]!, y[point]!)).toBeGreaterThanOrEqual(0.5);
        }
      }
    }),
  );
});

function distance([ax, ay, bx, by]: readonly number[], x: number, y: number): number {
  const [dx, dy] = [bx! - ax!, by! - ay!];
  const share = Math.min(Math.max(((x - ax!) * dx + (y - ay!) * dy) / (dx * dx + dy * dy || 1), 0), 1);
  return Math.hypot(ax! + share * dx - x, ay! + share * dy - y);
}

test('PointTable gives each point one number, in the order of arrival, however many there are', () => {
  const point = fc.tuple(fc.integer({ min: -(2 ** 25), max: 2 ** 25 }), fc.integer({ min: -3, max: 3 }));
  fc.assert(
    fc.property(fc.array(point, { maxLength: 300 }), (points) => {
      const table = new PointTable();
      const known = new Map<string, number>();
      for (const [x, y] of points) {
        if (!known.has(`${x},${y}`)) known.set(`${x},${y}`, known.size);
        expect(table.add(x, y)).toBe(known.get(`${x},${y}`));
      }
      expect(Array.from(table.x, (x, i) => `${x},${table.y[i]}`)).toEqual([...known.keys()]);
    }),
  );
  const many = new PointTable();
  const numbers = Array.from({ length: 20_000 }, (_, i) => many.add(i % 200, Math.floor(i / 200)));
  expect(numbers).toEqual(Array.from({ length: 20_000 }, (_, i) => many.add(i % 200, Math.floor(i / 200))));
  expect(many.count).toBe(20_000);
});

describe('CellGrid', () => {
  const BOUNDS = [-50, -50, 50, 50] as const;
  const position = fc.integer({ min: -50, max: 50 });
  const empty = new CellGrid(BOUNDS, 7, () => {});

  test('keeps the items of each cell', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(position, position)), (points) => {
        const grid = new CellGrid(BOUNDS, 7, (add, cells) => {
          for (const [i, [x, y]] of points.entries()) add(i, cells.cellAt(x, y));
        });
        const held = Array.from({ length: grid.starts.length - 1 }, (_, cell) => [
          ...grid.items.subarray(grid.starts[cell], grid.starts[cell + 1]),
        ]);
        for (const [i, [x, y]] of points.entries()) expect(held[grid.cellAt(x, y)]).toContain(i);
        expect(held.flat().length).toBe(points.length);
      }),
    );
  });

  test('finds all cells near a segment, each once', () => {
    const nearby = fc.double({ min: -1, max: 1, noNaN: true });
    const segment = fc.tuple(position, position, position, position);
    fc.assert(
      fc.property(
        segment,
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), nearby, nearby)),
        (ends, places) => {
          const [ax, ay, bx, by] = ends;
          const cells: number[] = [];
          empty.eachAlong(ax, ay, bx, by, 1, (cell) => cells.push(cell));
          expect(new Set(cells).size).toBe(cells.length);
          for (const [share, offX, offY] of places) {
            const [x, y] = [ax + share * (bx - ax) + 0.7 * offX, ay + share * (by - ay) + 0.7 * offY];
            expect(cells).toContain(empty.cellAt(x, y));
          }
        },
      ),
    );
  });
});
