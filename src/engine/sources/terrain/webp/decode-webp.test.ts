import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import decode, { init as initDecoder } from '@jsquash/webp/decode.js';
import encode, { init as initEncoder } from '@jsquash/webp/encode.js';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { pmtiles } from '../../../../testing/pmtiles.ts';
import { describeRealData } from '../../../../testing/real-data.ts';
import { realData } from '../../../../testing/real-data-files.ts';
import { decodeWebp, isWebp } from './decode-webp.ts';

beforeAll(async () => {
  const find = createRequire(import.meta.url).resolve;
  const wasm = (path: string) => new WebAssembly.Module(readFileSync(find(`@jsquash/webp/codec/${path}`)));
  await initEncoder(wasm('enc/webp_enc.wasm'));
  await initDecoder(wasm('dec/webp_dec.wasm'));
});

/** RGBA bytes of a picture from the colour of each pixel. */
function paint(width: number, height: number, color: (x: number, y: number) => readonly number[]): Uint8ClampedArray {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < width * height; i++) data.set([...color(i % width, Math.floor(i / width)), 255], 4 * i);
  return data;
}

async function encodeWebp(width: number, height: number, data: Uint8ClampedArray, options: object) {
  const file = await encode({ data, width, height } as ImageData, { lossless: 1, exact: 1, ...options });
  return new Uint8Array(file);
}

function rgbOf(data: Uint8ClampedArray): Uint8Array {
  return Uint8Array.from({ length: (data.length / 4) * 3 }, (_, i) => data[4 * Math.floor(i / 3) + (i % 3)]!);
}

describe('decodeWebp', () => {
  const noise = (x: number, y: number) => Math.imul((x + 1) * 73_856_093 + (y + 1) * 19_349_663, 2_654_435_761) >>> 24;
  const elevation = (x: number, y: number) => {
    const value = 32_768 + 300 + 80 * Math.sin(x / 20) * Math.cos(y / 30) + noise(x, y) / 256;
    return [value >> 8, value & 255, (value * 256) & 255];
  };
  const pictures = {
    elevation,
    noise: (x: number, y: number) => [noise(x, y), noise(y, x + 7), noise(x + 3, y)],
    'two colours': (x: number) => (x % 3 ? [10, 5, 7] : [200, 5, 7]),
    'four colours': (x: number, y: number) => [50 * (noise(x, y) % 4), 0, 255],
    'a dozen colours': (x: number, y: number) => [10 * (noise(x, y) % 12), 1, 2],
    'many colours': (x: number, y: number) => [x >> 1, (x ^ y) & 15, 0],
    'one colour': () => [77, 88, 99],
  };

  it.each(Object.entries(pictures))('gives back %s exactly, in every size and effort', async (_, color) => {
    for (const [width, height] of [
      [1, 1],
      [1, 9],
      [13, 1],
      [37, 23],
      [96, 130],
    ] as const) {
      const data = paint(width, height, color);
      for (const method of [0, 4]) {
        for (const quality of [0, 100]) {
          const image = decodeWebp(await encodeWebp(width, height, data, { method, quality }));
          expect([image.width, image.height]).toEqual([width, height]);
          expect(Buffer.compare(image.rgb, rgbOf(data))).toBe(0);
        }
      }
    }
  });

  it('gives back any picture exactly', async () => {
    const picture = fc
      .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 255 }))
      .chain(([width, height, colors]) =>
        fc.record({
          width: fc.constant(width),
          height: fc.constant(height),
          values: fc.array(fc.integer({ min: 0, max: colors }), { minLength: 30, maxLength: 3 * width * height + 30 }),
          method: fc.integer({ min: 0, max: 6 }),
        }),
      );
    await fc.assert(
      fc.asyncProperty(picture, async ({ width, height, values, method }) => {
        const at = (i: number) => values[i % values.length]!;
        const data = paint(width, height, (x, y) => [0, 1, 2].map((k) => at(3 * (y * width + x) + k)));
        const image = decodeWebp(await encodeWebp(width, height, data, { method }));
        expect(Buffer.compare(image.rgb, rgbOf(data))).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it('refuses lossy pictures, whose heights would be wrong', async () => {
    const file = await encodeWebp(8, 8, paint(8, 8, elevation), { lossless: 0 });
    expect(() => decodeWebp(file)).toThrow('lossy');
  });

  it('throws on damaged files rather than giving a wrong picture size or running on', async () => {
    const file = await encodeWebp(64, 64, paint(64, 64, elevation), { method: 4 });
    for (const length of [12, 20, 25, 40, file.length >> 1, file.length - 8]) {
      expect(() => decodeWebp(file.subarray(0, length))).toThrow();
    }
    fc.assert(
      fc.property(fc.integer({ min: 25, max: file.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = file.slice();
        damaged[at]! ^= change;
        try {
          expect(decodeWebp(damaged).rgb.length).toBe(3 * 64 * 64);
        } catch (error) {
          expect((error as Error).message).toContain('WebP');
        }
      }),
    );
  });

  it('knows a WebP file by its first bytes', () => {
    expect(isWebp(new TextEncoder().encode('RIFF1234WEBPVP8L'))).toBe(true);
    expect(isWebp(new TextEncoder().encode('RIFF1234WAVEfmt '))).toBe(false);
    expect(isWebp(new Uint8Array(3))).toBe(false);
  });
});

describeRealData('decodeWebp on tiles of Mapterhorn', () => {
  it.each([
    ['10/552/343', 112.6, 723.2],
    ['11/1104/686', 112.6, 560.2],
  ])('decodes tile %s', async (name, lowest, highest) => {
    const tile = pmtiles(realData('terrain/terrarium/near-badschandau-z10-11.pmtiles')).get(name)!;
    const { width, height, rgb } = decodeWebp(tile);
    expect([width, height]).toEqual([512, 512]);
    const heights = Array.from(
      { length: width * height },
      (_, i) => rgb[3 * i]! * 256 + rgb[3 * i + 1]! + rgb[3 * i + 2]! / 256 - 32_768,
    );
    expect(heights.reduce((a, b) => Math.min(a, b))).toBeCloseTo(lowest, 1);
    expect(heights.reduce((a, b) => Math.max(a, b))).toBeCloseTo(highest, 1);
    const reference = await decode(Uint8Array.from(tile).buffer);
    expect(Buffer.compare(rgb, rgbOf(reference.data))).toBe(0);
  });
});
