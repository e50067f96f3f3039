import fc from 'fast-check';
import { expect, test } from 'vitest';
import { courseOf, rectanglePolygon, shapedSurface } from '../../testing/shaped-ground.ts';
import { polygonsContain } from '../polygon/polygon.ts';
import { loadPolygonKernel } from '../polygon/polygon-kernel.ts';
import { groundRange } from './ground-range.ts';

const kernel = await loadPolygonKernel();

test('the range under a footprint is exact: no place on its edges or inside lies beyond it, and its ends occur', async () => {
  const number = fc.integer({ min: -40_000, max: 40_000 }).map((millimetres) => millimetres / 1000);
  const corners = fc.array(fc.tuple(number, number), { minLength: 3, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(corners, fc.integer({ min: 15, max: 40 }), async (points, wave) => {
      const footprints = kernel.cover([Float64Array.from(points.flat())]);
      fc.pre(footprints.length > 0);
      const surface = await shapedSurface((x, y) => 80 + 6 * Math.sin(x / wave) * Math.cos(y / (wave + 7)), {
        footprints,
        courses: [courseOf('carriageway', 7, [-200, -30, 200, 30])],
      });
      const { lowest, highest } = groundRange(surface, footprints);
      const seen: number[] = [];
      for (const { outer } of footprints) {
        for (let i = 0, j = outer.length - 2; i < outer.length; j = i, i += 2) {
          const [dx, dy] = [outer[i]! - outer[j]!, outer[i + 1]! - outer[j + 1]!];
          const steps = Math.ceil(Math.hypot(dx, dy) / 0.5);
          for (let k = 0; k <= steps; k++) {
            seen.push(surface.heightAt(outer[j]! + (dx * k) / steps, outer[j + 1]! + (dy * k) / steps));
          }
        }
      }
      for (let vertex = 0; vertex < surface.z.length; vertex++) {
        if (polygonsContain(footprints, surface.x[vertex]!, surface.y[vertex]!)) seen.push(surface.z[vertex]!);
      }
      const [low, high] = [seen.reduce((a, b) => Math.min(a, b)), seen.reduce((a, b) => Math.max(a, b))];
      // A place on an edge is off it by half a millimetre's rounding.
      expect(low).toBeGreaterThan(lowest - 0.003);
      expect(high).toBeLessThan(highest + 0.003);
      expect(low - lowest).toBeLessThan(0.02);
      expect(highest - high).toBeLessThan(0.02);
    }),
    { numRuns: 6 },
  );
});

test('ground that is not triangulated is looked at every ten metres', () => {
  const hill = { heightAt: (x: number, y: number) => 10 - Math.hypot(x, y) / 10, eachVertexIn: () => {} };
  const { lowest, highest } = groundRange(hill, [rectanglePolygon(-30, -30, 30, 30)]);
  expect(lowest).toBeCloseTo(10 - Math.hypot(30, 30) / 10, 9);
  expect(highest).toBeGreaterThan(9.5);
});
