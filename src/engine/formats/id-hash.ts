/** Offsets and prime of FNV-1a; one run for each 32 bits, told apart by its offset. */
const OFFSETS = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35] as const;
const PRIME = 0x01000193;

/** 128 bits that depend on an id alone, as four whole numbers of 32 bits. */
export function idHash(id: string): number[] {
  let a: number = OFFSETS[0];
  let b: number = OFFSETS[1];
  let c: number = OFFSETS[2];
  let d: number = OFFSETS[3];
  for (let i = 0; i < id.length; i++) {
    const code = id.charCodeAt(i);
    a = Math.imul(a ^ code, PRIME);
    b = Math.imul(b ^ code, PRIME);
    c = Math.imul(c ^ code, PRIME);
    d = Math.imul(d ^ code, PRIME);
  }
  return [finished(a), finished(b), finished(c), finished(d)];
}

/** Spreads the last characters over all bits (MurmurHash3's finish). */
function finished(mixed: number): number {
  let hash = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
