import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Bbox, bboxFromCenter } from '../geo/bbox.ts';
import { createSketch } from './sketch-paths.ts';

/** Twice as wide as high: 128 × 64 units. */
const BOX = bboxFromCenter([2.3, 48.87], [1000, 500]);

/** Degrees of a place given as shares of the box from its top left corner. */
function at(x: number, y: number, [west, south, east, north]: Bbox = BOX): [number, number] {
  return [west + x * (east - west), north - y * (north - south)];
}

const square = (x: number, y: number, side: number): [number, number][] => [
  at(x, y),
  at(x + side, y),
  at(x + side, y + side),
  at(x, y + side),
  at(x, y),
];

const polygon = (...rings: [number, number][][]): GeoJSON.Geometry => ({ type: 'Polygon', coordinates: rings });

it('draws areas with their holes and lines, in the shape of the box', () => {
  const sketch = createSketch(BOX);
  sketch.add('water', polygon(square(0.25, 0.25, 0.5), square(0.375, 0.375, 0.25).toReversed()));
  sketch.add('roads', { type: 'MultiLineString', coordinates: [[at(0, 0.5), at(0.5, 0.5), at(1, 0.5)]] });
  expect(sketch.finish()).toEqual({
    width: 128,
    height: 64,
    paths: { water: 'M32 16l64 0 0 32-64 0zM48 24l0 16 32 0 0-16z', roads: 'M0 32l128 0' },
  });
});

it('leaves out what is too small, what lies outside, and what was there already', () => {
  const sketch = createSketch(BOX);
  sketch.add('buildings', polygon(square(0.5, 0.5, 0.001)));
  sketch.add('green', polygon(square(1.1, 0, 0.5)));
  expect(sketch.finish()).toBeUndefined();
  for (let times = 0; times < 3; times++) sketch.add('buildings', polygon(square(0.5, 0.5, 0.25)));
  expect(sketch.finish()!.paths).toEqual({ buildings: 'M64 32l32 0 0 16-32 0z' });
});

it('follows no detour outside', () => {
  const sketch = createSketch(BOX);
  const detour = Array.from({ length: 500 }, (_, i) => at(1.2 + Math.sin(i), i / 500 + 2));
  const coordinates = [at(0.5, 0.5), at(1.5, 1.5), ...detour, at(1.5, 1.5), at(0.75, 0.5)];
  sketch.add('streets', { type: 'LineString', coordinates });
  expect(sketch.finish()!.paths.streets!.length).toBeLessThan(60);
});

it('stays small, keeps the largest, and does not depend on the order', () => {
  const shapes = fc.array(
    fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
    {
      minLength: 300,
      maxLength: 600,
    },
  );
  fc.assert(
    fc.property(shapes, (places) => {
      const drawn = (order: typeof places) => {
        const sketch = createSketch(BOX);
        for (const [x, y] of order) sketch.add('buildings', polygon(square(x, y, 0.02 + x * y * 0.1)));
        sketch.add('buildings', polygon(square(-0.5, -0.5, 2)));
        return sketch.finish()!.paths.buildings!;
      };
      expect(drawn(places).length).toBeLessThanOrEqual(3000);
      expect(drawn(places)).toMatch(/^M-64 -32l/);
      expect(drawn(places.toReversed())).toBe(drawn(places));
    }),
    { numRuns: 10 },
  );
});
