import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NUMBER_BYTES, putFineSteps, putShortest, putSteps } from './fixed-number.ts';

function written(put: (view: DataView, start: number) => number): string {
  const view = new DataView(new ArrayBuffer(NUMBER_BYTES + 2));
  const end = put(view, 2);
  return new TextDecoder().decode(new Uint8Array(view.buffer, 2, Math.max(0, end - 2)));
}

/** By whole numbers alone. */
function decimal(steps: number, decimals: number): string {
  const digits = String(Math.abs(steps)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const sign = steps < 0 ? '-' : '';
  return decimals === 0 ? sign + whole : `${sign}${whole}.${digits.slice(digits.length - decimals)}`;
}

it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])('writes steps of %i decimals exactly', (decimals) => {
  const near = fc
    .tuple(fc.nat(12_000), fc.integer({ min: -2, max: 2 }))
    .map(([whole, by]) => whole * 10 ** decimals + by);
  const steps = fc.oneof(
    near,
    near.map((value) => -value),
    fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
  );
  fc.assert(
    fc.property(steps, (value) => {
      expect(written((view, at) => putSteps(view, at, value, decimals))).toBe(decimal(value, decimals));
      expect(written((view, at) => putFineSteps(view, at, value, decimals))).toBe(decimal(value, decimals));
    }),
  );
});

it('writes whole thousandths as String does, and leaves other numbers', () => {
  fc.assert(
    fc.property(fc.integer({ min: -(2 ** 31) + 2, max: 2 ** 31 - 2 }), (thousandths) => {
      const value = thousandths / 1000;
      expect(written((view, at) => putShortest(view, at, value)!)).toBe(String(value));
    }),
  );
  for (const value of [1 / 3, 2 ** 40, Number.NaN, Infinity, 0.0001]) {
    expect(putShortest(new DataView(new ArrayBuffer(NUMBER_BYTES)), 0, value)).toBeUndefined();
  }
});
