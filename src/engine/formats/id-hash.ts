/** Offsets and prime of FNV-1a; one run for each 32 bits, told apart by its offset. */
const OFFSETS = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35];
const PRIME = 0x01000193;

/** 128 bits that depend on an id alone, as four whole numbers of 32 bits. */
export function idHash(id: string): number[] {
  return OFFSETS.map((offset) => mixed(id, offset));
}

function mixed(id: string, offset: number): number {
  let hash = offset;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), PRIME);
  // Spreads the last characters over all bits (MurmurHash3's finish).
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
