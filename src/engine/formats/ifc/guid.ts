const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$';
/** Offsets and prime of FNV-1a; one run for each 32 bits, told apart by its offset. */
const OFFSETS = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35];
const PRIME = 0x01000193;

/** An IFC GlobalId (128 bits in 22 digits to the base 64) that depends on an id alone: the same object has it in every export. */
export function ifcGuid(id: string): string {
  let bits = OFFSETS.map((offset) => BigInt(mixed(id, offset))).reduce((all, word) => (all << 32n) | word, 0n);
  let guid = '';
  for (let i = 0; i < 22; i++) {
    guid = DIGITS[Number(bits & 63n)] + guid;
    bits >>= 6n;
  }
  return guid;
}

function mixed(id: string, offset: number): number {
  let hash = offset;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), PRIME);
  // Spreads the last characters over all bits (MurmurHash3's finish).
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
