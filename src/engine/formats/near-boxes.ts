import Flatbush from 'flatbush';

/** Metres of a side of a cell. */
const CELL = 16;
/** More cells than there are in a row. */
const ROW = 2 ** 24;

/** Finds the boxes around many places that lie close together: one search serves all places of a cell. */
export class NearBoxes {
  readonly #boxes: Flatbush;
  readonly #bounds: Float64Array;
  readonly #cells = new Map<number, readonly number[]>();
  #lastCell = NaN;
  #last: readonly number[] = [];

  /** @param bounds west, south, east, north of each box; one at least */
  constructor(bounds: Float64Array) {
    this.#bounds = bounds;
    this.#boxes = new Flatbush(bounds.length / 4);
    for (let i = 0; i < bounds.length; i += 4) {
      this.#boxes.add(bounds[i]!, bounds[i + 1]!, bounds[i + 2]!, bounds[i + 3]!);
    }
    this.#boxes.finish();
  }

  /** The numbers of boxes that may hold a place, in their order: all of those that {@link holds} it, and some more. */
  near(x: number, y: number): readonly number[] {
    const column = Math.floor(x / CELL);
    const row = Math.floor(y / CELL);
    const cell = row * ROW + column;
    if (cell === this.#lastCell) return this.#last;
    this.#lastCell = cell;
    this.#last = this.#cells.get(cell) ?? this.#search(column, row, cell);
    return this.#last;
  }

  holds(box: number, x: number, y: number): boolean {
    const bounds = this.#bounds;
    const i = 4 * box;
    return x >= bounds[i]! && y >= bounds[i + 1]! && x <= bounds[i + 2]! && y <= bounds[i + 3]!;
  }

  /** The numbers of boxes within a distance along both axes, in no order. */
  within(x: number, y: number, reach: number): readonly number[] {
    return this.#boxes.search(x - reach, y - reach, x + reach, y + reach);
  }

  #search(column: number, row: number, cell: number): readonly number[] {
    const found = this.#boxes.search(column * CELL, row * CELL, (column + 1) * CELL, (row + 1) * CELL);
    found.sort((a, b) => a - b);
    this.#cells.set(cell, found);
    return found;
  }
}
