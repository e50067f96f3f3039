import JSZip from 'jszip';
import { crc32 } from '../contract/crc32.ts';

/** What an export of the engine looks like, made small. */
export const SAMPLE_FILES: Readonly<Record<string, string>> = {
  'abc123.stl': 'solid '.repeat(2000),
  'report.json': '{"id":"abc123","fictional":true}',
  'LICENSE.txt': '© OpenStreetMap contributors, ODbL 1.0',
};

/** The bytes of a ZIP, compressed. Names are taken as they are. */
export async function zipBytes(files: Readonly<Record<string, string | Uint8Array>>): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new JSZip();
  for (const [name, data] of Object.entries(files)) zip.file(name, data, { createFolders: false });
  return (await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' })) as Uint8Array<ArrayBuffer>;
}

/** The same bytes with `change` applied to a copy. */
export function changed(bytes: Uint8Array<ArrayBuffer>, change: (copy: Uint8Array<ArrayBuffer>) => void) {
  const copy = bytes.slice();
  change(copy);
  return copy;
}

/** Where a signature (`PK` and two bytes) stands, the `occurrence`-th time. */
export function findSignature(bytes: Uint8Array, [a, b]: readonly [number, number], occurrence = 0): number {
  let seen = 0;
  for (let at = 0; at + 4 <= bytes.length; at++) {
    if (bytes[at] !== 0x50 || bytes[at + 1] !== 0x4b || bytes[at + 2] !== a || bytes[at + 3] !== b) continue;
    if (seen++ === occurrence) return at;
  }
  throw new Error('The signature does not occur.');
}

export const LOCAL_HEADER = [3, 4] as const;
export const DIRECTORY_HEADER = [1, 2] as const;

/** An entry of a ZIP that is written byte by byte, so that it can lie. */
export interface RawEntry {
  readonly name: string;
  /** As it is packed. */
  readonly data?: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  /** What the ZIP states; by default the truth for stored data. */
  readonly size?: number;
  readonly crc?: number;
}

/** A ZIP of exactly these entries, also 10⁵ of them; with `zip64` all numbers stand in ZIP64's fields. */
export function rawZip(entries: readonly RawEntry[], { zip64 = false } = {}): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, data = new Uint8Array(0), method = 0, flags = 0x800, size = data.length, crc } of entries) {
    const path = new TextEncoder().encode(name);
    const local = new DataView(new ArrayBuffer(30));
    local.setUint32(0, 0x04034b50, true);
    local.setUint16(26, path.length, true);
    const record = new DataView(new ArrayBuffer(46));
    record.setUint32(0, 0x02014b50, true);
    record.setUint16(8, flags, true);
    record.setUint16(10, method, true);
    record.setUint32(16, crc ?? crc32(data), true);
    record.setUint32(20, zip64 ? 0xffffffff : data.length, true);
    record.setUint32(24, zip64 ? 0xffffffff : size, true);
    record.setUint16(28, path.length, true);
    record.setUint16(30, zip64 ? 28 : 0, true);
    record.setUint32(42, zip64 ? 0xffffffff : offset, true);
    parts.push(new Uint8Array(local.buffer), path, data);
    directory.push(new Uint8Array(record.buffer), path);
    if (zip64) directory.push(longNumbers(size, data.length, offset));
    offset += 30 + path.length + data.length;
  }
  const bytes = directory.reduce((sum, { length }) => sum + length, 0);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(10, zip64 ? 0xffff : entries.length & 0xffff, true);
  end.setUint32(12, zip64 ? 0xffffffff : bytes, true);
  end.setUint32(16, zip64 ? 0xffffffff : offset, true);
  const long = zip64 ? longEnd(entries.length, bytes, offset) : [];
  return joined([...parts, ...directory, ...long, new Uint8Array(end.buffer)]);
}

function longNumbers(size: number, packed: number, offset: number): Uint8Array {
  const extra = new DataView(new ArrayBuffer(28));
  extra.setUint16(0, 1, true);
  extra.setUint16(2, 24, true);
  [size, packed, offset].forEach((value, i) => {
    extra.setBigUint64(4 + 8 * i, BigInt(value), true);
  });
  return new Uint8Array(extra.buffer);
}

function longEnd(count: number, bytes: number, offset: number): Uint8Array[] {
  const end = new DataView(new ArrayBuffer(56));
  end.setUint32(0, 0x06064b50, true);
  end.setBigUint64(32, BigInt(count), true);
  end.setBigUint64(40, BigInt(bytes), true);
  end.setBigUint64(48, BigInt(offset), true);
  const locator = new DataView(new ArrayBuffer(20));
  locator.setUint32(0, 0x07064b50, true);
  locator.setBigUint64(8, BigInt(offset + bytes), true);
  return [new Uint8Array(end.buffer), new Uint8Array(locator.buffer)];
}

/** Bytes as deflate packs them. */
export async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
