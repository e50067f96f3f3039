import { hash } from '../../hash.ts';

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
