import { crc32 } from '../../contract/crc32.ts';
import { ByteWriter } from './byte-writer.ts';
import { lazyChunks } from './lazy-chunks.ts';

/** USDZ wants the bytes of each file to begin at a multiple of this. */
const ALIGNMENT = 64;
const LOCAL_HEADER = 30;
const CENTRAL_HEADER = 46;
const END_RECORD = 22;
/** 2.0, the oldest version of the ZIP format that every reader takes. */
const VERSION = 20;
/** The first of January 1980, noon: files depend on nothing but the model. */
const [TIME, DATE] = [12 << 11, (1 << 5) | 1];
/** The id that USD's own tools give the padding. */
const PADDING_ID = 0x1986;

/** Bytes of a file that are kept between the two passes. */
const KEPT_BYTES = 16 * 2 ** 20;

/** Writes a piece of a file, the same each time, and gives the chunks that became full. */
export type WritePiece = (out: ByteWriter) => Iterable<Uint8Array>;

/**
 * A ZIP of one uncompressed file whose bytes are aligned, as USDZ wants it. Its size and checksum come first: what of the
 * file is too large to be kept is made twice, for them and to be written.
 * @param open gives the pieces of the file, whenever the ZIP is read
 */
export function alignedZip(name: string, open: () => readonly WritePiece[]): Iterable<Uint8Array> {
  return lazyChunks(function* () {
    const pieces = open();
    const { size, checksum, kept, keptPieces, spare } = measure(pieces);
    const entry = { encoded: new TextEncoder().encode(name), size, checksum };
    const head = localHeader(entry);
    yield head;
    yield* kept;
    const out = new ByteWriter(spare);
    for (const write of pieces.slice(keptPieces)) yield* write(out);
    yield* out.takeAll();
    yield directory(entry, head.length + size);
  });
}

interface Measured {
  readonly size: number;
  readonly checksum: number;
  /** The bytes of the first so many pieces. */
  readonly kept: readonly Uint8Array[];
  readonly keptPieces: number;
  /** Memory that was needed beside them. */
  readonly spare: Uint8Array[];
}

/** Makes a file once. */
function measure(pieces: readonly WritePiece[]): Measured {
  const spare: Uint8Array[] = [];
  const kept: Uint8Array[] = [];
  const out = new ByteWriter(spare);
  let size = 0;
  let checksum = 0;
  let keptPieces = 0;
  let keptBytes = 0;
  const read = (chunks: Iterable<Uint8Array>) => {
    for (const chunk of chunks) {
      (size < KEPT_BYTES ? kept : spare).push(chunk);
      size += chunk.length;
      checksum = crc32(chunk, checksum);
    }
  };
  for (const write of pieces) {
    read(write(out));
    if (out.written > KEPT_BYTES) continue;
    keptPieces++;
    keptBytes = out.written;
  }
  read(out.takeAll());
  return { size, checksum, kept: firstBytes(kept, keptBytes), keptPieces, spare };
}

/** So many bytes of some chunks. */
function firstBytes(chunks: readonly Uint8Array[], count: number): Uint8Array[] {
  const first: Uint8Array[] = [];
  let left = count;
  for (const chunk of chunks) {
    if (left > 0) first.push(chunk.subarray(0, left));
    left -= chunk.length;
  }
  return first;
}

interface Entry {
  readonly encoded: Uint8Array;
  readonly size: number;
  readonly checksum: number;
}

/** The header of the file, with an extra field as long as the alignment needs. */
function localHeader(entry: Entry): Uint8Array {
  const { encoded } = entry;
  const least = LOCAL_HEADER + encoded.length + 4;
  const padding = (ALIGNMENT - (least % ALIGNMENT)) % ALIGNMENT;
  const bytes = new Uint8Array(least + padding);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x04034b50, true);
  describeEntry(view, 4, entry);
  view.setUint16(28, 4 + padding, true);
  bytes.set(encoded, LOCAL_HEADER);
  view.setUint16(LOCAL_HEADER + encoded.length, PADDING_ID, true);
  view.setUint16(LOCAL_HEADER + encoded.length + 2, padding, true);
  return bytes;
}

/** The central directory and its end. */
function directory(entry: Entry, offset: number): Uint8Array {
  const length = CENTRAL_HEADER + entry.encoded.length;
  const bytes = new Uint8Array(length + END_RECORD);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x02014b50, true);
  view.setUint16(4, VERSION, true);
  describeEntry(view, 6, entry);
  bytes.set(entry.encoded, CENTRAL_HEADER);
  view.setUint32(length, 0x06054b50, true);
  view.setUint16(length + 8, 1, true);
  view.setUint16(length + 10, 1, true);
  view.setUint32(length + 12, length, true);
  view.setUint32(length + 16, offset, true);
  return bytes;
}

/** What both headers say: version, no flags, stored, date, checksum, sizes, length of the name. */
function describeEntry(view: DataView, at: number, { encoded, size, checksum }: Entry): void {
  view.setUint16(at, VERSION, true);
  view.setUint16(at + 6, TIME, true);
  view.setUint16(at + 8, DATE, true);
  view.setUint32(at + 10, checksum, true);
  view.setUint32(at + 14, size, true);
  view.setUint32(at + 18, size, true);
  view.setUint16(at + 22, encoded.length, true);
}
