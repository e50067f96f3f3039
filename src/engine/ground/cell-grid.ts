/**
 * A grid of square cells over a box, each with a list of items. Filled in two passes over the same items: first
 * they are counted, then stored, so that all lists lie in one array.
 */
export class CellGrid {
  readonly #minX: number;
  readonly #minY: number;
  readonly #size: number;
  readonly #columns: number;
  readonly #rows: number;
  /** Where each cell's items start in {@link items}; those of the last cell end at the last of these. */
  readonly starts: Uint32Array;
  /** The items of all cells, cell by cell. */
  readonly items: Uint32Array;

  /** @param visit tells `add` every item with its box; called twice */
  constructor(
    bounds: readonly [minX: number, minY: number, maxX: number, maxY: number],
    cellSize: number,
    visit: (add: (item: number, cell: number) => void, grid: CellGrid) => void,
  ) {
    const [minX, minY, maxX, maxY] = bounds;
    this.#minX = minX;
    this.#minY = minY;
    this.#size = cellSize;
    this.#columns = Math.max(1, Math.floor((maxX - minX) / cellSize) + 1);
    this.#rows = Math.max(1, Math.floor((maxY - minY) / cellSize) + 1);
    const counts = new Uint32Array(this.#columns * this.#rows + 1);
    visit((_, cell) => counts[cell + 1]!++, this);
    for (let cell = 1; cell < counts.length; cell++) counts[cell]! += counts[cell - 1]!;
    this.starts = counts;
    this.items = new Uint32Array(counts.at(-1)!);
    const next = counts.slice();
    visit((item, cell) => {
      this.items[next[cell]!++] = item;
    }, this);
  }

  /** The cell of a position; positions beyond the grid belong to the nearest cell. */
  cellAt(x: number, y: number): number {
    return this.#row(y) * this.#columns + this.#column(x);
  }

  /** All cells that a box touches. */
  eachInBox(minX: number, minY: number, maxX: number, maxY: number, visit: (cell: number) => void): void {
    const [west, east] = [this.#column(minX), this.#column(maxX)];
    for (let row = this.#row(minY), north = this.#row(maxY); row <= north; row++) {
      for (let column = west; column <= east; column++) visit(row * this.#columns + column);
    }
  }

  /** All cells within `margin` of a segment (and a few more). */
  eachAlong(ax: number, ay: number, bx: number, by: number, margin: number, visit: (cell: number) => void): void {
    if (bx < ax) {
      this.eachAlong(bx, by, ax, ay, margin, visit);
      return;
    }
    const west = this.#column(ax - margin);
    const east = this.#column(bx + margin);
    const slope = bx > ax ? (by - ay) / (bx - ax) : 0;
    for (let column = west; column <= east; column++) {
      const from = this.#minX + column * this.#size - margin;
      const to = from + this.#size + 2 * margin;
      const y1 = bx > ax ? ay + slope * (Math.max(from, ax) - ax) : ay;
      const y2 = bx > ax ? ay + slope * (Math.min(to, bx) - ax) : by;
      const north = this.#row(Math.max(y1, y2) + margin);
      for (let row = this.#row(Math.min(y1, y2) - margin); row <= north; row++) visit(row * this.#columns + column);
    }
  }

  #column(x: number): number {
    return Math.min(Math.max(Math.floor((x - this.#minX) / this.#size), 0), this.#columns - 1);
  }

  #row(y: number): number {
    return Math.min(Math.max(Math.floor((y - this.#minY) / this.#size), 0), this.#rows - 1);
  }
}
