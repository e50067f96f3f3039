import fc from 'fast-check';
import { expect, it, test, vi } from 'vitest';
import { bboxFromCenter, type LonLat } from './bbox.ts';
import type { PlaneMap } from './lattice.ts';
import { localFrame } from './local-frame.ts';
import { polynomialLineMap, polynomialMap } from './polynomial-map.ts';

const RECT = { minX: -100, minY: -50, maxX: 100, maxY: 60 };

it.each<{ place: LonLat; side: number }>([
  { place: [7.42, 43.73], side: 1000 },
  { place: [13.4, 52.5], side: 28_000 },
  { place: [-179.9999, -16.5], side: 5000 },
  { place: [20, 85], side: 5000 },
])('is as exact as the projection around $place, $side m wide', ({ place, side }) => {
  const { rect, toLonLat } = localFrame(bboxFromCenter(place, [side, side]));
  const quick = polynomialMap(toLonLat, rect, 1e-11);
  const within = fc.double({ min: -side / 2, max: side / 2, noNaN: true });
  fc.assert(
    fc.property(within, within, (x, y) => {
      const [[a, b], [c, d]] = [quick(x, y), toLonLat(x, y)];
      expect(Math.abs(a - c)).toBeLessThan(2e-11);
      expect(Math.abs(b - d)).toBeLessThan(2e-11);
    }),
  );
});

test('asks the map at a few places only, however often it is asked itself', () => {
  const exact = vi.fn<PlaneMap>((x, y) => [2 * x + y, y - 1e-6 * x * y]);
  const quick = polynomialMap(exact, RECT, 1e-9);
  exact.mockClear();
  for (let x = -100; x <= 100; x++) quick(x, 3);
  expect(exact).not.toHaveBeenCalled();
});

test('is the map itself beyond the rectangle, and where the map is not smooth', () => {
  const bent: PlaneMap = (x, y) => [Math.abs(x), y];
  expect(polynomialMap(bent, RECT, 1e-3)(0, 7)).toEqual([0, 7]);
  const smooth: PlaneMap = (x, y) => [Math.exp(x / 1000), y];
  expect(polynomialMap(smooth, RECT, 1e-9)(3000, 7)).toEqual(smooth(3000, 7));
});

it.each<{ kind: string; exact: PlaneMap; tolerance: number }>([
  { kind: 'a cubic', exact: (x, y) => [2 * x + y + 1e-7 * x * x * y, y - 1e-6 * x * y], tolerance: 1e-9 },
  { kind: 'a higher', exact: (x, y) => [Math.exp(x / 400), Math.sin(y / 300)], tolerance: 1e-4 },
  { kind: 'no', exact: (x, y) => [Math.abs(x), y], tolerance: 1e-3 },
])('maps lines as it maps places, by $kind polynomial and beyond the rectangle', ({ exact, tolerance }) => {
  const place = polynomialMap(exact, RECT, tolerance);
  const along = polynomialLineMap(exact, RECT, tolerance);
  const coordinate = fc.double({ min: -150, max: 150, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(coordinate, coordinate)), fc.nat(5), (places, start) => {
      const into = new Float64Array(start + 2 * places.length + 1).fill(7);
      along(Float64Array.from(places.flat()), into, start);
      const mapped = places.flatMap(([x, y]) => place(x, y));
      expect([...into]).toEqual([...Array(start).fill(7), ...mapped, 7]);
      for (const [i, [x, y]] of places.entries()) {
        expect(Math.abs(mapped[2 * i]! - exact(x, y)[0])).toBeLessThan(2 * tolerance);
        expect(Math.abs(mapped[2 * i + 1]! - exact(x, y)[1])).toBeLessThan(2 * tolerance);
      }
    }),
  );
});
