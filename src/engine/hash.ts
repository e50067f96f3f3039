/** A 32-bit hash of up to four whole numbers: the engine's only source of chance (finalizer of MurmurHash3). */
export function hash(a: number, b = 0, c = 0, d = 0): number {
  let h = mix(0x9e37_79b9 ^ a);
  h = mix((h + 0x7f4a_7c15) ^ b);
  h = mix((h + 0x7f4a_7c15) ^ c);
  return mix((h + 0x7f4a_7c15) ^ d) >>> 0;
}

function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85eb_ca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2_ae35);
  return h ^ (h >>> 16);
}
