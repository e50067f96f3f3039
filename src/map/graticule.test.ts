import fc from 'fast-check';
import { expect, test } from 'vitest';
import { degreeLabel, graticule } from './graticule.ts';

test('every view has a few lines, all inside it, at whole steps', () => {
  const west = fc.double({ min: -180, max: 179, noNaN: true });
  const south = fc.double({ min: -80, max: 79, noNaN: true });
  const size = fc.double({ min: 0.005, max: 60, noNaN: true });
  fc.assert(
    fc.property(west, south, size, (x, y, span) => {
      const { meridians, parallels, step } = graticule([x, y, x + span, y + span]);
      expect(meridians.length).toBeLessThanOrEqual(9);
      expect(meridians.length + parallels.length).toBeGreaterThanOrEqual(2);
      for (const lon of meridians) {
        expect(lon).toBeGreaterThanOrEqual(x - 1e-9);
        expect(lon).toBeLessThanOrEqual(x + span + 1e-9);
        expect(Math.abs(lon / step - Math.round(lon / step))).toBeLessThan(1e-6);
      }
    }),
  );
});

test('labels have the decimals of their step', () => {
  expect(degreeLabel(7.42, 0.01, ['E', 'W'])).toBe('7.42° E');
  expect(degreeLabel(-30, 10, ['N', 'S'])).toBe('30° S');
  expect(degreeLabel(0, 0.5, ['N', 'S'])).toBe('0°');
});
