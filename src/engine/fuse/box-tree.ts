/** Items in a leaf. */
const LEAF = 8;

/** Numbers of a box: its least x, y, z, then its greatest. */
const BOX = 6;

/** Finds boxes in space that meet another: a tree of boxes around boxes, in one pass from its root (preorder with skips). */
export class BoxTree {
  readonly #boxes: Float64Array;
  /** The items in the order of the leaves. */
  readonly #order: Uint32Array;
  readonly #bounds: number[] = [];
  /** Per node: the node that follows it and all below it, its first item, and how many it has where it is a leaf. */
  readonly #nodes: number[] = [];

  /** @param boxes `minX, minY, minZ, maxX, maxY, maxZ` per item */
  constructor(boxes: Float64Array) {
    this.#boxes = boxes;
    this.#order = Uint32Array.from({ length: boxes.length / BOX }, (_, i) => i);
    if (boxes.length > 0) this.#build(0, this.#order.length);
  }

  /** Visits the items whose boxes come within `reach` of a box. */
  search(box: ArrayLike<number>, reach: number, visit: (item: number) => void): void {
    for (let node = 0; node < this.#nodes.length; ) {
      const count = this.#nodes[node + 2]!;
      if (!meet(this.#bounds, node * 2, box, reach)) {
        node = this.#nodes[node]!;
        continue;
      }
      const first = this.#nodes[node + 1]!;
      for (let i = first; i < first + count; i++) {
        const item = this.#order[i]!;
        if (meet(this.#boxes, item * BOX, box, reach)) visit(item);
      }
      node += 3;
    }
  }

  #build(start: number, end: number): void {
    const node = this.#nodes.length;
    const bounds = this.#around(start, end);
    this.#bounds.push(...bounds);
    const isLeaf = end - start <= LEAF;
    this.#nodes.push(0, start, isLeaf ? end - start : 0);
    if (!isLeaf) {
      this.#sort(start, end, longestAxis(bounds));
      const middle = (start + end) >>> 1;
      this.#build(start, middle);
      this.#build(middle, end);
    }
    this.#nodes[node] = this.#nodes.length;
  }

  #around(start: number, end: number): number[] {
    const bounds = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];
    for (let i = start; i < end; i++) {
      const at = this.#order[i]! * BOX;
      for (let axis = 0; axis < 3; axis++) {
        bounds[axis] = Math.min(bounds[axis]!, this.#boxes[at + axis]!);
        bounds[axis + 3] = Math.max(bounds[axis + 3]!, this.#boxes[at + axis + 3]!);
      }
    }
    return bounds;
  }

  #sort(start: number, end: number, axis: number): void {
    const boxes = this.#boxes;
    const middle = (item: number) => boxes[item * BOX + axis]! + boxes[item * BOX + axis + 3]!;
    this.#order.subarray(start, end).sort((a, b) => middle(a) - middle(b) || a - b);
  }
}

function meet(boxes: ArrayLike<number>, at: number, box: ArrayLike<number>, reach: number): boolean {
  return (
    boxes[at]! <= box[3]! + reach &&
    boxes[at + 3]! >= box[0]! - reach &&
    boxes[at + 1]! <= box[4]! + reach &&
    boxes[at + 4]! >= box[1]! - reach &&
    boxes[at + 2]! <= box[5]! + reach &&
    boxes[at + 5]! >= box[2]! - reach
  );
}

function longestAxis(bounds: readonly number[]): number {
  const [x, y, z] = [0, 1, 2].map((axis) => bounds[axis + 3]! - bounds[axis]!) as [number, number, number];
  if (x >= y && x >= z) return 0;
  return y >= z ? 1 : 2;
}
