const FIRST_CAPACITY = 1024;
const FREE = -1;

/**
 * Positions of nodes by id: a hash table on flat arrays (open addressing, at most half full).
 * A `Map` ends at 16.7 million entries, which a city's file exceeds, and takes three times the memory.
 */
export class NodeTable {
  #ids = new Float64Array(FIRST_CAPACITY);
  #positions = new Float64Array(FIRST_CAPACITY * 2);
  #slots = new Int32Array(FIRST_CAPACITY * 2).fill(FREE);
  #size = 0;

  /** Stores a position in degrees; one that is already there is replaced. */
  set(id: number, lon: number, lat: number): void {
    const slot = this.#slotOf(id);
    const known = this.#slots[slot]!;
    const index = known === FREE ? this.#append(id, slot) : known;
    this.#positions[index * 2] = lon;
    this.#positions[index * 2 + 1] = lat;
  }

  /** The node's index for {@link lon} and {@link lat}, -1 where it is unknown. */
  indexOf(id: number): number {
    return this.#slots[this.#slotOf(id)]!;
  }

  lon(index: number): number {
    return this.#positions[index * 2]!;
  }

  lat(index: number): number {
    return this.#positions[index * 2 + 1]!;
  }

  #append(id: number, slot: number): number {
    const index = this.#size++;
    this.#slots[slot] = index;
    this.#ids[index] = id;
    if (this.#size === this.#ids.length) this.#grow();
    return index;
  }

  /** The slot that holds the id, or the free one where it belongs. */
  #slotOf(id: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash(id) & mask;
    for (let index = this.#slots[slot]!; index !== FREE && this.#ids[index] !== id; index = this.#slots[slot]!) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #grow(): void {
    const capacity = this.#ids.length * 2;
    this.#ids = grown(this.#ids, capacity);
    this.#positions = grown(this.#positions, capacity * 2);
    this.#slots = new Int32Array(capacity * 2).fill(FREE);
    for (let index = 0; index < this.#size; index++) this.#slots[this.#slotOf(this.#ids[index]!)] = index;
  }
}

/** Fibonacci hashing of both halves of the id; the high bits, which are mixed best, are folded into the low ones. */
function hash(id: number): number {
  const mixed = Math.imul((id | 0) ^ Math.imul((id / 4_294_967_296) | 0, 0x85eb_ca6b), 0x9e37_79b1);
  return mixed ^ (mixed >>> 15);
}

function grown(values: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(length);
  larger.set(values);
  return larger;
}
