/** Pairs of whole numbers, such as points of a grid, each held once and numbered in the order of arrival. */
export class PointTable {
  #x = new Int32Array(1024);
  #y = new Int32Array(1024);
  #count = 0;
  /** Point number plus one by hash; 0 where empty. Its length is a power of two. */
  #slots = new Int32Array(4096);

  get count(): number {
    return this.#count;
  }

  /** Coordinates of all points; valid until the next one is added. */
  get x(): Int32Array {
    return this.#x.subarray(0, this.#count);
  }

  get y(): Int32Array {
    return this.#y.subarray(0, this.#count);
  }

  /** The number of a point, which is added where it is not known yet. */
  add(x: number, y: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash(x, y) & mask;
    for (let found = this.#slots[slot]!; found > 0; found = this.#slots[slot]!) {
      if (this.#x[found - 1] === x && this.#y[found - 1] === y) return found - 1;
      slot = (slot + 1) & mask;
    }
    if (this.#count === this.#x.length) this.#grow();
    this.#x[this.#count] = x;
    this.#y[this.#count] = y;
    this.#slots[slot] = ++this.#count;
    if (4 * this.#count > 3 * this.#slots.length) this.#rehash();
    return this.#count - 1;
  }

  #grow(): void {
    this.#x = doubled(this.#x);
    this.#y = doubled(this.#y);
  }

  #rehash(): void {
    const slots = new Int32Array(2 * this.#slots.length);
    const mask = slots.length - 1;
    for (let point = 0; point < this.#count; point++) {
      let slot = hash(this.#x[point]!, this.#y[point]!) & mask;
      while (slots[slot]! > 0) slot = (slot + 1) & mask;
      slots[slot] = point + 1;
    }
    this.#slots = slots;
  }
}

function hash(x: number, y: number): number {
  const mixed = Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}

/** The values in an array of twice the length. */
export function doubled(values: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * values.length);
  larger.set(values);
  return larger;
}
