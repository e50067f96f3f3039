/** Types of a tag's values, by their TIFF code. */
const SIZES = { ascii: 1, short: 2, long: 4, double: 8 } as const;
const CODES = { ascii: 2, short: 3, long: 4, double: 12 } as const;

/** A tag of a TIFF with its values; text is ASCII and ends with NUL by itself. */
export interface TiffTag {
  readonly tag: number;
  readonly type: keyof typeof SIZES;
  readonly values: readonly number[] | string;
}

const STRIP_OFFSETS = 273;
const STRIP_BYTE_COUNTS = 279;
const HEADER_BYTES = 8;

/** A TIFF 6.0 file (little-endian) of one picture: its strips one after another, then its tags. */
export function* tiffFile(tags: readonly TiffTag[], strips: readonly Uint8Array[]): Generator<Uint8Array> {
  const offsets: number[] = [];
  let end = HEADER_BYTES;
  for (const { length } of strips) {
    offsets.push(end);
    end += length + (length % 2);
  }
  yield header(end);
  for (const strip of strips) {
    yield strip.slice();
    if (strip.length % 2 === 1) yield new Uint8Array(1);
  }
  const counts = strips.map(({ length }) => length);
  yield directory(
    [
      ...tags,
      { tag: STRIP_OFFSETS, type: 'long', values: offsets },
      { tag: STRIP_BYTE_COUNTS, type: 'long', values: counts },
    ],
    end,
  );
}

function header(directoryOffset: number): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES);
  const view = new DataView(bytes.buffer);
  bytes.set([0x49, 0x49]);
  view.setUint16(2, 42, true);
  view.setUint32(4, directoryOffset, true);
  return bytes;
}

/** All tags in ascending order; values of more than four bytes follow behind. */
function directory(tags: readonly TiffTag[], offset: number): Uint8Array {
  const sorted = [...tags].sort((a, b) => a.tag - b.tag).map((tag) => ({ ...tag, bytes: valueBytes(tag) }));
  const head = 2 + 12 * sorted.length + 4;
  const behind = sorted.filter(({ bytes }) => bytes.length > 4);
  const out = new Uint8Array(behind.reduce((sum, { bytes }) => sum + even(bytes.length), head));
  const view = new DataView(out.buffer);
  view.setUint16(0, sorted.length, true);
  let next = head;
  for (const [index, { tag, type, bytes }] of sorted.entries()) {
    const at = 2 + 12 * index;
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, CODES[type], true);
    view.setUint32(at + 4, bytes.length / SIZES[type], true);
    if (bytes.length <= 4) out.set(bytes, at + 8);
    else {
      view.setUint32(at + 8, offset + next, true);
      out.set(bytes, next);
      next += even(bytes.length);
    }
  }
  return out;
}

function valueBytes({ type, values }: TiffTag): Uint8Array {
  if (typeof values === 'string') return new TextEncoder().encode(`${values.replace(/[^\x20-\x7e\n]/g, '?')}\0`);
  const bytes = new Uint8Array(values.length * SIZES[type]);
  const view = new DataView(bytes.buffer);
  for (const [i, value] of values.entries()) {
    if (type === 'double') view.setFloat64(8 * i, value, true);
    else if (type === 'long') view.setUint32(4 * i, value, true);
    else view.setUint16(2 * i, value, true);
  }
  return bytes;
}

function even(length: number): number {
  return length + (length % 2);
}
