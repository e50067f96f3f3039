import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bbox, bboxSize, type SizeMetres } from '../geo/bbox.ts';
import { areaFromBbox, areaFromCenter, areaProblem } from './area.ts';

const lon = fc.double({ min: -179, max: 179, noNaN: true });
const lat = fc.double({ min: -80, max: 80, noNaN: true });
const metres = fc.double({ min: 1, max: 20_000, noNaN: true });

describe('area', () => {
  it('has exactly the asked size around its center', () => {
    fc.assert(
      fc.property(lon, lat, metres, metres, (x, y, width, height) => {
        const size: SizeMetres = [width, height];
        const area = areaFromCenter([x, y], size);
        const [measuredWidth, measuredHeight] = bboxSize(area.bbox);
        expect(Math.abs(measuredWidth - width)).toBeLessThan(1e-6);
        expect(Math.abs(measuredHeight - height)).toBeLessThan(1e-6);
        expect(area.size).toBe(size);
      }),
    );
  });

  it('is the same from its box as from its center and size', () => {
    fc.assert(
      fc.property(lon, lat, metres, metres, (x, y, width, height) => {
        const area = areaFromCenter([x, y], [width, height]);
        const again = areaFromBbox(area.bbox);
        expect(again.bbox).toEqual(area.bbox);
        expect(again.center[0]).toBeCloseTo(x, 9);
        expect(again.center[1]).toBeCloseTo(y, 9);
      }),
    );
  });

  it('comes back from a copy of the world', () => {
    fc.assert(
      fc.property(lon, fc.integer({ min: -3, max: 3 }), (x, worlds) => {
        const shifted = x + 360 * worlds;
        const drawn: Bbox = [shifted, 10, shifted + 0.5, 10.5];
        expect(areaFromBbox(drawn).bbox[0]).toBeCloseTo(x, 9);
        expect(areaFromCenter([shifted, 10], [500, 500]).center[0]).toBeCloseTo(x, 9);
      }),
    );
  });
});

describe('areaProblem', () => {
  it('finds nothing wrong with a small box', () => {
    expect(areaProblem(areaFromCenter([13.4, 52.5], [500, 500]).bbox, 4)).toBeUndefined();
  });

  it('tells by how much a box is too large', () => {
    const problem = areaProblem(areaFromCenter([13.4, 52.5], [3000, 2000]).bbox, 4);
    expect(problem).toMatchObject({ kind: 'too-large', maxAreaKm2: 4 });
  });

  it('tells that a drawn box runs over the edge of the world', () => {
    expect(areaProblem([179.9, 10, 180.1, 10.1])).toEqual({ kind: 'antimeridian' });
  });
});
