import { CellGrid } from './cell-grid.ts';

/** A place on a line. */
export interface PlaceOnLine {
  /** Number of the line. */
  readonly line: number;
  /** Number of the line's segment, and the share of it that lies before the place. */
  readonly segment: number;
  readonly share: number;
  readonly x: number;
  readonly y: number;
  /** Metres from the place that was asked for. */
  readonly distance: number;
}

/** Cells for each segment, and the side of a cell in metres at least. */
const CELLS = 8;
const LEAST_CELL = 4;

/** Finds segments of lines (`x, y` pairs in metres) near places. */
export class SegmentSearch {
  readonly #lines: readonly Float64Array[];
  readonly #lineOf: Uint32Array;
  readonly #firstOf: Uint32Array;
  readonly #grid: CellGrid | undefined;
  readonly #margins: readonly number[];

  /** @param margins metres by which each line is found farther away than others */
  constructor(lines: readonly Float64Array[], margins: readonly number[] = lines.map(() => 0)) {
    this.#lines = lines;
    this.#margins = margins;
    const count = lines.reduce((sum, line) => sum + line.length / 2 - 1, 0);
    this.#lineOf = new Uint32Array(count);
    this.#firstOf = new Uint32Array(lines.length);
    let segment = 0;
    for (const [number, line] of lines.entries()) {
      this.#firstOf[number] = segment;
      this.#lineOf.fill(number, segment, segment + line.length / 2 - 1);
      segment += line.length / 2 - 1;
    }
    if (count > 0) this.#grid = this.#segmentsByCell(count);
  }

  /** The best of the nearest places on each segment within `reach` metres and its line's margin. */
  best(
    x: number,
    y: number,
    reach: number,
    isBetter: (line: number, distance: number, best: PlaceOnLine | undefined) => boolean,
  ): PlaceOnLine | undefined {
    const grid = this.#grid;
    if (!grid) return undefined;
    let best: PlaceOnLine | undefined;
    grid.eachInBox(x - reach, y - reach, x + reach, y + reach, (cell) => {
      for (let i = grid.starts[cell]!; i < grid.starts[cell + 1]!; i++) {
        const item = grid.items[i]!;
        const number = this.#lineOf[item]!;
        const line = this.#lines[number]!;
        const segment = item - this.#firstOf[number]!;
        const ax = line[2 * segment]!;
        const ay = line[2 * segment + 1]!;
        const dx = line[2 * segment + 2]! - ax;
        const dy = line[2 * segment + 3]! - ay;
        const share = Math.min(Math.max(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy), 0), 1);
        const px = ax + share * dx;
        const py = ay + share * dy;
        const distance = Math.sqrt((px - x) * (px - x) + (py - y) * (py - y));
        if (distance > reach + this.#margins[number]! || !isBetter(number, distance, best)) continue;
        best = { line: number, segment, share, x: px, y: py, distance };
      }
    });
    return best;
  }

  #segmentsByCell(count: number): CellGrid {
    let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const line of this.#lines) {
      for (let i = 0; i < line.length; i += 2) {
        minX = Math.min(minX, line[i]!);
        maxX = Math.max(maxX, line[i]!);
        minY = Math.min(minY, line[i + 1]!);
        maxY = Math.max(maxY, line[i + 1]!);
      }
    }
    const cell = Math.max(LEAST_CELL, Math.sqrt(((maxX - minX) * (maxY - minY)) / (CELLS * count)));
    return new CellGrid([minX, minY, maxX, maxY], cell, (add, grid) => {
      let segment = 0;
      const note = (at: number) => add(segment, at);
      for (const [number, line] of this.#lines.entries()) {
        const margin = this.#margins[number]!;
        for (let i = 2; i < line.length; i += 2, segment++) {
          grid.eachAlong(line[i - 2]!, line[i - 1]!, line[i]!, line[i + 1]!, margin, note);
        }
      }
    });
  }
}
