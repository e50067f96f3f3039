import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillVoids } from './fill-voids.ts';

const VOID = -32_768;

/** A plane with a rectangle of voids in it. */
function planeWithHole(size: number, from: number, to: number): { heights: Float32Array; plane: Float32Array } {
  const plane = Float32Array.from({ length: size * size }, (_, i) => 100 + 2 * (i % size) - 3 * Math.floor(i / size));
  const isHole = (i: number) => [i % size, Math.floor(i / size)].every((at) => at >= from && at < to);
  return { plane, heights: plane.map((height, i) => (isHole(i) ? VOID : height)) };
}

describe('fillVoids', () => {
  it('leaves possible heights alone', () => {
    const heights = Float32Array.of(-11_000, 0, 8848, 3.5);
    expect(fillVoids(heights, 2, 2)).toBe(0);
    expect([...heights]).toEqual([-11_000, 0, 8848, 3.5]);
  });

  it('carries an even slope on across a hole', () => {
    const { heights, plane } = planeWithHole(30, 10, 20);
    expect(fillVoids(heights, 30, 30)).toBe(100);
    heights.forEach((height, i) => {
      expect(Math.abs(height - plane[i]!)).toBeLessThan(1);
    });
  });

  it('fills voids at the rim and in corners', () => {
    const heights = Float32Array.of(VOID, VOID, 10, VOID, 20, 30);
    expect(fillVoids(heights, 2, 3)).toBe(3);
    for (const height of heights) expect(height).toBeGreaterThanOrEqual(10);
    for (const height of heights) expect(height).toBeLessThanOrEqual(30);
  });

  it('says where nothing can be filled', () => {
    expect(fillVoids(new Float32Array(4).fill(Number.NaN), 2, 2)).toBe(-1);
  });

  it('keeps known heights, stays between them, and gives the same again', () => {
    const raster = fc.tuple(fc.integer({ min: 2, max: 12 }), fc.integer({ min: 2, max: 12 })).chain(([rows, columns]) =>
      fc.record({
        rows: fc.constant(rows),
        columns: fc.constant(columns),
        heights: fc.array(fc.oneof(fc.constantFrom(VOID, Number.NaN, 20_000), fc.integer({ min: -400, max: 4000 })), {
          minLength: rows * columns,
          maxLength: rows * columns,
        }),
      }),
    );
    fc.assert(
      fc.property(raster, ({ rows, columns, heights }) => {
        const known = heights.filter((height) => height >= -400 && height <= 4000);
        const filled = Float32Array.from(heights);
        const count = fillVoids(filled, rows, columns);
        if (known.length === 0) {
          expect(count).toBe(-1);
          return;
        }
        expect(count).toBe(heights.length - known.length);
        filled.forEach((height, i) => {
          if (known.includes(heights[i]!)) expect(height).toBe(heights[i]);
          expect(height).toBeGreaterThanOrEqual(Math.min(...known));
          expect(height).toBeLessThanOrEqual(Math.max(...known));
        });
        const again = Float32Array.from(heights);
        fillVoids(again, rows, columns);
        expect(again).toEqual(filled);
      }),
    );
  });
});
