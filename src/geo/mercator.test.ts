import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mercatorLat, mercatorLon, mercatorX, mercatorY, tileCover } from './mercator.ts';

test('positions come back', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -180, max: 180, noNaN: true }),
      fc.double({ min: -85, max: 85, noNaN: true }),
      (lon, lat) => {
        expect(mercatorLon(mercatorX(lon))).toBeCloseTo(lon, 9);
        expect(mercatorLat(mercatorY(lat))).toBeCloseTo(lat, 9);
      },
    ),
  );
});

test('Monaco at zoom 14 is where its tiles are', () => {
  expect(tileCover([7.418, 43.731, 7.4304, 43.74], 14)).toEqual({
    zoom: 14,
    minX: 8529,
    minY: 5973,
    maxX: 8530,
    maxY: 5974,
  });
});

test('the edges of the world stay within the tiles', () => {
  expect(tileCover([-180, -85, 180, 85], 2)).toEqual({ zoom: 2, minX: 0, minY: 0, maxX: 3, maxY: 3 });
});
