/** West, south, east, north. */
export type Box = readonly [number, number, number, number];

/** Children per node. */
export const NODE_SIZE = 16;
/** Four 64-bit floats, and a 64-bit number that leads on. */
const NODE_BYTES = 40;
/** Cells of each side of the grid that the curve runs through. */
const CELLS = 1 << 16;

/** The box around some boxes; turned inside out where there are none. */
export function boxAround(boxes: readonly Box[]): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    west = Math.min(west, box[0]);
    south = Math.min(south, box[1]);
    east = Math.max(east, box[2]);
    north = Math.max(north, box[3]);
  }
  return [west, south, east, north];
}

/** The numbers of some boxes in the order in which a Hilbert curve meets their middles: neighbours stay near one another. */
export function hilbertOrder(boxes: readonly Box[]): number[] {
  const [west, south, east, north] = boxAround(boxes);
  const cell = (middle: number, from: number, to: number) =>
    to > from ? Math.min(CELLS - 1, Math.floor(((middle - from) / (to - from)) * CELLS)) : 0;
  const places = boxes.map(([w, s, e, n]) =>
    hilbertPlace(cell((w + e) / 2, west, east), cell((s + n) / 2, south, north)),
  );
  return [...boxes.keys()].sort((a, b) => places[a]! - places[b]! || a - b);
}

/** How far along the Hilbert curve a cell lies: for each halving the quadrant, in which the curve is turned. */
function hilbertPlace(column: number, row: number): number {
  let [x, y, place] = [column, row, 0];
  for (let side = CELLS / 2; side >= 1; side /= 2) {
    const right = x >= side;
    const upper = y >= side;
    place += side * side * (right ? (upper ? 2 : 3) : upper ? 1 : 0);
    if (right) x -= side;
    if (upper) y -= side;
    if (upper) continue;
    if (right) [x, y] = [side - 1 - x, side - 1 - y];
    [x, y] = [y, x];
  }
  return place;
}

/**
 * The packed Hilbert R-tree of FlatGeobuf: all nodes, the root first, level by level; leaves lead to the byte at which their
 * feature begins, others to the number of their first child.
 * @param boxes of the features in the order of the file, at least one
 * @param offsets of the features, from the first one on
 */
export function packedRTree(boxes: readonly Box[], offsets: readonly number[]): Uint8Array {
  const levels: (readonly Box[])[] = [boxes];
  do {
    levels.unshift(parentBoxes(levels[0]!));
  } while (levels[0]!.length > 1);
  const bytes = new Uint8Array(NODE_BYTES * levels.reduce((sum, { length }) => sum + length, 0));
  const view = new DataView(bytes.buffer);
  let node = 0;
  for (const [depth, level] of levels.entries()) {
    const firstChild = node + level.length;
    const isLeaf = depth === levels.length - 1;
    for (const [index, box] of level.entries()) {
      const at = NODE_BYTES * node++;
      for (const [i, side] of box.entries()) view.setFloat64(at + 8 * i, side, true);
      view.setBigUint64(at + 32, BigInt(isLeaf ? offsets[index]! : firstChild + NODE_SIZE * index), true);
    }
  }
  return bytes;
}

function parentBoxes(boxes: readonly Box[]): Box[] {
  return Array.from({ length: Math.ceil(boxes.length / NODE_SIZE) }, (_, i) =>
    boxAround(boxes.slice(NODE_SIZE * i, NODE_SIZE * (i + 1))),
  );
}
