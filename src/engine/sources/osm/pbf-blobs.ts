import { PbfReader } from 'pbf';
import { collect, decompress } from './byte-stream.ts';
import { badFile } from './osm-file.ts';
import { readBytes, readMessage, readText } from './pbf-message.ts';

/** Limits of the format, https://wiki.openstreetmap.org/wiki/PBF_Format: what exceeds them is damaged. */
const MAX_HEADER_BYTES = 64 * 1024;
const MAX_BLOB_BYTES = 32 * 1024 * 1024;

/** Compressions that the format knows and this reader does not, by field number. */
const OTHER_COMPRESSIONS: Readonly<Record<number, string>> = { 4: 'lzma', 5: 'bzip2', 6: 'lz4', 7: 'zstd' };

/** One block of the file, still packed. */
export interface PbfBlob {
  /** `OSMHeader`, `OSMData`, or something to be passed over. */
  readonly type: string;
  readonly bytes: Uint8Array;
  /** Where the file's next block starts, in bytes. */
  readonly end: number;
}

/**
 * The blocks of a PBF file, one after the other.
 * @throws ExportError `bad-file` where the file ends inside a block or a length is beyond the format's limits
 */
export function* pbfBlobs(file: Uint8Array, name: string): Generator<PbfBlob> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let offset = 0;
  const take = (length: number): Uint8Array => {
    if (offset + length > file.length) throw badFile(name, `it is cut off after ${file.length} bytes`);
    offset += length;
    return file.subarray(offset - length, offset);
  };
  while (offset < file.length) {
    const start = offset;
    take(4);
    const headerLength = view.getUint32(start);
    if (headerLength > MAX_HEADER_BYTES) throw damaged(name, start, `a block header of ${headerLength} bytes`);
    const { type, length } = readBlobHeader(take(headerLength));
    if (!(length > 0 && length <= MAX_BLOB_BYTES)) throw damaged(name, start, `a block of ${length} bytes`);
    yield { type, bytes: take(length), end: offset };
  }
}

/**
 * Unpacks a block.
 * @throws ExportError `bad-file` for a compression that is not supported, or an error of the decoder
 */
export async function unpackBlob({ bytes }: PbfBlob, name: string): Promise<Uint8Array> {
  const { raw, zlib, rawSize, other } = readBlob(bytes);
  if (raw) return raw;
  if (!zlib) {
    const advice = 'Convert it, for example with "osmium cat -o new.osm.pbf".';
    throw badFile(
      name,
      other ? `its blocks are packed with ${other}, which is not supported` : 'a block is empty',
      advice,
    );
  }
  if (rawSize > MAX_BLOB_BYTES) throw new RangeError(`a block of ${rawSize} bytes`);
  const unpacked = await collect(limited(decompress(once(zlib), 'deflate'), rawSize));
  if (unpacked.length !== rawSize) throw new RangeError('a block is shorter than it says');
  return unpacked;
}

function readBlobHeader(bytes: Uint8Array): { type: string; length: number } {
  const reader = new PbfReader(bytes);
  const header = { type: '', length: 0 };
  readMessage(reader, bytes.length, (field) => {
    if (field === 1) header.type = readText(reader);
    else if (field === 3) header.length = reader.readVarint(true);
  });
  return header;
}

interface Blob {
  raw?: Uint8Array;
  zlib?: Uint8Array;
  rawSize: number;
  other?: string;
}

function readBlob(bytes: Uint8Array): Blob {
  const reader = new PbfReader(bytes);
  const blob: Blob = { rawSize: 0 };
  readMessage(reader, bytes.length, (field) => {
    const other = OTHER_COMPRESSIONS[field];
    if (field === 1) blob.raw = readBytes(reader);
    else if (field === 2) blob.rawSize = reader.readVarint(true);
    else if (field === 3) blob.zlib = readBytes(reader);
    else if (other) blob.other = other;
  });
  return blob;
}

/** Stops a block that unpacks to more than it says before it fills the memory. */
async function* limited(chunks: AsyncIterable<Uint8Array>, bytes: number): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > bytes) throw new RangeError('a block is longer than it says');
    yield chunk;
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function damaged(name: string, offset: number, what: string): Error {
  return badFile(name, `it is damaged (${what} at byte ${offset})`);
}
