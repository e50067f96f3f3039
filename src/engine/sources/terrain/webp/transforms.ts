import type { BitReader } from './bit-reader.ts';
import { blockCount, readEntropyImage } from './entropy-image.ts';

/** Undoes one step of the encoder: pixels in, pixels out (perhaps the same array). */
export type Undo = (pixels: Uint32Array) => Uint32Array;

interface Transform {
  readonly undo: Undo;
  /** Width of the picture that the transform leaves to be stored. */
  readonly width: number;
}

/** Reads the description of the next transform. */
export function readTransform(reader: BitReader, width: number, height: number): Transform {
  const type = reader.read(2);
  if (type === 2) return { undo: addGreen, width };
  if (type === 3) return readPalette(reader, width, height);
  const bits = reader.read(3) + 2;
  const blocks = readEntropyImage(reader, blockCount(width, bits), blockCount(height, bits), false);
  return { undo: (pixels) => (type === 0 ? addPrediction : addColor)(pixels, width, blocks, bits), width };
}

/** Green was subtracted from red and blue. */
function addGreen(pixels: Uint32Array): Uint32Array {
  for (let i = 0; i < pixels.length; i++) {
    const pixel = pixels[i]!;
    const green = (pixel >> 8) & 0xff;
    pixels[i] = (pixel & 0xff00ff00) | (((pixel & 0xff00ff) + ((green << 16) | green)) & 0xff00ff);
  }
  return pixels;
}

/** Multiples of green and red were subtracted from red and blue, with factors per block. */
function addColor(pixels: Uint32Array, width: number, blocks: Uint32Array, bits: number): Uint32Array {
  const blocksPerRow = blockCount(width, bits);
  for (let i = 0; i < pixels.length; i++) {
    const block = blocks[((i / width) >> bits) * blocksPerRow + ((i % width) >> bits)]!;
    const pixel = pixels[i]!;
    const green = signed(pixel >> 8);
    const red = ((pixel >> 16) + delta(block, green)) & 0xff;
    const blue = (pixel + delta(block >> 8, green) + delta(block >> 16, signed(red))) & 0xff;
    pixels[i] = (pixel & 0xff00ff00) | (red << 16) | blue;
  }
  return pixels;
}

function signed(byte: number): number {
  return (byte << 24) >> 24;
}

function delta(factor: number, color: number): number {
  return (signed(factor) * color) >> 5;
}

/** Colours were replaced by numbers in a table, several to a pixel where the table is small. */
function readPalette(reader: BitReader, width: number, height: number): Transform {
  const size = reader.read(8) + 1;
  const palette = readEntropyImage(reader, size, 1, false);
  for (let i = 1; i < size; i++) palette[i] = addPixels(palette[i]!, palette[i - 1]!);
  const packing = size <= 2 ? 3 : size <= 4 ? 2 : size <= 16 ? 1 : 0;
  const storedWidth = blockCount(width, packing);
  const bitsPerIndex = 8 >> packing;
  const undo: Undo = (stored) => {
    const pixels = new Uint32Array(width * height);
    for (let i = 0; i < pixels.length; i++) {
      const x = i % width;
      const packed = (stored[((i - x) / width) * storedWidth + (x >> packing)]! >> 8) & 0xff;
      const index = (packed >> ((x & ((1 << packing) - 1)) * bitsPerIndex)) & ((1 << bitsPerIndex) - 1);
      pixels[i] = palette[index] ?? 0;
    }
    return pixels;
  };
  return { undo, width: storedWidth };
}

const BLACK = 0xff000000;

/** A prediction from the neighbours was subtracted, with one of 14 predictors per block. */
function addPrediction(pixels: Uint32Array, width: number, blocks: Uint32Array, bits: number): Uint32Array {
  const blocksPerRow = blockCount(width, bits);
  pixels[0] = addPixels(pixels[0]!, BLACK);
  for (let i = 1; i < Math.min(width, pixels.length); i++) pixels[i] = addPixels(pixels[i]!, pixels[i - 1]!);
  for (let row = width, y = 1; row < pixels.length; row += width, y++) {
    pixels[row] = addPixels(pixels[row]!, pixels[row - width]!);
    const blockRow = (y >> bits) * blocksPerRow;
    for (let x = 1; x < width; x++) {
      const i = row + x;
      const mode = (blocks[blockRow + (x >> bits)]! >> 8) & 0xf;
      const top = i - width;
      const predicted = predict(mode, pixels[i - 1]!, pixels[top]!, pixels[top + 1]!, pixels[top - 1]!);
      pixels[i] = addPixels(pixels[i]!, predicted);
    }
  }
  return pixels;
}

/** The neighbours are left (l), top (t), top right (tr; in the last column the row's own first pixel) and top left (tl). */
function predict(mode: number, l: number, t: number, tr: number, tl: number): number {
  switch (mode) {
    case 1:
      return l;
    case 2:
      return t;
    case 3:
      return tr;
    case 4:
      return tl;
    case 5:
      return average(average(l, tr), t);
    case 6:
      return average(l, tl);
    case 7:
      return average(l, t);
    case 8:
      return average(tl, t);
    case 9:
      return average(t, tr);
    case 10:
      return average(average(l, tl), average(t, tr));
    case 11:
      return select(l, t, tl);
    case 12:
      return perByte((shift) => byteAt(l, shift) + byteAt(t, shift) - byteAt(tl, shift));
    case 13: {
      const mean = average(l, t);
      return perByte((shift) => {
        const byte = byteAt(mean, shift);
        return byte + Math.trunc((byte - byteAt(tl, shift)) / 2);
      });
    }
    default:
      return BLACK;
  }
}

/** Sum of each byte, modulo 256. */
function addPixels(a: number, b: number): number {
  return (((a & 0xff00ff00) + (b & 0xff00ff00)) & 0xff00ff00) | (((a & 0xff00ff) + (b & 0xff00ff)) & 0xff00ff);
}

/** Mean of each byte, rounded down. */
function average(a: number, b: number): number {
  return (((a ^ b) & 0xfefefefe) >>> 1) + (a & b);
}

/** Left or top, whichever is nearer to `left + top − top left`. */
function select(l: number, t: number, tl: number): number {
  let toLeft = 0;
  let toTop = 0;
  for (let shift = 0; shift < 32; shift += 8) {
    toLeft += Math.abs(byteAt(t, shift) - byteAt(tl, shift));
    toTop += Math.abs(byteAt(l, shift) - byteAt(tl, shift));
  }
  return toLeft < toTop ? l : t;
}

function byteAt(pixel: number, shift: number): number {
  return (pixel >>> shift) & 0xff;
}

function perByte(value: (shift: number) => number): number {
  let pixel = 0;
  for (let shift = 0; shift < 32; shift += 8) pixel |= Math.min(Math.max(value(shift), 0), 255) << shift;
  return pixel;
}
