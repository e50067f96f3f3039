import { CellGrid } from './cell-grid.ts';

/** Finds the triangle of a surface that a place lies in. */
export class TriangleSearch {
  readonly #x: ArrayLike<number>;
  readonly #y: ArrayLike<number>;
  readonly #corners: ArrayLike<number>;
  readonly #grid: CellGrid;

  constructor(
    x: ArrayLike<number>,
    y: ArrayLike<number>,
    corners: ArrayLike<number>,
    bounds: readonly [minX: number, minY: number, maxX: number, maxY: number],
  ) {
    this.#x = x;
    this.#y = y;
    this.#corners = corners;
    const [minX, minY, maxX, maxY] = bounds;
    const cell = Math.max(1, Math.sqrt(((maxX - minX) * (maxY - minY)) / Math.max(corners.length / 3, 1)));
    this.#grid = new CellGrid(bounds, cell, (add, grid) => {
      for (let t = 0; t < corners.length; t += 3) {
        const [a, b, c] = [corners[t]!, corners[t + 1]!, corners[t + 2]!];
        grid.eachInBox(
          Math.min(x[a]!, x[b]!, x[c]!),
          Math.min(y[a]!, y[b]!, y[c]!),
          Math.max(x[a]!, x[b]!, x[c]!),
          Math.max(y[a]!, y[b]!, y[c]!),
          (at) => add(t / 3, at),
        );
      }
    });
  }

  /** Number of the triangle that a place lies in or nearest to among those around; -1 where there is none. */
  at(px: number, py: number): number {
    let best = -1;
    let least = -Infinity;
    for (const triangle of this.#grid.items(this.#grid.cellAt(px, py))) {
      const depth = Math.min(...this.#shares(triangle, px, py));
      if (depth >= 0) return triangle;
      if (depth > least) [least, best] = [depth, triangle];
    }
    return best;
  }

  /** A place in a triangle (or its nearest) as a mean of the triangle's corners: the weight of each. */
  weights(triangle: number, px: number, py: number): [a: number, b: number, c: number] {
    const inside = this.#shares(triangle, px, py).map((share) => Math.min(Math.max(share, 0), 1));
    const sum = inside[0]! + inside[1]! + inside[2]!;
    return [inside[0]! / sum, inside[1]! / sum, inside[2]! / sum];
  }

  #shares(triangle: number, px: number, py: number): [a: number, b: number, c: number] {
    const x = this.#x;
    const y = this.#y;
    const a = this.#corners[3 * triangle]!;
    const b = this.#corners[3 * triangle + 1]!;
    const c = this.#corners[3 * triangle + 2]!;
    const bx = x[b]! - x[a]!;
    const by = y[b]! - y[a]!;
    const cx = x[c]! - x[a]!;
    const cy = y[c]! - y[a]!;
    const dx = px - x[a]!;
    const dy = py - y[a]!;
    const area = bx * cy - by * cx;
    const shareB = (dx * cy - dy * cx) / area;
    const shareC = (bx * dy - by * dx) / area;
    return [1 - shareB - shareC, shareB, shareC];
  }
}
