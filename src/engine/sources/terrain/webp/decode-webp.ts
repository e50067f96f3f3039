import type { RgbImage } from '../rgb-image.ts';
import { BitReader } from './bit-reader.ts';
import { readEntropyImage } from './entropy-image.ts';
import { readTransform, type Undo } from './transforms.ts';

const VP8L_SIGNATURE = 0x2f;

/** Whether bytes start as a WebP file. */
export function isWebp(bytes: Uint8Array): boolean {
  return fourCharacters(bytes, 0) === 'RIFF' && fourCharacters(bytes, 8) === 'WEBP';
}

/**
 * Decodes a lossless WebP still picture exactly (RFC 9649, section 3); transparency is ignored.
 *
 * Our own decoder, because a canvas may alter bytes (premultiplied alpha, colour management, protection against
 * fingerprinting) and a WebAssembly codec is loaded differently in a worker and in Node.
 * @throws Error saying what is wrong; also for lossy pictures, whose heights would be wrong
 */
export function decodeWebp(bytes: Uint8Array): RgbImage {
  const reader = new BitReader(losslessChunk(bytes));
  if (reader.read(8) !== VP8L_SIGNATURE) throw new Error('The WebP data is damaged.');
  const width = reader.read(14) + 1;
  const height = reader.read(14) + 1;
  reader.read(1);
  if (reader.read(3) !== 0) throw new Error('The WebP data is of an unknown version.');

  const undos: Undo[] = [];
  let storedWidth = width;
  while (reader.read(1)) {
    const transform = readTransform(reader, storedWidth, height);
    undos.push(transform.undo);
    storedWidth = transform.width;
  }
  const stored = readEntropyImage(reader, storedWidth, height, true);
  const pixels = undos.reduceRight((image, undo) => undo(image), stored);
  return { width, height, rgb: toRgb(pixels) };
}

/** Contents of the chunk that holds the picture. */
function losslessChunk(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 12; at + 8 <= bytes.length; ) {
    const name = fourCharacters(bytes, at);
    const size = view.getUint32(at + 4, true);
    if (name === 'VP8L') return bytes.subarray(at + 8, at + 8 + size);
    if (name === 'VP8 ') throw new Error('The picture is lossy WebP; heights need lossless WebP.');
    at += 8 + size + (size & 1);
  }
  throw new Error('The WebP file holds no picture.');
}

function fourCharacters(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

function toRgb(pixels: Uint32Array): Uint8Array {
  const rgb = new Uint8Array(pixels.length * 3);
  for (let i = 0; i < pixels.length; i++) {
    const pixel = pixels[i]!;
    rgb[3 * i] = pixel >> 16;
    rgb[3 * i + 1] = pixel >> 8;
    rgb[3 * i + 2] = pixel;
  }
  return rgb;
}
