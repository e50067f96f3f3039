import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { seemToCross, surelyBeside } from './seem-to-cross.ts';
import { Surface } from './surface.ts';
import { comeNear } from './triangle-distance.ts';
import { isFlat, trianglesMeet } from './triangles-meet.ts';

const at = (...points: number[][]) => Float64Array.from(points.flat());
const FIRST = [0, 1, 2] as const;

describe('triangles that share no corner', () => {
  const meet = (...points: number[][]) =>
    trianglesMeet(at([0, 0, 0], [4, 0, 0], [0, 4, 0], ...points), FIRST, [3, 4, 5]);

  it.each([
    ['one pierces the other', true, [1, 1, -1], [1, 1, 1], [5, 5, 1]],
    ['a corner touches the other’s face', true, [1, 1, 0], [1, 1, 1], [2, 1, 1]],
    ['a corner touches the other’s corner', true, [4, 0, 0], [5, 0, 1], [5, 1, 1]],
    ['they overlap in one plane', true, [1, 1, 0], [5, 1, 0], [1, 5, 0]],
    ['one holds the other in its plane', true, [0.5, 0.5, 0], [1, 0.5, 0], [0.5, 1, 0]],
    ['they lie beside one another in one plane', false, [5, 0, 0], [9, 0, 0], [5, 4, 0]],
    ['one passes beside the other', false, [3, 3, -1], [3, 3, 1], [5, 5, 1]],
    ['one lies a hair above the other', false, [0, 0, 1e-12], [4, 0, 1e-12], [0, 4, 1e-12]],
  ])('%s: %s', (_, expected, ...points) => {
    expect(meet(...(points as number[][]))).toBe(expected);
  });
});

describe('triangles that share', () => {
  it('an edge meet only where they are folded together', () => {
    const folded = at([0, 0, 0], [4, 0, 0], [0, 4, 0], [1, 3, 0], [1, -3, 0], [1, 3, 1e-9]);
    expect(trianglesMeet(folded, FIRST, [1, 0, 3])).toBe(true);
    expect(trianglesMeet(folded, FIRST, [1, 0, 4])).toBe(false);
    expect(trianglesMeet(folded, FIRST, [1, 0, 5])).toBe(false);
  });

  it('a corner meet where they have more in common', () => {
    const p = at([0, 0, 0], [4, 0, 0], [0, 4, 0], [1, 1, -1], [1, 1, 1], [-1, -1, 1]);
    expect(trianglesMeet(p, FIRST, [0, 3, 4])).toBe(true);
    expect(trianglesMeet(p, FIRST, [0, 4, 5])).toBe(false);
  });
});

const coordinate = fc.integer({ min: 0, max: 4 });
const corners = fc.array(fc.tuple(coordinate, coordinate, coordinate), { minLength: 6, maxLength: 6 });

test('meeting does not depend on the order of triangles and corners', () => {
  fc.assert(
    fc.property(corners, (points) => {
      const p = at(...points);
      const meet = trianglesMeet(p, FIRST, [3, 4, 5]);
      expect(trianglesMeet(p, [5, 3, 4], [2, 1, 0])).toBe(meet);
    }),
  );
});

test('triangles that do not meet keep apart, those that meet have a place in common', () => {
  fc.assert(
    fc.property(corners, (points) => {
      const p = at(...points);
      fc.pre(!isFlat(p, FIRST) && !isFlat(p, [3, 4, 5]));
      const meet = trianglesMeet(p, FIRST, [3, 4, 5]);
      // On this grid triangles that do not meet are farther apart than a thousandth.
      if (!meet) expect(comeNear(p, FIRST, [3, 4, 5], 1e-3)).toBe(false);
      else expect(touches(p)).toBe(true);
    }),
  );
});

/** Whether two triangles come near or a side of one passes through the other: by fine samples of the first one. */
function touches(p: Float64Array): boolean {
  const steps = 24;
  const near = (x: number, y: number, z: number) => {
    const q = Float64Array.from([...p, x, y, z, x + 1e-4, y, z, x, y + 1e-4, z + 1e-4]);
    return comeNear(q, [3, 4, 5], [6, 7, 8], 0.35);
  };
  for (let i = 0; i <= steps; i++) {
    for (let j = 0; j <= steps - i; j++) {
      const weights = [i / steps, j / steps, 1 - (i + j) / steps];
      const [x, y, z] = [0, 1, 2].map((axis) => weights.reduce((sum, w, k) => sum + w * p[k * 3 + axis]!, 0));
      if (near(x!, y!, z!)) return true;
    }
  }
  return false;
}

