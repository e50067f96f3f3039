import type { BitReader } from './bit-reader.ts';
import { type PrefixCode, readPrefixCode } from './prefix-code.ts';

const LITERALS = 256;
const LENGTHS = 24;
const DISTANCES = 40;

/** The five codes of a pixel: green with lengths and cache, red, blue, alpha, distance. */
type CodeGroup = readonly [PrefixCode, PrefixCode, PrefixCode, PrefixCode, PrefixCode];

/**
 * Reads an entropy-coded image: ARGB values, row by row.
 * @param main whether it is the picture itself, which alone may switch codes from block to block
 */
export function readEntropyImage(reader: BitReader, width: number, height: number, main: boolean): Uint32Array {
  const cacheBits = reader.read(1) ? reader.read(4) : 0;
  if (cacheBits > 11) throw new Error('The WebP data holds an invalid colour cache.');
  const cacheSize = cacheBits > 0 ? 1 << cacheBits : 0;
  const blockBits = main && reader.read(1) ? reader.read(3) + 2 : 0;
  const blocksPerRow = blockCount(width, blockBits);
  const blocks =
    blockBits > 0 ? readEntropyImage(reader, blocksPerRow, blockCount(height, blockBits), false) : undefined;
  const groups = readGroups(reader, groupCount(blocks), cacheSize);

  const pixels = new Uint32Array(width * height);
  const cache = new Uint32Array(cacheSize);
  const hashShift = 32 - cacheBits;
  let x = 0;
  let y = 0;
  for (let i = 0; i < pixels.length; ) {
    const group = blocks ? (blocks[(y >> blockBits) * blocksPerRow + (x >> blockBits)]! >> 8) & 0xffff : 0;
    const [greens, reds, blues, alphas, distances] = groups[group]!;
    const start = i;
    const symbol = greens.read(reader);
    if (symbol < LITERALS) {
      const red = reds.read(reader);
      const blue = blues.read(reader);
      pixels[i++] = (alphas.read(reader) << 24) | (red << 16) | (symbol << 8) | blue;
    } else if (symbol < LITERALS + LENGTHS) {
      const length = readPrefixed(reader, symbol - LITERALS);
      const distance = pixelDistance(readPrefixed(reader, distances.read(reader)), width);
      if (distance > i || i + length > pixels.length) throw new Error('The WebP data points outside the picture.');
      for (const end = i + length; i < end; i++) pixels[i] = pixels[i - distance]!;
    } else {
      pixels[i++] = cache[symbol - LITERALS - LENGTHS]!;
    }
    if (cacheSize > 0)
      for (let j = start; j < i; j++) cache[Math.imul(0x1e35a7bd, pixels[j]!) >>> hashShift] = pixels[j]!;
    for (x += i - start; x >= width; x -= width) y++;
  }
  return pixels;
}

/** Number of blocks of `2 ** bits` pixels along a side. */
export function blockCount(pixels: number, bits: number): number {
  return (pixels + (1 << bits) - 1) >> bits;
}

function groupCount(blocks: Uint32Array | undefined): number {
  return blocks ? blocks.reduce((max, pixel) => Math.max(max, (pixel >> 8) & 0xffff), 0) + 1 : 1;
}

function readGroups(reader: BitReader, count: number, cacheSize: number): CodeGroup[] {
  const alphabets = [LITERALS + LENGTHS + cacheSize, LITERALS, LITERALS, LITERALS, DISTANCES];
  const group = () => alphabets.map((alphabet) => readPrefixCode(reader, alphabet)) as unknown as CodeGroup;
  return Array.from({ length: count }, group);
}

/** A length or distance from its prefix symbol: small ones directly, larger ones with extra bits. */
function readPrefixed(reader: BitReader, symbol: number): number {
  if (symbol < 4) return symbol + 1;
  const extraBits = (symbol - 2) >> 1;
  return ((2 + (symbol & 1)) << extraBits) + reader.read(extraBits) + 1;
}

/** Offsets `[left, up]` of the 120 pixels nearest to a pixel and before it, by distance, then by column, left before right. */
const NEAR = nearOffsets();

function nearOffsets(): [left: number, up: number][] {
  const offsets: [number, number][] = [];
  for (let up = 0; up <= 7; up++) {
    for (let left = up === 0 ? 1 : -7; left <= 8; left++) offsets.push([left, up]);
  }
  const square = ([left, up]: [number, number]) => left * left + up * up;
  return offsets.sort((a, b) => square(a) - square(b) || Math.abs(a[0]) - Math.abs(b[0]) || b[0] - a[0]);
}

/** How many pixels back a distance code points. */
function pixelDistance(code: number, width: number): number {
  const near = NEAR[code - 1];
  if (!near) return code - NEAR.length;
  return Math.max(near[0] + near[1] * width, 1);
}
