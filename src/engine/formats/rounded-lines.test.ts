import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LineMap } from '../../geo/polynomial-map.ts';
import { RoundedLines } from './rounded-lines.ts';

const SAME: LineMap = (line, into, start) => into.set(line, start);
/** Quarters of steps, so that many points become the same. */
const line = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }))).map((pairs) => {
  return Float64Array.from(pairs.flat(), (quarters) => quarters / 4);
});

/** The steps of each line. */
function kept({ points, ends, count }: RoundedLines): number[][] {
  return ends.slice(0, count).map((end, i) => [...points.slice(i === 0 ? 0 : ends[i - 1]!, end)]);
}

/** Rounded pairs, each but once where it follows itself. */
function expected(places: ArrayLike<number>): number[] {
  const pairs: [number, number][] = [];
  for (let i = 0; i < places.length; i += 2) {
    const [x, y] = [Math.round(places[i]!) + 0, Math.round(places[i + 1]!) + 0];
    const last = pairs.at(-1);
    if (!last || last[0] !== x || last[1] !== y) pairs.push([x, y]);
  }
  return pairs.flat();
}

describe('rounded lines', () => {
  it('are kept one after another where two points are left of a line, four of a closed ring', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(line, fc.boolean()), { minLength: 1 }), (shapes) => {
        const lines = new RoundedLines(SAME, 1);
        const all = shapes.map(([shape, isRing]) => {
          const rounded = expected(isRing ? [...shape, ...shape.slice(0, 2)] : shape);
          const isKept = rounded.length >= (isRing ? 8 : 4);
          expect(isRing ? lines.addRing(shape) : lines.addLine(shape)).toBe(isKept);
          return isKept ? rounded : [];
        });
        expect(kept(lines)).toEqual(all.filter(({ length }) => length > 0));
      }),
    );
  });

  it('know the box around all that was ever kept, and begin anew', () => {
    const lines = new RoundedLines(SAME, 10);
    expect(lines.addPoint(1.26, -2)).toBe(true);
    lines.clear();
    expect(lines.addLine(Float64Array.of(0, 0, 0.01, 0))).toBe(false);
    expect(lines.addLine(Float64Array.of(-3, 4, 5, 6))).toBe(true);
    expect(kept(lines)).toEqual([[-30, 40, 50, 60]]);
    expect([...lines.bounds]).toEqual([-30, -20, 50, 60]);
  });

  it('grow beyond their first memory', () => {
    const lines = new RoundedLines(SAME, 1);
    const long = Float64Array.from({ length: 6000 }, (_, i) => i);
    for (let i = 0; i < 3; i++) lines.addLine(long);
    expect(kept(lines)).toEqual([[...long], [...long], [...long]]);
  });
});