test('distances', () => {
  const p = at([0, 0, 0], [4, 0, 0], [0, 4, 0], [1, 1, 0.5], [2, 1, 3], [1, 2, 3]);
  expect(comeNear(p, FIRST, [3, 4, 5], 0.51)).toBe(true);
  expect(comeNear(p, FIRST, [3, 4, 5], 0.49)).toBe(false);
  const crossed = at([0, 0, 0], [4, 0, 0], [2, -9, 0], [2, 1, -1], [2, 1, 1], [2, 9, 0]);
  expect(comeNear(crossed, FIRST, [3, 4, 5], 1.01)).toBe(true);
  expect(comeNear(crossed, FIRST, [3, 4, 5], 0.99)).toBe(false);
});

test('triangles that cross clearly seem to cross, those that lie clearly apart do not', () => {
  const p = at(
    [0, 0, 0],
    [4, 0, 0],
    [0, 4, 0],
    [1, 1, -1],
    [1, 1, 1],
    [5, 5, 1],
    [3, 3, -1],
    [3, 3, 1],
    [0, 0, 1],
    [4, 0, 1],
    [0, 4, 1],
  );
  expect(seemToCross(p, FIRST, [3, 4, 5])).toBe(true);
  expect(seemToCross(p, [3, 4, 5], FIRST)).toBe(true);
  expect(seemToCross(p, FIRST, [5, 6, 7])).toBe(false);
  expect(seemToCross(p, FIRST, [8, 9, 10])).toBe(false);
});

test('a tiny triangle seems to lie in what comes near it', () => {
  const p = at([0, 0, 0], [0.004, 0, 0], [0, 0.004, 0], [0.001, 0.001, 0.002], [0.501, 0.001, 2], [0.001, 0.501, 2]);
  expect(trianglesMeet(p, FIRST, [3, 4, 5])).toBe(false);
  expect(seemToCross(p, FIRST, [3, 4, 5])).toBe(true);
  const larger = p.map((value) => value * 10);
  expect(seemToCross(larger, FIRST, [3, 4, 5])).toBe(false);
});

test('what seems to cross does so whatever corner comes first', () => {
  const flat = [-479.2916564941406, -240.87742614746094, 42.25341796875, -487.8089904785156, -244.89100646972656];
  const p = Float64Array.from([
    ...[-480.65716552734375, -241.5386199951172, 42.028465270996094, -480.6600036621094, -241.5399932861328],
    ...[42.02799987792969, -480.6512756347656, -241.5503387451172, 42.02755355834961],
    ...[...flat, 41.882999420166016, -480.6669921875, -241.54100036621094, 42.049041748046875],
  ]);
  for (const s of [FIRST, [1, 2, 0], [2, 0, 1]] as const) {
    for (const t of [
      [3, 4, 5],
      [4, 5, 3],
      [5, 3, 4],
    ] as const) {
      expect(seemToCross(p, s, t)).toBe(true);
      expect(seemToCross(p, t, s)).toBe(true);
    }
  }
});

test('what lies surely beside a plane does not seem to cross it', () => {
  const place = fc.integer({ min: -600_000, max: 600_000 }).map((steps) => Math.fround(steps / 1000));
  const near = fc.integer({ min: -20_000, max: 20_000 }).map((steps) => steps / 1000);
  const offset = fc.tuple(near, near, near);
  fc.assert(
    fc.property(fc.tuple(place, place, place), fc.array(offset, { minLength: 6, maxLength: 6 }), (start, offsets) => {
      const p = Float64Array.from(offsets.flatMap((by) => by.map((d, axis) => Math.fround(start[axis]! + d))));
      const surface = new Surface(p, [0, 1, 2, 3, 4, 5]);
      const margin = surelyBeside(surface.longest(0, 1, 2), surface.size);
      const heights = [3, 4, 5].map((corner) => sixVolumes(p, corner));
      fc.pre(Math.min(...heights) > margin || Math.max(...heights) < -margin);
      expect(seemToCross(p, FIRST, [3, 4, 5])).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

/** Six times the volume over the first three vertices of another one: its height times the length of their normal. */
function sixVolumes(p: Float64Array, q: number): number {
  const by = (i: number) => [0, 1, 2].map((axis) => p[i * 3 + axis]! - p[axis]!) as [number, number, number];
  const [[ux, uy, uz], [vx, vy, vz], [wx, wy, wz]] = [by(1), by(2), by(q)];
  return (uy * vz - uz * vy) * wx + (uz * vx - ux * vz) * wy + (ux * vy - uy * vx) * wz;
}
