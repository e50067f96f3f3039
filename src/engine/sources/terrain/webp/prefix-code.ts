import type { BitReader } from './bit-reader.ts';

const MAX_LENGTH = 15;
/** Codes up to this length are decoded by one table look-up. */
const TABLE_BITS = 8;

/** A canonical Huffman code as WebP lossless uses it. */
export class PrefixCode {
  /** `length << 16 | symbol` by the next {@link TABLE_BITS} bits; 0 where the code is longer. */
  readonly #table = new Int32Array(1 << TABLE_BITS);
  /** Number of codes of each length. */
  readonly #counts = new Int32Array(MAX_LENGTH + 1);
  /** Symbols ordered by code. */
  readonly #symbols: Uint16Array;

  /** @param lengths code length of every symbol; 0 where the symbol does not occur */
  constructor(lengths: Uint8Array) {
    for (const length of lengths) this.#counts[length]!++;
    const used = lengths.length - this.#counts[0]!;
    this.#counts[0] = 0;
    this.#symbols = new Uint16Array(used);
    if (used === 1) this.#fillSingle(lengths.findIndex((length) => length > 0));
    else this.#assign(lengths);
  }

  /** Reads one symbol. */
  read(reader: BitReader): number {
    const entry = this.#table[reader.peek(TABLE_BITS)]!;
    if (entry >= 0) {
      reader.skip(entry >> 16);
      return entry & 0xffff;
    }
    return this.#readLong(reader);
  }

  /** A single symbol needs no bits at all. */
  #fillSingle(symbol: number): void {
    this.#symbols[0] = symbol;
    this.#table.fill(symbol);
  }

  #assign(lengths: Uint8Array): void {
    const nextCode = new Int32Array(MAX_LENGTH + 2);
    const nextIndex = new Int32Array(MAX_LENGTH + 2);
    let space = 0;
    for (let length = 1; length <= MAX_LENGTH; length++) {
      nextCode[length + 1] = (nextCode[length]! + this.#counts[length]!) << 1;
      nextIndex[length + 1] = nextIndex[length]! + this.#counts[length]!;
      space += this.#counts[length]! << (MAX_LENGTH - length);
    }
    if (space !== 1 << MAX_LENGTH) throw new Error('The WebP data holds an invalid prefix code.');
    this.#table.fill(-1);
    lengths.forEach((length, symbol) => {
      if (length === 0) return;
      this.#symbols[nextIndex[length]!++] = symbol;
      this.#tabulate(nextCode[length]!++, length, symbol);
    });
  }

  /** Enters a short code at every table position that starts with it. Codes are stored most significant bit first. */
  #tabulate(code: number, length: number, symbol: number): void {
    if (length > TABLE_BITS) return;
    let reversed = 0;
    for (let bit = 0; bit < length; bit++) reversed |= ((code >> bit) & 1) << (length - 1 - bit);
    for (let i = reversed; i < 1 << TABLE_BITS; i += 1 << length) this.#table[i] = (length << 16) | symbol;
  }

  #readLong(reader: BitReader): number {
    const bits = reader.peek(MAX_LENGTH);
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= MAX_LENGTH; length++) {
      code |= (bits >> (length - 1)) & 1;
      const count = this.#counts[length]!;
      if (code - first < count) {
        reader.skip(length);
        return this.#symbols[index + code - first]!;
      }
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new Error('The WebP data holds an unknown code.');
  }
}

/** Order in which the lengths of the code-length code are stored. */
const CODE_LENGTH_ORDER = [17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

/** Reads a prefix code over `alphabet` symbols from its description in the stream. */
export function readPrefixCode(reader: BitReader, alphabet: number): PrefixCode {
  return new PrefixCode(reader.read(1) ? readSimpleLengths(reader, alphabet) : readLengths(reader, alphabet));
}

/** One or two symbols, named directly. */
function readSimpleLengths(reader: BitReader, alphabet: number): Uint8Array {
  const lengths = new Uint8Array(Math.max(alphabet, 256));
  const two = reader.read(1);
  lengths[reader.read(reader.read(1) ? 8 : 1)] = 1;
  if (two) lengths[reader.read(8)] = 1;
  return lengths;
}

/** Code lengths, themselves run-length and prefix coded. */
function readLengths(reader: BitReader, alphabet: number): Uint8Array {
  const codeLengths = new Uint8Array(19);
  const stored = 4 + reader.read(4);
  for (let i = 0; i < stored; i++) codeLengths[CODE_LENGTH_ORDER[i]!] = reader.read(3);
  const code = new PrefixCode(codeLengths);

  let remaining = reader.read(1) ? 2 + reader.read(2 + 2 * reader.read(3)) : alphabet;
  const lengths = new Uint8Array(alphabet);
  let previous = 8;
  for (let symbol = 0; symbol < alphabet && remaining > 0; remaining--) {
    const value = code.read(reader);
    if (value < 16) {
      lengths[symbol++] = value;
      if (value > 0) previous = value;
      continue;
    }
    const repeat = value === 16 ? 3 + reader.read(2) : value === 17 ? 3 + reader.read(3) : 11 + reader.read(7);
    if (symbol + repeat > alphabet) throw new Error('The WebP data holds an invalid prefix code.');
    lengths.fill(value === 16 ? previous : 0, symbol, symbol + repeat);
    symbol += repeat;
  }
  return lengths;
}
