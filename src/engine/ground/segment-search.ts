import Flatbush from 'flatbush';

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

/** Finds segments of lines (`x, y` pairs in metres) near places. */
export class SegmentSearch {
  readonly #lines: readonly Float64Array[];
  readonly #lineOf: Uint32Array;
  readonly #firstOf: Uint32Array;
  readonly #index: Flatbush | undefined;
  readonly #margins: readonly number[];

  /** @param margins metres by which each line is found farther away than others */
  constructor(lines: readonly Float64Array[], margins: readonly number[] = lines.map(() => 0)) {
    this.#lines = lines;
    this.#margins = margins;
    const count = lines.reduce((sum, line) => sum + line.length / 2 - 1, 0);
    this.#lineOf = new Uint32Array(count);
    this.#firstOf = new Uint32Array(lines.length);
    if (count === 0) return;
    this.#index = new Flatbush(count);
    let segment = 0;
    for (const [number, line] of lines.entries()) {
      this.#firstOf[number] = segment;
      for (let i = 2; i < line.length; i += 2) {
        const [ax, ay, bx, by] = [line[i - 2]!, line[i - 1]!, line[i]!, line[i + 1]!];
        const margin = margins[number]!;
        this.#index.add(
          Math.min(ax, bx) - margin,
          Math.min(ay, by) - margin,
          Math.max(ax, bx) + margin,
          Math.max(ay, by) + margin,
        );
        this.#lineOf[segment++] = number;
      }
    }
    this.#index.finish();
  }

  /** The best of the nearest places on each segment within `reach` metres and its line's margin. */
  best(
    x: number,
    y: number,
    reach: number,
    isBetter: (line: number, distance: number, best: PlaceOnLine | undefined) => boolean,
  ): PlaceOnLine | undefined {
    let best: PlaceOnLine | undefined;
    for (const item of this.#index?.search(x - reach, y - reach, x + reach, y + reach) ?? []) {
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
    return best;
  }
}
