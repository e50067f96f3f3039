import { deflateSync } from 'node:zlib';
import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { decodePicture } from './decode-picture.ts';

const values = (count: number) => Uint8Array.from({ length: count }, (_, i) => (i * 37) % 251);

/** Removes every fourth byte. */
const withoutAlpha = (rgba: Uint8Array) => rgba.filter((_, i) => i % 4 !== 3);

function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function chunk(type: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type), content]);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(content.length);
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, tail]);
}

/** A PNG of 4 × 2 pixels that are numbers of 4 bits in a palette. */
function palettePng(palette: readonly number[], rows: readonly (readonly number[])[]): Uint8Array {
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Uint8Array.of(0, 0, 0, 4, 0, 0, 0, 2, 4, 3, 0, 0, 0)),
    chunk('PLTE', Uint8Array.from(palette)),
    chunk('IDAT', deflateSync(Uint8Array.from(rows.flatMap(([a, b, c, d]) => [0, a! * 16 + b!, c! * 16 + d!])))),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

describe('decodePicture', () => {
  it('reads PNG with and without transparency', () => {
    const rgb = values(5 * 3 * 3);
    const opaque = decodePicture(encode({ width: 5, height: 3, channels: 3, data: rgb }));
    expect(opaque).toEqual({ width: 5, height: 3, rgb });
    const rgba = values(5 * 3 * 4);
    expect(decodePicture(encode({ width: 5, height: 3, channels: 4, data: rgba })).rgb).toEqual(withoutAlpha(rgba));
  });

  it('reads PNG with a palette', () => {
    const palette = [1, 2, 3, 40, 50, 60, 255, 0, 128];
    const image = decodePicture(
      palettePng(palette, [
        [0, 1, 2, 1],
        [2, 2, 0, 1],
      ]),
    );
    const expected = [0, 1, 2, 1, 2, 2, 0, 1].flatMap((i) => palette.slice(3 * i, 3 * i + 3));
    expect([...image.rgb]).toEqual(expected);
  });

  it('refuses pictures that cannot hold Terrarium heights', () => {
    expect(() => decodePicture(encode({ width: 2, height: 2, channels: 1, data: values(4) }))).toThrow('three colours');
    const deep = encode({ width: 2, height: 2, channels: 3, depth: 16, data: new Uint16Array(12) });
    expect(() => decodePicture(deep)).toThrow('three colours of 8 bits');
  });

  it('refuses what is no picture, or a damaged one', () => {
    expect(() => decodePicture(new TextEncoder().encode('<html>Service unavailable</html>'))).toThrow(
      'neither PNG nor WebP',
    );
    expect(() => decodePicture(new Uint8Array(0))).toThrow('neither PNG nor WebP');
    const file = encode({ width: 20, height: 20, channels: 3, data: values(1200) });
    expect(() => decodePicture(file.subarray(0, file.length - 30))).toThrow();
    const damaged = file.slice();
    damaged[60]! ^= 0x10;
    expect(() => decodePicture(damaged)).toThrow();
  });
});
