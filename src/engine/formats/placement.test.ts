import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FormatOptions } from '../../contract/format-options.ts';
import { formatSettings } from '../../contract/format-settings.ts';
import { FORMAT_IDS, type FormatId } from '../../contract/formats.ts';
import { bboxFromCenter } from '../../geo/bbox.ts';
import { localFrame } from '../../geo/local-frame.ts';
import { placedSoup } from '../../testing/test-scene.ts';
import type { Extents } from './extents.ts';
import { georeferenceText } from './georeference.ts';
import { createPlacement, placedExtents, placementText } from './placement.ts';

const EXTENTS: Extents = { min: [-250, -200, 31.25], max: [250, 200, 130.5] };
const placement = (format: FormatId, options: FormatOptions = {}) =>
  createPlacement(formatSettings(format, options), EXTENTS);

describe('createPlacement', () => {
  it('leaves local metres as they are unless told otherwise', () => {
    expect(placedExtents(EXTENTS, placement('stl'))).toEqual(EXTENTS);
    expect(placementText(placement('stl'))).toBe('Units: metres. x east, y north, z up.');
  });

  it('turns, scales and lifts', () => {
    const placed = placement('obj', { up_axis: 'y', unit: 'mm', scale: 1000, z_origin: 'zero' });
    expect(placedExtents(EXTENTS, placed)).toEqual({ min: [-250, 0, -200], max: [250, 99.25, 200] });
    expect(placementText(placed)).toMatch(/millimetres at 1:1000.*y up, z south.*31\.250 m above/);
  });

  it('fits a print bed at a round scale', () => {
    const { scale } = placement('3mf');
    expect(scale).toBe(2500);
    const { min, max } = placedExtents(EXTENTS, placement('3mf'));
    expect(max[0] - min[0]).toBe(200);
    expect(min[2]).toBe(0);
  });

  it.each([
    ['stl', {}, 3],
    ['obj', { unit: 'mm' }, 0],
    ['obj', { unit: 'ft' }, 3],
    ['obj', { scale: 1000 }, 6],
    ['3mf', {}, 4],
    ['obj', { precision: 1 }, 1],
  ] as const)('%s with %o has %d-th decimals: a millimetre in nature shows', (format, options, decimals) => {
    expect(placement(format, options).decimals).toBe(decimals);
  });
});

describe('GEOREFERENCE.txt', () => {
  const frame = localFrame(bboxFromCenter([7.42, 43.73], [500, 400]));
  const VARIANTS: FormatOptions[] = [
    {},
    { up_axis: 'y', unit: 'ft', scale: 500, z_origin: 'zero' },
    { unit: 'mm', z_origin: 'zero' },
  ];
  const cases = FORMAT_IDS.flatMap((format) => VARIANTS.map((options) => [format, options] as const));

  it.each(cases)('leads from a %s with %o back to a place within a millimetre', (format, options) => {
    const placed = placement(format, options);
    const text = georeferenceText(frame, [{ name: `a.${format}`, placement: placed }]);
    const proj = /\(PROJ\): (.*)/.exec(text)![1]!;
    expect(proj).toBe(frame.proj);
    const metres = fc.double({ min: -250, max: 250, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(metres, metres, metres), (point) => {
        const inFile = placedSoup(point, placed).map((value) => Number(value.toFixed(placed.decimals)));
        const back = followFormula(text, inFile);
        for (let axis = 0; axis < 3; axis++) expect(Math.abs(back[axis]! - point[axis]!)).toBeLessThanOrEqual(0.001);
      }),
      { numRuns: 30 },
    );
  });
});

/** Does what the text says: `x = X × 2, y = -Z × 2, z = Y × 2 + 31.250`. */
function followFormula(text: string, [X, Y, Z]: readonly number[]): number[] {
  const formula = /: (x = .*, y = .*, z = .*)/.exec(text)![1]!;
  return formula.split(', ').map((one) => {
    const [, sign, name, times = '1', lift = '0'] = /= (-?)([XYZ])(?: × ([\d.e+-]+))?(?: \+ (-?[\d.]+))?$/.exec(one)!;
    return (sign === '-' ? -1 : 1) * { X, Y, Z }[name as 'X']! * Number(times) + Number(lift);
  });
}
