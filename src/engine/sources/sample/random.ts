/** A 32-bit hash of up to four whole numbers: the sample city's only source of chance (finalizer of MurmurHash3). */
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

/** The hash as a number in [-1, 1). */
export function signedHash(a: number, b = 0, c = 0, d = 0): number {
  return hash(a, b, c, d) / 0x8000_0000 - 1;
}

/** A repeatable sequence of chances that depends on its seed alone. */
export class Random {
  #step = 0;
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** In [0, 1). */
  next(): number {
    return hash(this.#seed, this.#step++) / 0x1_0000_0000;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** A whole number, both ends included. */
  whole(low: number, high: number): number {
    return low + Math.floor((high - low + 1) * this.next());
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(values: readonly T[]): T {
    return values[this.whole(0, values.length - 1)]!;
  }
}
