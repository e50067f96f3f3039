import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bbox, bboxSize, type LonLat } from '../geo/bbox.ts';
import { BOX_HANDLES, dragHandle, handlePosition, nudge, offsetMetres } from './box-edit.ts';

const box: Bbox = [10, 50, 11, 51];
const position = fc.tuple(
  fc.double({ min: -170, max: 170, noNaN: true }),
  fc.double({ min: -80, max: 80, noNaN: true }),
);

describe('dragHandle', () => {
  it('changes nothing when a handle is dragged to where it is', () => {
    for (const handle of BOX_HANDLES) expect(dragHandle(box, handle, handlePosition(box, handle))).toEqual(box);
  });

  it('keeps the box ordered and the sides that the handle does not hold', () => {
    fc.assert(
      fc.property(fc.constantFrom(...BOX_HANDLES), position, (handle, to) => {
        const dragged = dragHandle(box, handle, to);
        expect(dragged[0]).toBeLessThanOrEqual(dragged[2]);
        expect(dragged[1]).toBeLessThanOrEqual(dragged[3]);
        if (!/[we]/.test(handle)) expect([dragged[0], dragged[2]]).toEqual([10, 11]);
        if (!/[ns]/.test(handle)) expect([dragged[1], dragged[3]]).toEqual([50, 51]);
      }),
    );
  });

  it('puts a corner where it was dragged, and turns the box over when that is beyond the opposite corner', () => {
    expect(dragHandle(box, 'ne', [12, 53])).toEqual([10, 50, 12, 53]);
    expect(dragHandle(box, 'ne', [9, 49])).toEqual([9, 49, 10, 50]);
    expect(dragHandle(box, 'w', [10.25, 99])).toEqual([10.25, 50, 11, 51]);
  });
});

describe('nudge', () => {
  it('moves by 5 metres, with Shift by 50', () => {
    const from: LonLat = [13.4, 52.5];
    const [lon] = nudge(from, 'ArrowRight', false)!;
    const [, lat] = nudge(from, 'ArrowDown', true)!;
    expect(bboxSize([13.4, 52.5, lon, 52.5])[0]).toBeCloseTo(5, 6);
    expect(bboxSize([13.4, lat, 13.4, 52.5])[1]).toBeCloseTo(50, 3);
  });

  it('leaves the other keys alone', () => {
    expect(nudge([0, 0], 'Enter', false)).toBeUndefined();
  });

  it('goes there and back', () => {
    fc.assert(
      fc.property(position, fc.double({ min: -100, max: 100, noNaN: true }), (from, metres) => {
        const [lon, lat] = offsetMetres(offsetMetres(from, metres, 0), -metres, 0);
        expect(lon).toBeCloseTo(from[0], 9);
        expect(lat).toBeCloseTo(from[1], 12);
      }),
    );
  });
});
