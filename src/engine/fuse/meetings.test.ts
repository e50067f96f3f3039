import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPace } from '../pace.ts';
import { Meetings } from './meetings.ts';
import { PairFinder } from './pair-finder.ts';
import { Surface } from './surface.ts';

const coordinate = fc.integer({ min: 0, max: 6 });
const point = fc.tuple(coordinate, coordinate, coordinate);
/** How far the tests move a vertex. */
const STEP = 1;
const CLEARANCE = 1e-3;

/** Tetrahedra that may run through each other. */
const tetrahedra = fc
  .array(fc.tuple(point, point, point, point), { minLength: 1, maxLength: 4 })
  .map((all) =>
    all.map((corners) => corners.map((corner, i) => corner.map((value, axis) => value + (i === axis + 1 ? 7 : 0)))),
  );

function surfaceOf(all: readonly number[][][]): Surface {
  const triangles = all.flatMap((_, i) => [0, 2, 1, 0, 1, 3, 1, 2, 3, 2, 0, 3].map((corner) => i * 4 + corner));
  return new Surface(Float64Array.from(all.flat(2)), triangles);
}

const every = (surface: Surface) => Array.from({ length: surface.triangleCount }, (_, i) => i);

function find(surface: Surface): Promise<Meetings> {
  return Meetings.among(every(surface), new PairFinder(surface, CLEARANCE), createPace(new AbortController().signal));
}

const told = (meetings: Meetings) =>
  meetings.triangles().map((triangle) => [triangle, ...meetings.of(triangle).sort((a, b) => a - b)]);

/** Moves the first vertex of a triangle; gives the triangles around it. */
function move(surface: Surface, triangle: number): Set<number> {
  const [vertex] = surface.of(triangle % surface.triangleCount);
  surface.positions[vertex * 3 + 2]! += STEP;
  return new Set(surface.around(vertex));
}

test('pairs are the same when they are kept up to date as when they are found anew', async () => {
  await fc.assert(
    fc.asyncProperty(tetrahedra, fc.nat(), async (all, triangle) => {
      const surface = surfaceOf(all);
      const meetings = await find(surface);
      const changed = move(surface, triangle);
      expect(meetings.update(changed, [...changed], Infinity)).toBe(true);
      const anew = await find(surface);
      const whole = new Set(every(surface));
      expect(told(meetings)).toEqual(told(anew));
      expect(meetings.crossings()).toBe(anew.crossings());
      expect(meetings.weight(whole)).toBe(anew.weight(whole));
    }),
  );
});

test('a change that weighs too much is not taken over, one that weighs as much as it may is', async () => {
  await fc.assert(
    fc.asyncProperty(tetrahedra, fc.nat(), async (all, triangle) => {
      const surface = surfaceOf(all);
      const meetings = await find(surface);
      const before = told(meetings);
      const changed = move(surface, triangle);
      const weight = (await find(surface)).weight(changed);
      expect(meetings.update(changed, [...changed], weight - 1)).toBe(false);
      expect(told(meetings)).toEqual(before);
      expect(meetings.update(changed, [...changed], weight)).toBe(true);
      expect(meetings.weight(changed)).toBe(weight);
    }),
  );
});
