import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type WallVertex, wallTriangles } from './wall.ts';

test('a wall is filled exactly, without a triangle turned over, whatever its rim', () => {
  const place = fc.integer({ min: 1, max: 99 });
  const height = fc.integer({ min: 1, max: 400 }).map((z) => z / 10);
  const rim = fc.uniqueArray(fc.tuple(place, height), { selector: ([at]) => at, maxLength: 12 });
  fc.assert(
    fc.property(rim, height, height, (between, first, last) => {
      const heights = [[0, first] as const, ...[...between].sort(([a], [b]) => a - b), [100, last] as const];
      const vertices: WallVertex[] = heights.map(([at, z], i) => ({ at, z, vertex: i }));
      const start = { at: 0, z: 0, vertex: vertices.length };
      const end = { at: 100, z: 0, vertex: vertices.length + 1 };
      const triangles = wallTriangles(start, end, vertices.toReversed());
      const all = [...vertices, start, end];
      let area = 0;
      for (let i = 0; i < triangles.length; i += 3) {
        const [a, b, c] = [all[triangles[i]!]!, all[triangles[i + 1]!]!, all[triangles[i + 2]!]!];
        const each = ((b.at - a.at) * (c.z - a.z) - (b.z - a.z) * (c.at - a.at)) / 2;
        expect(each).toBeGreaterThan(0);
        area += each;
      }
      const wanted = heights.slice(1).map(([at, z], i) => ((at - heights[i]![0]) * (z + heights[i]![1])) / 2);
      expect(triangles).toHaveLength(3 * heights.length);
      expect(area).toBeCloseTo(
        wanted.reduce((sum, each) => sum + each, 0),
        6,
      );
    }),
    { numRuns: 500 },
  );
});
