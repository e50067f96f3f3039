import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ringArea, ringContains } from '../polygon/polygon.ts';
import { clipLine, clipRing, outcode } from './clip.ts';

const RECT = { minX: -3, minY: -2, maxX: 3, maxY: 2 };

const lines = fc
  .array(fc.tuple(fc.integer({ min: -6, max: 6 }), fc.integer({ min: -6, max: 6 })), { minLength: 2, maxLength: 20 })
  .map((points) => Float64Array.from(points.flat()));

/** Length inside the rectangle, measured in many small steps. */
function lengthInside(line: Float64Array): number {
  const steps = 400;
  let inside = 0;
  for (let i = 2; i < line.length; i += 2) {
    const [dx, dy] = [line[i]! - line[i - 2]!, line[i + 1]! - line[i - 1]!];
    for (let k = 0.5; k < steps; k++) {
      if (outcode(line[i - 2]! + (dx * k) / steps, line[i - 1]! + (dy * k) / steps, RECT) === 0)
        inside += Math.hypot(dx, dy) / steps;
    }
  }
  return inside;
}

function lengthOf(line: Float64Array): number {
  let length = 0;
  for (let i = 2; i < line.length; i += 2) length += Math.hypot(line[i]! - line[i - 2]!, line[i + 1]! - line[i - 1]!);
  return length;
}

test('the pieces of a line lie inside, are as long as what lies inside, and end on the edge where they were cut', () => {
  fc.assert(
    fc.property(lines, (line) => {
      const pieces = clipLine(line, RECT);
      for (const piece of pieces) {
        expect(piece.length).toBeGreaterThanOrEqual(4);
        for (let i = 0; i < piece.length; i += 2) expect(outcode(piece[i]!, piece[i + 1]!, RECT)).toBe(0);
      }
      for (const [i, piece] of pieces.entries()) {
        const startsWithLine = i === 0 && piece[0] === line[0] && piece[1] === line[1];
        const onEdge = Math.abs(piece[0]!) === 3 || Math.abs(piece[1]!) === 2;
        expect(startsWithLine || onEdge).toBe(true);
      }
      const total = pieces.reduce((sum, piece) => sum + lengthOf(piece), 0);
      expect(Math.abs(total - lengthInside(line))).toBeLessThan(0.02 * line.length);
    }),
  );
});

test('a line that leaves and comes back is two pieces; one that touches a corner is none', () => {
  const there = Float64Array.of(0, 0, 5, 0, 5, 1, 0, 1);
  expect(clipLine(there, RECT).map((piece) => [...piece])).toEqual([
    [0, 0, 3, 0],
    [3, 1, 0, 1],
  ]);
  expect(clipLine(Float64Array.of(2, 3, 4, 1), RECT)).toEqual([]);
});

test('a ring keeps what it encloses inside the rectangle', () => {
  fc.assert(
    fc.property(
      lines,
      fc.double({ min: -2.9, max: 2.9, noNaN: true }),
      fc.double({ min: -1.9, max: 1.9, noNaN: true }),
      (ring, x, y) => {
        const clipped = clipRing(ring, RECT);
        for (let i = 0; i < clipped.length; i += 2) {
          expect(Math.abs(clipped[i]!)).toBeLessThanOrEqual(3 + 1e-9);
          expect(Math.abs(clipped[i + 1]!)).toBeLessThanOrEqual(2 + 1e-9);
        }
        expect(ringContains(clipped, x, y)).toBe(ringContains(ring, x, y));
      },
    ),
  );
  expect(ringArea(clipRing(Float64Array.of(-9, -9, 9, -9, 9, 9, -9, 9), RECT))).toBeCloseTo(24, 9);
  expect(clipRing(Float64Array.of(5, 5, 6, 5, 6, 6), RECT)).toHaveLength(0);
});
