import { ZipProblem } from './zip-problem.ts';

/** A record of a ZIP's table of contents, as the ZIP states it: nothing in it is to be trusted. */
export interface ZipRecord {
  readonly path: string;
  /** 0 stored, 8 deflated; others cannot be unpacked here. */
  readonly method: number;
  readonly encrypted: boolean;
  /** CRC-32 of the unpacked bytes, unsigned. */
  readonly crc32: number;
  /** Bytes. */
  readonly compressedSize: number;
  readonly size: number;
  /** Where its local header stands in the file. */
  readonly offset: number;
}

const END = 0x06054b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const END64_LOCATOR = 0x07064b50;
const END64 = 0x06064b50;
const RECORD = 0x02014b50;
const RECORD_BYTES = 46;
/** About a million files. A longer list is an attack on memory rather than a model. */
const MAX_DIRECTORY_BYTES = 2 ** 26;
/** Names read a character at a time. Bytes. */
const SHORT_NAME = 200;

const UTF8 = new TextDecoder();
const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true });
const OLD_CODE_PAGE = new TextDecoder('windows-1252');

/** Where the table of contents lies. */
interface Directory {
  readonly count: number;
  readonly bytes: number;
  readonly offset: number;
  /** Where it ends, in the file as it is: more than offset + bytes where something stands before the ZIP. */
  readonly end: number;
  /** Whether `count` is whole; the short form counts modulo 65,536. */
  readonly exact: boolean;
}

/**
 * Finds the table of contents of a ZIP, ZIP64 included, and reads nothing else of it (PKWARE's APPNOTE.TXT, 4.3).
 * @returns its records, read one by one
 * @throws ZipProblem, also between two records, where it is no ZIP or cannot be read
 */
export async function readDirectory(blob: Blob): Promise<Iterable<ZipRecord>> {
  const directory = await findDirectory(blob);
  if (directory.bytes > MAX_DIRECTORY_BYTES) throw new ZipProblem('too-long');
  const start = directory.end - directory.bytes;
  const shift = start - directory.offset;
  if (start < 0 || shift < 0) throw new ZipProblem('damaged');
  return readRecords(await viewOf(blob, start, directory.end), shift, directory);
}

function* readRecords(
  view: DataView<ArrayBuffer>,
  shift: number,
  { count, exact }: Directory,
): Generator<ZipRecord, void> {
  let read = 0;
  for (let at = 0; at < view.byteLength; read++) {
    const [record, next] = readRecord(view, at, shift);
    yield record;
    at = next;
  }
  if ((exact ? read : read & 0xffff) !== count) throw new ZipProblem('damaged');
}

async function findDirectory(blob: Blob): Promise<Directory> {
  const from = Math.max(0, blob.size - END_BYTES - LONGEST_COMMENT);
  const tail = await viewOf(blob, from, blob.size);
  for (let at = tail.byteLength - END_BYTES; at >= 0; at--) {
    if (tail.getUint32(at, true) !== END) continue;
    return (await longDirectory(blob, from + at)) ?? shortDirectory(tail, at, from + at);
  }
  throw new ZipProblem('no-end');
}

function shortDirectory(tail: DataView<ArrayBuffer>, at: number, end: number): Directory {
  return {
    count: tail.getUint16(at + 10, true),
    bytes: tail.getUint32(at + 12, true),
    offset: tail.getUint32(at + 16, true),
    end,
    exact: false,
  };
}

/** The directory by ZIP64's end record, which its locator right before the short one points at. */
async function longDirectory(blob: Blob, end: number): Promise<Directory | undefined> {
  if (end < 20) return undefined;
  const locator = await viewOf(blob, end - 20, end);
  if (locator.getUint32(0, true) !== END64_LOCATOR) return undefined;
  const at = number64(locator, 8);
  if (at + 56 > end) throw new ZipProblem('damaged');
  const record = await viewOf(blob, at, at + 56);
  if (record.getUint32(0, true) !== END64) throw new ZipProblem('damaged');
  return {
    count: number64(record, 32),
    bytes: number64(record, 40),
    offset: number64(record, 48),
    end: at,
    exact: true,
  };
}

function readRecord(view: DataView<ArrayBuffer>, at: number, shift: number): [record: ZipRecord, next: number] {
  if (at + RECORD_BYTES > view.byteLength || view.getUint32(at, true) !== RECORD) throw new ZipProblem('damaged');
  const flags = view.getUint16(at + 8, true);
  const nameAt = at + RECORD_BYTES;
  const extraAt = nameAt + view.getUint16(at + 28, true);
  const extraEnd = extraAt + view.getUint16(at + 30, true);
  const next = extraEnd + view.getUint16(at + 32, true);
  if (next > view.byteLength) throw new ZipProblem('damaged');
  const [size, compressedSize, offset] = longNumbers(view, extraAt, extraEnd, [
    view.getUint32(at + 24, true),
    view.getUint32(at + 20, true),
    view.getUint32(at + 42, true),
  ]);
  return [
    {
      path: nameOf(new Uint8Array(view.buffer, view.byteOffset + nameAt, extraAt - nameAt), flags),
      method: view.getUint16(at + 10, true),
      encrypted: (flags & 1) !== 0,
      crc32: view.getUint32(at + 16, true),
      size,
      compressedSize,
      offset: offset + shift,
    },
    next,
  ];
}

type Numbers = readonly [size: number, compressedSize: number, offset: number];

/** The numbers of a record; those that do not fit into 32 bits stand in the extra field 1, in this order. */
function longNumbers(view: DataView<ArrayBuffer>, from: number, to: number, short: Numbers): Numbers {
  if (!short.includes(0xffffffff)) return short;
  for (let at = from; at + 4 <= to; ) {
    const end = at + 4 + view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1) {
      let next = at + 4;
      const long = (value: number) => {
        if (value !== 0xffffffff) return value;
        if (next + 8 > Math.min(end, to)) throw new ZipProblem('damaged');
        next += 8;
        return number64(view, next - 8);
      };
      return [long(short[0]), long(short[1]), long(short[2])];
    }
    at = end;
  }
  return short;
}

function number64(view: DataView<ArrayBuffer>, at: number): number {
  const value = view.getBigUint64(at, true);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new ZipProblem('damaged');
  return Number(value);
}

/** Names are UTF-8 where bit 11 says so; other programs write it without, or an old code page. */
function nameOf(bytes: Uint8Array<ArrayBuffer>, flags: number): string {
  // A decoder takes far longer than this for the short plain names that nearly all are.
  if (bytes.length < SHORT_NAME && bytes.every((byte) => byte < 0x80)) return String.fromCharCode(...bytes);
  if (flags & 0x800) return UTF8.decode(bytes);
  try {
    return STRICT_UTF8.decode(bytes);
  } catch {
    return OLD_CODE_PAGE.decode(bytes);
  }
}

/** The bytes of a part of a file. */
async function viewOf(blob: Blob, from: number, to: number): Promise<DataView<ArrayBuffer>> {
  return new DataView(await blob.slice(from, to).arrayBuffer());
}
