import type { GroundSurface } from './ground-surface.ts';
import { nextSide } from './tin.ts';

type Triangles = Pick<GroundSurface, 'x' | 'y' | 'corners' | 'twins'>;

/** Triangles on the way to a place at most; a walk through triangles that are not Delaunay may turn in circles. */
const LONGEST_WALK = 500;

/**
 * Finds the triangle of a surface over a rectangle that a place lies in: walks there from a triangle in the same cell of a
 * grid. (A list of all triangles by cell takes ten times as long to make.)
 */
export class TriangleSearch {
  readonly #triangles: Triangles;
  readonly #minX: number;
  readonly #minY: number;
  readonly #cell: number;
  readonly #columns: number;
  readonly #rows: number;
  /** A triangle in or near each cell. */
  readonly #starts: Int32Array;

  constructor(triangles: Triangles, bounds: readonly [minX: number, minY: number, maxX: number, maxY: number]) {
    const [minX, minY, maxX, maxY] = bounds;
    const count = triangles.corners.length / 3;
    this.#triangles = triangles;
    this.#minX = minX;
    this.#minY = minY;
    this.#cell = Math.max(1, Math.sqrt(((maxX - minX) * (maxY - minY)) / count));
    this.#columns = Math.floor((maxX - minX) / this.#cell) + 1;
    this.#rows = Math.floor((maxY - minY) / this.#cell) + 1;
    this.#starts = new Int32Array(this.#columns * this.#rows).fill(-1);
    for (let triangle = 0; triangle < count; triangle++) this.#starts[this.#cellOf(triangle)] = triangle;
    let last = 0;
    for (let i = 0; i < this.#starts.length; i++) {
      if (this.#starts[i]! < 0) this.#starts[i] = last;
      else last = this.#starts[i]!;
    }
  }

  /** Number of the triangle that a place in the rectangle lies in. */
  at(px: number, py: number): number {
    const { twins } = this.#triangles;
    let triangle = this.#starts[this.#cellAt(px, py)]!;
    for (let steps = 0; steps < LONGEST_WALK; steps++) {
      const beyond = this.#sideTowards(triangle, px, py);
      // Outside by rounding only: the rectangle is convex.
      if (beyond < 0 || twins[beyond]! < 0) return triangle;
      triangle = Math.floor(twins[beyond]! / 3);
    }
    return this.#searchAll(px, py) ?? triangle;
  }

  /** A place in a triangle (or its nearest) as a mean of the triangle's corners: the weight of each. */
  weights(triangle: number, px: number, py: number): [a: number, b: number, c: number] {
    const { x, y, corners } = this.#triangles;
    const a = corners[3 * triangle]!;
    const b = corners[3 * triangle + 1]!;
    const c = corners[3 * triangle + 2]!;
    const bx = x[b]! - x[a]!;
    const by = y[b]! - y[a]!;
    const cx = x[c]! - x[a]!;
    const cy = y[c]! - y[a]!;
    const dx = px - x[a]!;
    const dy = py - y[a]!;
    const area = bx * cy - by * cx;
    const shareB = Math.min(Math.max((dx * cy - dy * cx) / area, 0), 1);
    const shareC = Math.min(Math.max((bx * dy - by * dx) / area, 0), 1);
    const shareA = Math.max(1 - shareB - shareC, 0);
    const sum = shareA + shareB + shareC;
    return [shareA / sum, shareB / sum, shareC / sum];
  }

  /** The side that a place lies beyond by the most, or -1. */
  #sideTowards(triangle: number, px: number, py: number): number {
    const { x, y, corners } = this.#triangles;
    let worst = -1;
    let least = 0;
    for (let side = 3 * triangle; side < 3 * triangle + 3; side++) {
      const a = corners[side]!;
      const b = corners[nextSide(side)]!;
      const area = (x[b]! - x[a]!) * (py - y[a]!) - (px - x[a]!) * (y[b]! - y[a]!);
      if (area < least) {
        least = area;
        worst = side;
      }
    }
    return worst;
  }

  #searchAll(px: number, py: number): number | undefined {
    const count = this.#triangles.corners.length / 3;
    for (let triangle = 0; triangle < count; triangle++) {
      if (this.#sideTowards(triangle, px, py) < 0) return triangle;
    }
    return undefined;
  }

  #cellOf(triangle: number): number {
    const { x, y, corners } = this.#triangles;
    const a = corners[3 * triangle]!;
    const b = corners[3 * triangle + 1]!;
    const c = corners[3 * triangle + 2]!;
    return this.#cellAt((x[a]! + x[b]! + x[c]!) / 3, (y[a]! + y[b]! + y[c]!) / 3);
  }

  #cellAt(px: number, py: number): number {
    const column = Math.min(Math.max(Math.floor((px - this.#minX) / this.#cell), 0), this.#columns - 1);
    const row = Math.min(Math.max(Math.floor((py - this.#minY) / this.#cell), 0), this.#rows - 1);
    return row * this.#columns + column;
  }
}
