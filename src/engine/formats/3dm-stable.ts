import { crc32 } from '../../contract/crc32.ts';
import { ExportError } from '../../contract/errors.ts';
import { idHash } from './id-hash.ts';

/** The type code of a chunk with an object's attributes (`TCODE_OBJECT_RECORD_ATTRIBUTES`, with a checksum). */
const ATTRIBUTES_CHUNK = 0x02008072;
/** That of the chunk with the times of the first and the last change (`TCODE_PROPERTIES_REVISIONHISTORY`). */
const HISTORY_CHUNK = 0x20008021;
/** Where the two times begin in its data: behind a version and an empty name each. */
const TIMES = [5, 41];
/** 1 January 1970: second, minute, hour, day, month, year from 1900 on, weekday, day of the year. */
const NO_TIME = [0, 0, 0, 1, 0, 70, 4, 0];
/** Bytes before the data of a chunk: its type and its length. */
const CHUNK_HEAD = 12;
/** Bytes of data before the id. */
const BEFORE_ID = 1;

/** An id that depends on a name alone, as text. */
export function stableUuid(name: string): string {
  const hex = idHash(name)
    .map((word) => word.toString(16).padStart(8, '0'))
    .join('');
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/**
 * Replaces the random ids of a 3dm file's objects by stable ones, with the checksums around them: the same model gives the same bytes.
 * @param ids by the file's order of objects: the random id, and the name that the stable one is made of
 */
export function stabilizeIds(bytes: Uint8Array, ids: readonly { readonly id: string; readonly name: string }[]): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let from = 0;
  for (const { id, name } of ids) {
    const at = indexOf(bytes, uuidBytes(id), from);
    const chunk = at - BEFORE_ID - CHUNK_HEAD;
    if (at < 0 || view.getUint32(chunk, true) !== ATTRIBUTES_CHUNK) throw unexpected();
    const data = chunk + CHUNK_HEAD;
    const sum = data + Number(view.getBigUint64(chunk + 4, true)) - 4;
    bytes.set(uuidBytes(stableUuid(name)), at);
    view.setUint32(sum, crc32(bytes.subarray(data, sum)), true);
    from = sum;
  }
}

/** The first three groups are little-endian numbers. */
function uuidBytes(uuid: string): Uint8Array {
  const hex = uuid.replaceAll('-', '');
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
  return Uint8Array.from(order, (i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}

/** Replaces the times of the clock by a fixed one. */
export function stabilizeTimes(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = new Uint8Array(4);
  new DataView(type.buffer).setUint32(0, HISTORY_CHUNK, true);
  const chunk = indexOf(bytes, type, 0);
  if (chunk < 0) throw unexpected();
  const data = chunk + CHUNK_HEAD;
  const sum = data + Number(view.getBigUint64(chunk + 4, true)) - 4;
  for (const time of TIMES) {
    for (const [i, value] of NO_TIME.entries()) view.setUint32(data + time + 4 * i, value, true);
  }
  view.setUint32(sum, crc32(bytes.subarray(data, sum)), true);
}

function unexpected(): ExportError {
  return new ExportError({
    code: 'internal',
    message: 'Rhino’s library wrote a 3DM file that is built in an unexpected way.',
    advice: 'Choose another format, and please report it.',
  });
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(wanted[0]!, from); at >= 0; at = bytes.indexOf(wanted[0]!, at + 1)) {
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return at;
  }
  return -1;
}
