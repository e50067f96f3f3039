/** Finds points near a place: points sorted into square cells. */
export class PointGrid {
  readonly #x: ArrayLike<number>;
  readonly #y: ArrayLike<number>;
  readonly #cell: number;
  readonly #minX: number;
  readonly #minY: number;
  readonly #columns: number;
  readonly #rows: number;
  /** Where each cell's points start in {@link #points}. */
  readonly #starts: Uint32Array;
  readonly #points: Uint32Array;

  /** @param x, y metres; @param cell side of a cell in metres, about the distance that is searched */
  constructor(x: ArrayLike<number>, y: ArrayLike<number>, cell: number) {
    this.#x = x;
    this.#y = y;
    const [minX, maxX] = range(x);
    const [minY, maxY] = range(y);
    this.#minX = minX;
    this.#minY = minY;
    // Few points far apart must not make many cells.
    this.#cell = Math.max(cell, Math.sqrt(((maxX - minX) * (maxY - minY)) / (4 * x.length + 1)));
    this.#columns = Math.floor((maxX - minX) / this.#cell) + 1;
    this.#rows = Math.floor((maxY - minY) / this.#cell) + 1;
    this.#starts = new Uint32Array(this.#columns * this.#rows + 1);
    this.#points = new Uint32Array(x.length);
    this.#sort();
  }

  /** Visits all points in the cells that a square of half side `distance` around a place meets, in a fixed order. */
  forEachNear(x: number, y: number, distance: number, visit: (index: number) => void): void {
    const [west, east] = [this.#column(x - distance), this.#column(x + distance)];
    const [south, north] = [this.#row(y - distance), this.#row(y + distance)];
    for (let row = Math.max(south, 0); row <= Math.min(north, this.#rows - 1); row++) {
      const from = this.#starts[row * this.#columns + Math.min(Math.max(west, 0), this.#columns)]!;
      const to = this.#starts[row * this.#columns + Math.min(Math.max(east + 1, 0), this.#columns)]!;
      for (let i = from; i < to; i++) visit(this.#points[i]!);
    }
  }

  #column(x: number): number {
    return Math.floor((x - this.#minX) / this.#cell);
  }

  #row(y: number): number {
    return Math.floor((y - this.#minY) / this.#cell);
  }

  #cellOf(point: number): number {
    return this.#row(this.#y[point]!) * this.#columns + this.#column(this.#x[point]!);
  }

  /** Counts the points of each cell, then fills them in. */
  #sort(): void {
    const starts = this.#starts;
    const count = this.#points.length;
    for (let i = 0; i < count; i++) starts[this.#cellOf(i) + 1]!++;
    for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!;
    const next = starts.slice();
    for (let i = 0; i < count; i++) this.#points[next[this.#cellOf(i)]!++] = i;
  }
}

function range(values: ArrayLike<number>): [least: number, greatest: number] {
  if (values.length === 0) return [0, 0];
  let least = Infinity;
  let greatest = -Infinity;
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < least) least = values[i]!;
    if (values[i]! > greatest) greatest = values[i]!;
  }
  return [least, greatest];
}
