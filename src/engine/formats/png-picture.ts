import { crc32 } from '../../contract/crc32.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Bytes of rows that are compressed at once. */
const STRIP_BYTES = 1 << 18;
/** Every byte as the difference from the one above. */
const UP = 2;

/** A picture of red, green and blue bytes, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** What a PNG says beside the picture. */
export interface PictureNotes {
  /** Pixels per metre of paper. */
  readonly perMetre: number;
  /** By keyword, in Latin-1. */
  readonly texts: Readonly<Record<string, string>>;
}

/** PNG with the platform's own deflate, made strip by strip: the picture is never in memory twice. */
export async function* pngPicture(picture: Picture, { perMetre, texts }: PictureNotes): AsyncGenerator<Uint8Array> {
  const { width, height } = picture;
  const [bits, rgb] = [8, 2];
  yield Uint8Array.from(SIGNATURE);
  yield chunk('IHDR', [...bigEndian(width), ...bigEndian(height), bits, rgb, 0, 0, 0]);
  yield chunk('pHYs', [...bigEndian(perMetre), ...bigEndian(perMetre), 1]);
  for (const [keyword, text] of Object.entries(texts)) yield chunk('tEXt', latinBytes(`${keyword}\0${text}`));
  const rows = filteredRows(picture);
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      const { done, value } = rows.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  const reader = source.pipeThrough(new CompressionStream('deflate')).getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield chunk('IDAT', read.value);
  yield chunk('IEND', []);
}

function* filteredRows({ width, height, data }: Picture): Generator<Uint8Array<ArrayBuffer>, void> {
  const line = 3 * width;
  const most = Math.max(1, Math.floor(STRIP_BYTES / (line + 1)));
  for (let first = 0; first < height; first += most) {
    const count = Math.min(most, height - first);
    const strip = new Uint8Array(count * (line + 1));
    for (let row = 0; row < count; row++) {
      const [to, from] = [row * (line + 1), (first + row) * line];
      strip[to] = UP;
      for (let i = 0; i < line; i++) strip[to + 1 + i] = data[from + i]! - (from > 0 ? data[from + i - line]! : 0);
    }
    yield strip;
  }
}

function chunk(type: string, content: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(12 + content.length);
  bytes.set(bigEndian(content.length));
  bytes.set(latinBytes(type), 4);
  bytes.set(content, 8);
  bytes.set(bigEndian(crc32(bytes.subarray(4, 8 + content.length))), 8 + content.length);
  return bytes;
}

function bigEndian(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

function latinBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
