import { describe, expect, it } from 'vitest';
import type { FormatOptions } from '../../contract/format-options.ts';
import { formatSettings } from '../../contract/format-settings.ts';
import type { FormatId } from '../../contract/formats.ts';
import type { Extents } from './extents.ts';
import { createPlacement, placedExtents, placementText } from './placement.ts';

const EXTENTS: Extents = { min: [-250, -200, 31.25], max: [250, 200, 130.5] };
const RECT = { minX: -240, minY: -190, maxX: 240, maxY: 190 };
const placement = (format: FormatId, options: FormatOptions = {}) =>
  createPlacement(format, formatSettings(format, options), { extents: EXTENTS, rect: RECT });

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
    expect(max[0]).toBe(200);
    expect(min).toEqual([0, 0, 0]);
  });

  it('puts a plan on paper, north up', () => {
    const plan = placement('svg', { scale: 1000 });
    const { min, max } = placedExtents({ min: [-240, -190, 0], max: [240, 190, 0] }, plan);
    expect([min[0], min[1], max[0], max[1]]).toEqual([10, 10, 490, 390]);
    expect(placementText(plan)).toMatch(/x east, y south/);
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

  it.each([
    ['stl', {}],
    ['3mf', {}],
    ['obj', { unit: 'ft', up_axis: 'y' }],
    ['ply', { scale: 5000 }],
  ] as const)('corners of fused bodies in %s with %o can be moved in 32 bits without rounding', (format, options) => {
    const placed = placement(format, { ...options, fuse: true });
    const { steps, decimals } = placed;
    const { min, max } = placedExtents(EXTENTS, placed);
    const onSteps = (value: number) => Math.round(value * steps) / steps;
    expect(Number.isInteger(Math.log2(steps))).toBe(true);
    for (const [axis, least] of min.entries()) {
      const middle = (onSteps(least) + onSteps(max[axis]!)) / 2;
      for (const share of [0, 0.1, 0.37, 0.5, 0.81, 1]) {
        const corner = onSteps(least + share * (max[axis]! - least));
        expect(Math.fround(corner)).toBe(corner);
        expect(Math.fround(corner - middle)).toBe(corner - middle);
        expect(Math.abs(Number(corner.toFixed(decimals)) - corner)).toBeLessThan(0.1 / steps);
      }
    }
  });
});
