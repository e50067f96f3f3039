import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bboxAreaKm2, bboxCenter, bboxExpand, bboxFromCenter, bboxSize, metresPerDegree } from './bbox.ts';

const lon = fc.double({ min: -179, max: 179, noNaN: true });
const lat = fc.double({ min: -84, max: 84, noNaN: true });
const side = fc.double({ min: 1, max: 5000, noNaN: true });

test('a box made from center and size has that center and that size', () => {
  fc.assert(
    fc.property(lon, lat, side, side, (x, y, width, height) => {
      const bbox = bboxFromCenter([x, y], [width, height]);
      expect(bboxCenter(bbox)[0]).toBeCloseTo(x, 9);
      expect(bboxCenter(bbox)[1]).toBeCloseTo(y, 9);
      expect(bboxSize(bbox)[0]).toBeCloseTo(width, 4);
      expect(bboxSize(bbox)[1]).toBeCloseTo(height, 4);
      expect(bboxAreaKm2(bbox)).toBeCloseTo((width * height) / 1e6, 6);
    }),
  );
});

test('a degree has the length of the WGS84 ellipsoid (published tables: 0°, 45°, 60°)', () => {
  expect(metresPerDegree(0).lon).toBeCloseTo(111_319.49, 1);
  expect(metresPerDegree(0).lat).toBeCloseTo(110_574.28, 1);
  expect(metresPerDegree(45).lon).toBeCloseTo(78_846.81, 1);
  expect(metresPerDegree(45).lat).toBeCloseTo(111_131.75, 0);
  expect(metresPerDegree(60).lon).toBeCloseTo(55_800, -1);
});

test('a grown box stays within the range of degrees', () => {
  expect(bboxExpand([-180, -90, 180, 90], 1000)).toEqual([-180, -90, 180, 90]);
});
