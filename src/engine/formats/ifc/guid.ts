import { idHash } from '../id-hash.ts';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$';

/** An IFC GlobalId (128 bits in 22 digits to the base 64) that depends on an id alone: the same object has it in every export. */
export function ifcGuid(id: string): string {
  const words = idHash(id);
  let guid = '';
  // The first digit has the two bits that are left over.
  for (let bit = 126; bit >= 0; bit -= 6) {
    const word = 3 - (bit >> 5);
    const low = words[word]! >>> (bit & 31);
    const high = word > 0 && (bit & 31) > 26 ? words[word - 1]! << (32 - (bit & 31)) : 0;
    guid += DIGITS[(low | high) & 63];
  }
  return guid;
}
