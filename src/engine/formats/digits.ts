/** The digits of 0000 to 9999, four bytes each, the first in the lowest byte: one store writes them all. */
const FOUR = Int32Array.from({ length: 10_000 }, (_, n) => {
  const digit = (place: number) => 48 + (Math.floor(n / 10 ** place) % 10);
  return digit(3) | (digit(2) << 8) | (digit(1) << 16) | (digit(0) << 24);
});

/**
 * Writes a whole number (0 to 2⁵³ - 1) in decimal, and up to three bytes of rubbish behind it.
 * @returns where it ends
 */
export function putWhole(view: DataView, at: number, value: number): number {
  if (value < 10_000) {
    const short = value >= 1000 ? 0 : value >= 100 ? 1 : value >= 10 ? 2 : 3;
    view.setInt32(at, FOUR[value]! >> (8 * short), true);
    return at + 4 - short;
  }
  const high = Math.floor(value / 10_000);
  const end = putWhole(view, at, high);
  view.setInt32(end, FOUR[value - high * 10_000]!, true);
  return end + 4;
}

/**
 * Writes a whole number with exactly so many digits, leading zeros included, and up to three bytes of rubbish behind it.
 * @returns where it ends
 */
export function putDigits(view: DataView, at: number, value: number, count: number): number {
  if (count <= 4) {
    view.setInt32(at, FOUR[value]! >> (8 * (4 - count)), true);
    return at + count;
  }
  const high = Math.floor(value / 10_000);
  const end = putDigits(view, at, high, count - 4);
  view.setInt32(end, FOUR[value - high * 10_000]!, true);
  return end + 4;
}
