import { IdHash } from '../id-hash.ts';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$';
/** Two digits for each 12 bits, the first in the lower byte. */
const PAIRS = Uint16Array.from(
  { length: 64 * 64 },
  (_, bits) => DIGITS.charCodeAt(bits >> 6) | (DIGITS.charCodeAt(bits & 63) << 8),
);
const LENGTH = 22;

/**
 * Puts IFC GlobalIds (128 bits in 22 digits to the base 64). They depend on an id alone, of which a suffix may be given by
 * itself: the same object has the same one in every export.
 */
export class GuidPutter {
  #id = '';
  readonly #ofId = new IdHash();
  readonly #hash = new IdHash();

  /** Gives where it ends. */
  put(view: DataView, at: number, id: string, suffix = ''): number {
    if (id !== this.#id) {
      this.#id = id;
      this.#ofId.begin().add(id);
    }
    this.#hash.begin(this.#ofId).add(suffix);
    // The first digit has the two bits that are left over.
    for (let bit = 120, place = at; bit >= 0; bit -= 12, place += 2) {
      view.setUint16(place, PAIRS[this.#bits(bit)]!, true);
    }
    return at + LENGTH;
  }

  /** 12 bits from a place on. */
  #bits(bit: number): number {
    const word = 3 - (bit >> 5);
    const low = this.#hash.word(word) >>> (bit & 31);
    const high = word > 0 && (bit & 31) > 20 ? this.#hash.word(word - 1) << (32 - (bit & 31)) : 0;
    return (low | high) & 4095;
  }
}

const PUTTER = new GuidPutter();

/** The GlobalId of an id as text. */
export function ifcGuid(id: string): string {
  const bytes = new Uint8Array(LENGTH);
  PUTTER.put(new DataView(bytes.buffer), 0, id);
  return new TextDecoder().decode(bytes);
}
