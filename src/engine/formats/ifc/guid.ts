import { idHash } from '../id-hash.ts';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$';

/** An IFC GlobalId (128 bits in 22 digits to the base 64) that depends on an id alone: the same object has it in every export. */
export function ifcGuid(id: string): string {
  let bits = idHash(id).reduce((all, word) => (all << 32n) | BigInt(word), 0n);
  let guid = '';
  for (let i = 0; i < 22; i++) {
    guid = DIGITS[Number(bits & 63n)] + guid;
    bits >>= 6n;
  }
  return guid;
}
