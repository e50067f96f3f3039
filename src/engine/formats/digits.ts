/** The digits of 0000 to 9999, four bytes each, the first in the lowest byte: one store writes them all. */
const FOUR = Int32Array.from({ length: 10_000 }, (_, n) => {
  const digit = (place: number) => 48 + (Math.floor(n / 10 ** place) % 10);
  return digit(3) | (digit(2) << 8) | (digit(1) << 16) | (digit(0) << 24);
});
/** How many digits 0 to 9999 have, and those digits: looked up, because a processor cannot foresee how long numbers are. */
const LENGTH = Uint8Array.from({ length: 10_000 }, (_, n) => String(n).length);
const LEFT = FOUR.map((digits, n) => digits >> (8 * (4 - LENGTH[n]!)));

/** As a double it is a little too large, so that products with whole numbers below 10¹¹ are never cut too low. */
const TEN_THOUSANDTH = 1e-4;

/**
 * Writes a whole number (0 to 2⁵³ - 1) in decimal, and up to three bytes of rubbish behind it.
 * @returns where it ends
 */
export function putWhole(view: DataView, at: number, value: number): number {
  if (value < 1e4) {
    view.setInt32(at, LEFT[value]!, true);
    return at + LENGTH[value]!;
  }
  if (value >= 1e8) return putLong(view, at, value);
  const high = (value * TEN_THOUSANDTH) | 0;
  view.setInt32(at, LEFT[high]!, true);
  const end = at + LENGTH[high]!;
  view.setInt32(end, FOUR[value - high * 1e4]!, true);
  return end + 4;
}

function putLong(view: DataView, at: number, value: number): number {
  const high = Math.floor(value / 1e8);
  return putDigits(view, putWhole(view, at, high), value - high * 1e8, 8);
}

/**
 * Writes a whole number with exactly so many digits (1 to 9), leading zeros included, and up to three bytes of rubbish behind it.
 * @returns where it ends
 */
export function putDigits(view: DataView, at: number, value: number, count: number): number {
  if (count <= 4) {
    view.setInt32(at, FOUR[value]! >> (8 * (4 - count)), true);
    return at + count;
  }
  if (count > 8) return putDigits(view, putWhole(view, at, (value / 1e8) | 0), value % 1e8, 8);
  const high = (value * TEN_THOUSANDTH) | 0;
  view.setInt32(at, FOUR[high]! >> (8 * (8 - count)), true);
  const end = at + count - 4;
  view.setInt32(end, FOUR[value - high * 1e4]!, true);
  return end + 4;
}

/** What makes a dot of a zero. */
const DOT = 46;
const ZERO_TO_DOT = 48 ^ DOT;

/**
 * Writes a whole number, and a dot and exactly so many digits (0 to 9) of another behind it, leading zeros included; no dot for
 * no digits. Up to three bytes of rubbish follow.
 * @returns where they end
 */
export function putDecimal(view: DataView, start: number, whole: number, fraction: number, count: number): number {
  const at = putWhole(view, start, whole);
  if (count === 0) return at;
  if (count <= 3) {
    view.setInt32(at, (FOUR[fraction]! >> (8 * (3 - count))) ^ ZERO_TO_DOT, true);
    return at + 1 + count;
  }
  view.setUint8(at, DOT);
  return putDigits(view, at + 1, fraction, count);
}

/**
 * As {@link putDecimal}, for a whole number below 10⁴ and 4 to 8 digits: quicker than piece by piece.
 * @returns where they end
 */
export function putFineDecimal(view: DataView, at: number, whole: number, fraction: number, count: number): number {
  view.setInt32(at, LEFT[whole]!, true);
  const dot = at + LENGTH[whole]!;
  const high = (fraction / 1e4) | 0;
  view.setUint8(dot, DOT);
  view.setInt32(dot + 1, FOUR[high]! >> (8 * (8 - count)), true);
  const end = dot + count - 3;
  view.setInt32(end, FOUR[fraction - Math.imul(high, 1e4)]!, true);
  return end + 4;
}
