/** Bytes that are taken at once. */
const STRIDE = 8;

/** For each place in a stride, from its last byte to its first, what each value of the byte there does to the checksum. */
const TABLES = makeTables();

function makeTables(): Int32Array[] {
  const last = Int32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    return crc;
  });
  const tables = [last];
  while (tables.length < STRIDE) {
    tables.push(tables.at(-1)!.map((crc) => last[crc & 0xff]! ^ (crc >>> 8)));
  }
  return tables;
}

/** The CRC-32 of ZIP files over bytes, continued from the value of the bytes before them (0 at the start). Unsigned. */
export function crc32(bytes: Uint8Array, before = 0): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = TABLES as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  const strides = bytes.length - (bytes.length % STRIDE);
  let crc = ~before;
  let i = 0;
  for (; i < strides; i += STRIDE) {
    const low = crc ^ (bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24));
    crc =
      t7[low & 0xff]! ^
      t6[(low >>> 8) & 0xff]! ^
      t5[(low >>> 16) & 0xff]! ^
      t4[low >>> 24]! ^
      t3[bytes[i + 4]!]! ^
      t2[bytes[i + 5]!]! ^
      t1[bytes[i + 6]!]! ^
      t0[bytes[i + 7]!]!;
  }
  for (; i < bytes.length; i++) crc = t0[(crc ^ bytes[i]!) & 0xff]! ^ (crc >>> 8);
  return ~crc >>> 0;
}
