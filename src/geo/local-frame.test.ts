import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bboxFromCenter } from './bbox.ts';
import { localFrame } from './local-frame.ts';

const lon = fc.double({ min: -179, max: 179, noNaN: true });
const lat = fc.double({ min: -80, max: 80, noNaN: true });
const offset = fc.double({ min: -2500, max: 2500, noNaN: true });

test('positions come back within a tenth of a millimetre', () => {
  fc.assert(
    fc.property(lon, lat, offset, offset, (x0, y0, x, y) => {
      const frame = localFrame(bboxFromCenter([x0, y0], [5000, 5000]));
      const back = frame.toLocal(...frame.toLonLat(x, y));
      expect(Math.hypot(back[0] - x, back[1] - y)).toBeLessThan(1e-4);
    }),
  );
});

test('the rectangle is the size asked for, and the box’s corners lie on it within what meridians converge', () => {
  fc.assert(
    fc.property(lon, lat, (x0, y0) => {
      const bbox = bboxFromCenter([x0, y0], [1000, 800]);
      const { rect, toLocal } = localFrame(bbox);
      expect(rect.maxX - rect.minX).toBeCloseTo(1000, 4);
      expect(rect.maxY - rect.minY).toBeCloseTo(800, 4);
      const converge = (1000 * 800 * Math.tan((Math.abs(y0) * Math.PI) / 180)) / 6.3e6;
      const [x, y] = toLocal(bbox[2], bbox[3]);
      expect(Math.hypot(x - rect.maxX, y - rect.maxY)).toBeLessThan(converge + 0.01);
    }),
  );
});
