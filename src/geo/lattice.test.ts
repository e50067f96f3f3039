import { expect, test } from 'vitest';
import { latticeMap, type PlaneMap } from './lattice.ts';

test('is exact at the lattice and beyond it, and near between', () => {
  const exact: PlaneMap = (x, y) => [2 * x + y + 1e-6 * x * x, y - 1e-6 * x * y];
  const quick = latticeMap(exact, { minX: -100, minY: -50, maxX: 100, maxY: 60 }, 32);
  expect(quick(-100, -50)).toEqual(exact(-100, -50));
  expect(quick(5000, 1)).toEqual(exact(5000, 1));
  for (const [x, y] of [
    [-99, -49],
    [3, 7],
    [99.5, 59.5],
  ] as const) {
    const [[a, b], [c, d]] = [quick(x, y), exact(x, y)];
    expect(Math.hypot(a - c, b - d)).toBeLessThan(1e-3);
    expect(Math.hypot(a - c, b - d)).toBeGreaterThan(0);
  }
});
