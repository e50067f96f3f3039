import { convertIndexedToRgb, decode, hasPngSignature } from 'fast-png';
import type { RgbImage } from './rgb-image.ts';
import { decodeWebp, isWebp } from './webp/decode-webp.ts';

/**
 * Decodes a PNG or a lossless WebP picture exactly, whatever its name says; transparency is ignored.
 * @throws Error saying what is wrong with the bytes
 */
export function decodePicture(bytes: Uint8Array): RgbImage {
  if (isWebp(bytes)) return decodeWebp(bytes);
  if (hasPngSignature(bytes)) return decodePng(bytes);
  throw new Error('The answer is neither PNG nor WebP.');
}

function decodePng(bytes: Uint8Array): RgbImage {
  const png = decode(bytes, { checkCrc: true });
  const { width, height } = png;
  const pixels = png.palette ? convertIndexedToRgb(png) : png.data;
  const channels = pixels.length / (width * height);
  if (pixels instanceof Uint16Array || (channels !== 3 && channels !== 4)) {
    throw new Error('The PNG picture has not three colours of 8 bits.');
  }
  const rgb = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < rgb.length; from += channels, to += 3) {
    rgb[to] = pixels[from]!;
    rgb[to + 1] = pixels[from + 1]!;
    rgb[to + 2] = pixels[from + 2]!;
  }
  return { width, height, rgb };
}
