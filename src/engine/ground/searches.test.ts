import fc from 'fast-check';
import { expect, test } from 'vitest';
import { triangulateWithEdges } from './constrained-triangulation.ts';
import { SegmentSearch } from './segment-search.ts';
import { TriangleSearch } from './triangle-search.ts';

const coordinate = fc.integer({ min: 0, max: 100 });
const point = fc.tuple(coordinate, coordinate);

/** A line of points of which none comes twice in a row. */
const line = fc
  .array(point, { minLength: 2, maxLength: 8 })
  .map((points) => points.filter(([x, y], i) => i === 0 || x !== points[i - 1]![0] || y !== points[i - 1]![1]))
  .filter((points) => points.length > 1)
  .map((points) => Float64Array.from(points.flat()));

test('SegmentSearch finds the nearest place within reach, and none beyond', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), point, fc.integer({ min: 1, max: 60 }), (lines, [x, y], reach) => {
      const isNearer = (_: number, distance: number, best: { distance: number } | undefined) =>
        !best || distance < best.distance;
      const found = new SegmentSearch(lines).best(x, y, reach, isNearer);
      const least = Math.min(
        ...lines.flatMap((points) =>
          Array.from({ length: points.length / 2 - 1 }, (_, segment) => nearest(points, segment, x, y).distance),
        ),
      );
      if (least > reach) {
        expect(found).toBeUndefined();
        return;
      }
      expect(found!.distance).toBeCloseTo(least, 9);
      expect(Math.hypot(found!.x - x, found!.y - y)).toBeCloseTo(least, 9);
      const { share, distance } = nearest(lines[found!.line]!, found!.segment, x, y);
      expect(distance).toBeCloseTo(least, 9);
      expect(found!.share).toBeCloseTo(share, 9);
    }),
  );
});

/** The best of the ends and the foot of the perpendicular. */
function nearest(points: Float64Array, segment: number, x: number, y: number): { share: number; distance: number } {
  const [ax, ay, bx, by] = points.subarray(2 * segment, 2 * segment + 4) as unknown as [number, number, number, number];
  const at = (share: number) => Math.hypot(ax + share * (bx - ax) - x, ay + share * (by - ay) - y);
  const along = (x - ax) * (bx - ax) + (y - ay) * (by - ay);
  const length2 = (bx - ax) ** 2 + (by - ay) ** 2;
  const candidates = [0, 1, ...(along > 0 && along < length2 ? [along / length2] : [])];
  const share = candidates.reduce((best, other) => (at(other) < at(best) ? other : best));
  return { share, distance: at(share) };
}

test('TriangleSearch finds the triangle around any place', () => {
  fc.assert(
    fc.property(fc.array(point, { maxLength: 40 }), fc.array(point, { minLength: 1 }), (points, places) => {
      const box = [
        [0, 0],
        [100, 0],
        [100, 100],
        [0, 100],
      ] as const;
      const all = [...new Map([...box, ...points].map((p) => [p.join(), p])).values()];
      const [x, y] = [all.map(([px]) => px), all.map(([, py]) => py)];
      const { corners, twins } = triangulateWithEdges(x, y, [], []);
      const search = new TriangleSearch({ x, y, corners, twins }, [0, 0, 100, 100]);
      for (const [px, py] of places) {
        const shares = search.weights(search.at(px, py), px, py);
        expect(Math.min(...shares)).toBeGreaterThanOrEqual(-1e-12);
        const mean = (values: readonly number[]) =>
          shares.reduce((sum, share, i) => sum + share * values[corners[3 * search.at(px, py) + i]!]!, 0);
        expect(mean(x)).toBeCloseTo(px, 9);
        expect(mean(y)).toBeCloseTo(py, 9);
      }
    }),
  );
});
