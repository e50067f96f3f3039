/** Reads bits from the least significant end of each byte on, as VP8L stores them. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #next = 0;
  #bits = 0;
  #count = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The next `count` (0–24) bits as a number. */
  read(count: number): number {
    const value = this.peek(count);
    this.skip(count);
    return value;
  }

  /** As {@link read}, without moving on. Beyond the end zeros are seen; {@link skip} throws there. */
  peek(count: number): number {
    while (this.#count < count) {
      this.#bits |= (this.#bytes[this.#next++] ?? 0) << this.#count;
      this.#count += 8;
    }
    return this.#bits & ((1 << count) - 1);
  }

  /** Moves on by bits that were peeked. */
  skip(count: number): void {
    this.#bits >>>= count;
    this.#count -= count;
    if (this.#next - (this.#count >> 3) > this.#bytes.length) throw new Error('The WebP data ends too early.');
  }
}
