import { describe, expect, test } from 'vitest';
import { type Bbox, bboxFromCenter } from './bbox.ts';
import { checkBbox, describeBboxProblem } from './check-bbox.ts';

const refused: [string, Bbox, string][] = [
  ['no number', [Number.NaN, 0, 1, 1], 'not-a-number'],
  ['beyond ±180°', [170, 0, 181, 1], 'out-of-range'],
  ['beyond ±90°', [0, 89, 1, 91], 'out-of-range'],
  ['no width', [1, 1, 1, 2], 'empty'],
  ['south above north', [1, 2, 2, 1], 'empty'],
  ['across the antimeridian', [179, 0, -179, 1], 'antimeridian'],
  ['at the pole', [0, 86, 0.1, 86.1], 'near-pole'],
  ['half a metre wide', [7, 43, 7.000004, 43.1], 'empty'],
];

describe('a box is refused with its reason', () => {
  test.each(refused)('%s', (_, bbox, kind) => {
    const problem = checkBbox(bbox);
    expect(problem?.kind).toBe(kind);
    expect(describeBboxProblem(problem!)).toMatch(/\w.*\.$|\?$/);
  });
});

test('latitude and longitude exchanged are offered the right way round', () => {
  const problem = checkBbox([43.731, 107.418, 43.74, 107.43]);
  expect(problem).toEqual({ kind: 'out-of-range', swapped: [107.418, 43.731, 107.43, 43.74] });
});

test('a box over the limit says the limit and how far over it is', () => {
  const problem = checkBbox([7, 43, 7.05, 43.05], 4);
  expect(problem?.kind).toBe('too-large');
  expect(describeBboxProblem(problem!)).toMatch(/22\.6 km².*limit is 4\.00 km².*18\.6 km² too much/);
});

test('a good box has no problem', () => {
  expect(checkBbox([7.418, 43.731, 7.4304, 43.74], 4)).toBeUndefined();
});

test('a box of exactly the limit is within it', () => {
  for (const lat of [0, 43.7, 50, -65]) expect(checkBbox(bboxFromCenter([10, lat], [5000, 5000]), 25)).toBeUndefined();
});
