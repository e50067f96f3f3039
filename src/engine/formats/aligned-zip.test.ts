import JSZip from 'jszip';
import { expect, it } from 'vitest';
import { fileBytes } from '../../testing/read-models.ts';
import { alignedZip, type WritePiece } from './aligned-zip.ts';

const MEBIBYTE = 2 ** 20;

/** A piece of one letter again and again. */
function piece(letter: string, bytes: number): WritePiece {
  const line = letter.repeat(1024);
  return function* (out) {
    for (let left = bytes; left > 0; left -= line.length) {
      out.text(line.slice(0, left));
      yield* out.takeFinished();
    }
  };
}

it.each([
  ['is small', [10, 0, 5000]],
  ['ends with the last byte that is kept', [16 * MEBIBYTE - 7, 7]],
  ['is kept up to a piece in the middle', [3 * MEBIBYTE + 1, 9 * MEBIBYTE, 6 * MEBIBYTE + 5, 4 * MEBIBYTE]],
  ['begins with a piece that is too large', [20 * MEBIBYTE + 3, 1]],
])(
  'holds the bytes of a file that %s',
  async (_, sizes) => {
    const letters = 'abcd';
    const file = { chunks: alignedZip('a.txt', () => sizes.map((size, i) => piece(letters[i]!, size))) };
    const bytes = fileBytes(file);
    const zip = await JSZip.loadAsync(bytes, { checkCRC32: true });
    const text = await zip.file('a.txt')!.async('string');
    expect(text === sizes.map((size, i) => letters[i]!.repeat(size)).join('')).toBe(true);
    expect(Buffer.compare(fileBytes(file), bytes)).toBe(0);
  },
  30_000,
);
