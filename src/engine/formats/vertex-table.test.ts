import fc from 'fast-check';
import { expect, it } from 'vitest';
import { VertexTable } from './vertex-table.ts';

const moved = (x: number, y: number): [number, number] => [x + 500_000, y + 4_000_000];
const ORIGIN = [500_000, 4_000_000] as const;

/** A triangle for each three points, and for those that are left over. */
function shapeOf(points: readonly (readonly number[])[]) {
  const triangleCount = Math.ceil(points.length / 3);
  const triangles = Uint32Array.from({ length: 3 * triangleCount }, (_, i) => Math.min(i, points.length - 1));
  return { positions: Float64Array.from(points.flat()), triangles, firstTriangle: 0, triangleCount };
}

it('gives the corners of a shape in one place one number, and others other ones', () => {
  const coordinate = fc.integer({ min: -3, max: 3 }).map((steps) => steps / 1000);
  const shape = fc.array(fc.tuple(coordinate, coordinate, coordinate), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(fc.array(shape, { maxLength: 5 }), fc.boolean(), (shapes, clears) => {
      const table = new VertexTable(moved, ORIGIN, 3);
      for (const points of shapes) {
        if (clears) table.clear();
        const before = table.count;
        const numbers = table.numbers(shapeOf(points));
        expect(table.count - before).toBe(new Set(points.map(String)).size);
        for (const [i, point] of points.entries()) {
          expect(numbers[i]).toBeGreaterThanOrEqual(before);
          const steps = [...table.values.subarray(3 * numbers[i]!, 3 * numbers[i]! + 3)];
          expect(steps.map((value) => value + 0)).toEqual(point.map((value) => Math.round(value * 1000) + 0));
        }
      }
    }),
  );
});

it('keeps places that take more than 32 bits', () => {
  const table = new VertexTable((x, y) => [x, y], [0, 0], 9);
  table.numbers(shapeOf([[1234.5, -987.125, 50]]));
  expect([...table.values]).toEqual([1_234_500_000_000, -987_125_000_000, 50_000_000_000]);
});
