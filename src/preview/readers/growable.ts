/** 32-bit floats whose number is not known beforehand. */
export class Floats {
  #array = new Float32Array(9 * 1024);
  length = 0;

  /** Makes room for `count` more and returns the array to write them into, from {@link length} on. */
  room(count: number): Float32Array {
    if (this.length + count > this.#array.length) {
      const grown = new Float32Array(Math.max(this.#array.length * 2, this.length + count));
      grown.set(this.#array);
      this.#array = grown;
    }
    return this.#array;
  }

  /** What was written, in memory of its own size. */
  take(): Float32Array<ArrayBuffer> {
    const all = this.#array.slice(0, this.length);
    this.#array = new Float32Array(0);
    return all;
  }
}

/** 64-bit floats whose number is not known beforehand. */
export class Doubles {
  array = new Float64Array(3 * 1024);
  length = 0;

  push3(x: number, y: number, z: number): void {
    if (this.length + 3 > this.array.length) {
      const grown = new Float64Array(this.array.length * 2);
      grown.set(this.array);
      this.array = grown;
    }
    this.array[this.length] = x;
    this.array[this.length + 1] = y;
    this.array[this.length + 2] = z;
    this.length += 3;
  }
}
