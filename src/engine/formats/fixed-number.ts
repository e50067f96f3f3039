import { ExportError } from '../../contract/errors.ts';
import { putDecimal, putFineDecimal, putWhole } from './digits.ts';

/** Room that every number fits in. */
export const NUMBER_BYTES = 32;

/** Steps of the last decimal: below the first bound a product's error is at most 2⁻²², below the second 2⁻¹³. */
const FEW_STEPS = 2 ** 31 - 1;
const MANY_STEPS = 2 ** 40;
/** Half-way cases closer than this are left to `toFixed`. */
const DOUBT_OF_FEW = 1e-6;
const DOUBT_OF_MANY = 1e-3;
/** The most decimals that numbers are written with. */
const MAX_DECIMALS = 9;
const POWERS = Float64Array.from({ length: MAX_DECIMALS + 1 }, (_, decimals) => 10 ** decimals);
/** A little too large, so that products with few steps are never cut too low. */
const PARTS = POWERS.map((power) => (1 + Number.EPSILON) / power);

const MINUS = 45;
const ZERO = 48;

/**
 * The nearest whole number, halves upwards. `Math.round` takes four times as long: it decides by the fraction, which a processor
 * cannot foresee.
 */
export function nearestWhole(value: number): number {
  return Math.floor(value + 0.5);
}

/**
 * Writes a number with some decimals (0 to 9), rounded as `toFixed` rounds it but never `-0.000`; up to three bytes of rubbish
 * behind it.
 * @returns where it ends
 * @throws ExportError `internal` for NaN and infinities, which no format can hold
 */
export function putFixed(view: DataView, start: number, value: number, decimals: number): number {
  const scaled = value * POWERS[decimals]!;
  if (!(Math.abs(scaled) < FEW_STEPS)) return putLarge(view, start, value, decimals);
  const steps = nearestWhole(scaled) | 0;
  if (Math.abs(steps - scaled) > 0.5 - DOUBT_OF_FEW) return putSlowly(view, start, value, decimals);
  // Written over where there is none: signs cannot be foreseen, and a wrong guess costs more.
  view.setUint8(start, MINUS);
  const size = Math.abs(steps);
  const whole = (size * PARTS[decimals]!) | 0;
  return putDecimal(view, start + (steps >>> 31), whole, size - whole * POWERS[decimals]!, decimals);
}

function putLarge(view: DataView, start: number, value: number, decimals: number): number {
  const scaled = Math.abs(value) * POWERS[decimals]!;
  const steps = nearestWhole(scaled);
  if (!(scaled < MANY_STEPS) || Math.abs(steps - scaled) > 0.5 - DOUBT_OF_MANY) {
    return putSlowly(view, start, value, decimals);
  }
  return putSteps(view, start, value < 0 ? -steps : steps, decimals);
}

/**
 * Rounds the first so many numbers to whole steps of the last decimal.
 * @returns a bound: `-bound - 1` to `bound` holds all steps, and it is less than twice as large as need be; -1 where
 * {@link putFixed} has to look closer at a number
 */
export function roundToSteps(numbers: Float64Array, count: number, decimals: number, steps: Int32Array): number {
  const power = POWERS[decimals]!;
  let bits = 0;
  for (let i = 0; i < count; i++) {
    const scaled = numbers[i]! * power;
    const nearest = nearestWhole(scaled);
    if (!(Math.abs(scaled) < FEW_STEPS) || Math.abs(nearest - scaled) > 0.5 - DOUBT_OF_FEW) return -1;
    const whole = nearest | 0;
    bits |= whole ^ (whole >> 31);
    steps[i] = whole;
  }
  return bits;
}

/** How many steps of the last decimal are one, and how much of one a step is, a little too large. */
export function stepScale(decimals: number): { readonly power: number; readonly part: number } {
  return { power: POWERS[decimals]! | 0, part: PARTS[decimals]! };
}

/** Writes a number of so many steps of the last decimal (a whole number, its size below 2⁵³), as {@link putFixed} does. */
export function putSteps(view: DataView, start: number, steps: number, decimals: number): number {
  view.setUint8(start, MINUS);
  const size = Math.abs(steps);
  const whole = Math.floor(size * PARTS[decimals]!);
  return putDecimal(view, start + Number(steps < 0), whole, size - whole * POWERS[decimals]!, decimals);
}

/** As {@link putSteps}: quicker for degrees, which have many decimals. */
export function putFineSteps(view: DataView, start: number, steps: number, decimals: number): number {
  const size = Math.abs(steps);
  const whole = Math.floor(size * PARTS[decimals]!);
  if (decimals < 4 || decimals > 8 || whole >= 1e4) return putSteps(view, start, steps, decimals);
  view.setUint8(start, MINUS);
  const part = size - whole * POWERS[decimals]!;
  return putFineDecimal(view, start + Number(steps < 0), whole | 0, part | 0, decimals);
}

/** Writes a whole number from -(2⁵³ - 1) to 2⁵³ - 1 in decimal, as {@link putWhole} does. */
export function putInteger(view: DataView, at: number, value: number): number {
  view.setUint8(at, MINUS);
  return putWhole(view, at + Number(value < 0), Math.abs(value));
}

/**
 * Writes a number of whole thousandths, of which most are, as `String` does: without zeros at its end.
 * @returns where it ends; nothing for other numbers
 */
export function putShortest(view: DataView, start: number, value: number): number | undefined {
  const size = Math.abs(value);
  const thousandths = nearestWhole(1000 * size);
  if (!(thousandths < FEW_STEPS && thousandths / 1000 === size)) return undefined;
  if ((thousandths | 0) % 1000 === 0) return putInteger(view, start, value);
  let at = putSteps(view, start, value < 0 ? -thousandths : thousandths, 3);
  while (view.getUint8(at - 1) === ZERO) at--;
  return at;
}

function putSlowly(view: DataView, start: number, value: number, decimals: number): number {
  if (!Number.isFinite(value)) {
    throw new ExportError({
      code: 'internal',
      message: `The model has a coordinate that is not a number (${value}).`,
      advice: 'Please report it, with the area and the options.',
    });
  }
  const digits = value.toFixed(decimals);
  const text = Number(digits) === 0 ? digits.replace('-', '') : digits;
  for (let i = 0; i < text.length; i++) view.setUint8(start + i, text.charCodeAt(i));
  return start + text.length;
}
