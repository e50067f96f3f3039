/** Bytes that are taken at once. */
const STRIDE = 16;
/** Values of a byte. */
const VALUES = 256;

/** What each value of a byte does to the checksum: of the last byte of a stride, then of the one before it, and so on. */
const TABLES = makeTables();

function makeTables(): Int32Array {
  const tables = new Int32Array(STRIDE * VALUES);
  for (let byte = 0; byte < VALUES; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    tables[byte] = crc;
  }
  for (let i = VALUES; i < tables.length; i++) {
    const crc = tables[i - VALUES]!;
    tables[i] = tables[crc & 0xff]! ^ (crc >>> 8);
  }
  return tables;
}

/** The CRC-32 of ZIP files over bytes, continued from the value of the bytes before them (0 at the start). Unsigned. */
export function crc32(bytes: Uint8Array, before = 0): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const strides = bytes.length - (bytes.length % STRIDE);
  let crc = ~before;
  let i = 0;
  for (; i < strides; i += STRIDE) {
    crc =
      afterWord(crc ^ view.getInt32(i, true), 12) ^
      afterWord(view.getInt32(i + 4, true), 8) ^
      afterWord(view.getInt32(i + 8, true), 4) ^
      afterWord(view.getInt32(i + 12, true), 0);
  }
  for (; i < bytes.length; i++) crc = TABLES[(crc ^ bytes[i]!) & 0xff]! ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** What four bytes do, behind which so many others of their stride follow. */
function afterWord(word: number, following: number): number {
  const last = following * VALUES;
  return (
    TABLES[last + 3 * VALUES + (word & 0xff)]! ^
    TABLES[last + 2 * VALUES + ((word >>> 8) & 0xff)]! ^
    TABLES[last + VALUES + ((word >>> 16) & 0xff)]! ^
    TABLES[last + (word >>> 24)]!
  );
}
