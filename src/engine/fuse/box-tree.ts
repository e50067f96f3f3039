/** Items in a leaf. */
const LEAF = 8;

/** Numbers of a box: its least x, y, z, then its greatest. */
const BOX = 6;

/** Numbers of a node: the node that follows it and all below it, its first item, and how many it has where it is a leaf. */
const NODE = 3;

/** Finds boxes in space that meet another: a tree of boxes around boxes, in one pass from its root (preorder with skips). */
export class BoxTree {
  /** In the order of the leaves: the items and their boxes. */
  readonly #items: Uint32Array;
  readonly #boxes: Float64Array;
  /** Per item: its place in that order, and its leaf. */
  readonly #places: Uint32Array;
  readonly #leaves: Uint32Array;
  /** Per node. */
  readonly #bounds: Float64Array;
  readonly #nodes: Uint32Array;
  /** Per node; the root is its own. */
  readonly #parents: Uint32Array;

  /** @param boxes `minX, minY, minZ, maxX, maxY, maxZ` per item */
  constructor(boxes: Float64Array) {
    const { items, leaves, bounds, nodes, parents } = new Builder(boxes);
    this.#items = items;
    this.#leaves = leaves;
    this.#bounds = Float64Array.from(bounds);
    this.#nodes = Uint32Array.from(nodes);
    this.#parents = Uint32Array.from(parents);
    this.#boxes = new Float64Array(boxes.length);
    this.#places = new Uint32Array(items.length);
    for (const [place, item] of items.entries()) {
      this.#places[item] = place;
      this.#boxes.set(boxes.subarray(item * BOX, item * BOX + BOX), place * BOX);
    }
  }

  /** Makes an item's box so large that it holds another one too. */
  grow(item: number, box: ArrayLike<number>): void {
    if (!hold(this.#boxes, this.#places[item]! * BOX, box)) return;
    let node = this.#leaves[item]!;
    while (hold(this.#bounds, node * BOX, box) && node > 0) node = this.#parents[node]!;
  }

  /** Puts the items whose boxes come within `reach` of a box at the beginning of a list; tells how many they are. */
  search(box: ArrayLike<number>, reach: number, found: number[]): number {
    const nodes = this.#nodes;
    const boxes = this.#boxes;
    const [minX, minY, minZ] = [box[0]! - reach, box[1]! - reach, box[2]! - reach];
    const [maxX, maxY, maxZ] = [box[3]! + reach, box[4]! + reach, box[5]! + reach];
    const meets = (all: Float64Array, at: number) =>
      all[at]! <= maxX &&
      all[at + 3]! >= minX &&
      all[at + 1]! <= maxY &&
      all[at + 4]! >= minY &&
      all[at + 2]! <= maxZ &&
      all[at + 5]! >= minZ;
    let count = 0;
    for (let node = 0; node < nodes.length; ) {
      if (!meets(this.#bounds, (node / NODE) * BOX)) {
        node = nodes[node]!;
        continue;
      }
      const first = nodes[node + 1]!;
      const end = first + nodes[node + 2]!;
      for (let i = first; i < end; i++) if (meets(boxes, i * BOX)) found[count++] = this.#items[i]!;
      node += NODE;
    }
    return count;
  }
}

/** Makes one of many boxes hold another one; false where it does already. */
function hold(boxes: Float64Array, at: number, box: ArrayLike<number>): boolean {
  let grown = false;
  for (let axis = 0; axis < 3; axis++) {
    if (box[axis]! < boxes[at + axis]!) {
      boxes[at + axis] = box[axis]!;
      grown = true;
    }
    if (box[axis + 3]! > boxes[at + axis + 3]!) {
      boxes[at + axis + 3] = box[axis + 3]!;
      grown = true;
    }
  }
  return grown;
}

/** Halves the items at the middle of their longest extent, again and again. */
class Builder {
  readonly items: Uint32Array;
  readonly leaves: Uint32Array;
  readonly bounds: number[] = [];
  readonly nodes: number[] = [];
  readonly parents: number[] = [];
  readonly #boxes: Float64Array;

  constructor(boxes: Float64Array) {
    this.#boxes = boxes;
    this.items = Uint32Array.from({ length: boxes.length / BOX }, (_, i) => i);
    this.leaves = new Uint32Array(this.items.length);
    if (boxes.length > 0) this.#build(0, this.items.length, 0);
  }

  #build(start: number, end: number, parent: number): void {
    const node = this.nodes.length;
    const number = this.parents.push(parent) - 1;
    const bounds = this.#around(start, end);
    this.bounds.push(...bounds);
    const isLeaf = end - start <= LEAF;
    this.nodes.push(0, start, isLeaf ? end - start : 0);
    if (isLeaf) {
      for (let i = start; i < end; i++) this.leaves[this.items[i]!] = number;
    } else {
      this.#sort(start, end, longestAxis(bounds));
      const middle = (start + end) >>> 1;
      this.#build(start, middle, number);
      this.#build(middle, end, number);
    }
    this.nodes[node] = this.nodes.length;
  }

  #around(start: number, end: number): number[] {
    const bounds = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];
    for (let i = start; i < end; i++) {
      const at = this.items[i]! * BOX;
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
    this.items.subarray(start, end).sort((a, b) => middle(a) - middle(b) || a - b);
  }
}

function longestAxis(bounds: readonly number[]): number {
  const [x, y, z] = [0, 1, 2].map((axis) => bounds[axis + 3]! - bounds[axis]!) as [number, number, number];
  if (x >= y && x >= z) return 0;
  return y >= z ? 1 : 2;
}
