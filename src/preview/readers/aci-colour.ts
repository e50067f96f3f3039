import type { Rgb } from '../model.ts';

const NAMED: readonly Rgb[] = [
  [255, 255, 255],
  [255, 0, 0],
  [255, 255, 0],
  [0, 255, 0],
  [0, 255, 255],
  [0, 0, 255],
  [255, 0, 255],
  [206, 203, 196],
  [128, 128, 128],
  [192, 192, 192],
];
const GREYS = [51, 80, 105, 130, 190, 255];
/** Brightness of the five pairs in each row of ten. */
const VALUES = [1, 0.65, 0.5, 0.3, 0.15];

/**
 * AutoCAD's colour of an index: 1 to 9 have names, 10 to 249 are 24 hues of five brightnesses, each full and pale, 250 to
 * 255 are greys. Number 7 is black or white, whichever can be seen: here a light grey.
 */
export function aciColour(index: number): Rgb {
  if (index < 10) return NAMED[index] ?? NAMED[7]!;
  if (index >= 250) {
    const grey = GREYS[Math.min(index, 255) - 250]!;
    return [grey, grey, grey];
  }
  const hue = (Math.floor(index / 10) - 1) * 15;
  const saturation = index % 2 === 1 ? 0.5 : 1;
  const value = VALUES[Math.floor((index % 10) / 2)]! * 255;
  const channel = (shift: number) => {
    const k = (shift + hue / 60) % 6;
    return Math.round(value * (1 - saturation * Math.max(0, Math.min(k, 4 - k, 1))));
  };
  return [channel(5), channel(3), channel(1)];
}
