import { nextSide } from '../polygon/triangle-sides.ts';
import type { GroundSurface } from './ground-surface.ts';

type Triangles = Pick<GroundSurface, 'x' | 'y' | 'corners' | 'twins'>;

/**
 * Finds the triangle of a surface over a rectangle that a place lies in: walks there in a straight line from a triangle in or near
 * the same cell of a grid. (A list of all triangles by cell takes ten times as long to make. A walk to any neighbour that is nearer
 * to the place turns in circles where triangles are not Delaunay.)
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
    for (let triangle = 0; triangle < count; triangle++)
      this.#starts[this.#cellAt(...this.#middle(triangle))] = triangle;
    let last = 0;
    for (let i = 0; i < this.#starts.length; i++) {
      if (this.#starts[i]! < 0) this.#starts[i] = last;
      else last = this.#starts[i]!;
    }
  }

  /** Number of the triangle that a place in the rectangle lies in. */
  at(px: number, py: number): number {
    const { x, y, corners, twins } = this.#triangles;
    let triangle = this.#starts[this.#cellAt(px, py)]!;
    const [fromX, fromY] = this.#middle(triangle);
    const isLeft = (vertex: number) => (px - fromX) * (y[vertex]! - fromY) - (x[vertex]! - fromX) * (py - fromY) > 0;
    // The line leaves a triangle by the side that leads from its right to its left.
    let exit = 3 * triangle;
    while (exit < 3 * triangle + 3 && (isLeft(corners[exit]!) || !isLeft(corners[nextSide(exit)]!))) exit++;
    if (exit === 3 * triangle + 3) return triangle;
    for (let left = corners.length; left > 0; left--) {
      const a = corners[exit]!;
      const b = corners[nextSide(exit)]!;
      const isWithin = (x[b]! - x[a]!) * (py - y[a]!) - (px - x[a]!) * (y[b]! - y[a]!) >= 0;
      // Outside by rounding only: the rectangle is convex.
      if (isWithin || twins[exit]! < 0) return triangle;
      const following = nextSide(twins[exit]!);
      const last = nextSide(following);
      triangle = Math.floor(following / 3);
      exit = isLeft(corners[last]!) ? following : last;
    }
    return triangle;
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

  #middle(triangle: number): [x: number, y: number] {
    const { x, y, corners } = this.#triangles;
    const a = corners[3 * triangle]!;
    const b = corners[3 * triangle + 1]!;
    const c = corners[3 * triangle + 2]!;
    return [(x[a]! + x[b]! + x[c]!) / 3, (y[a]! + y[b]! + y[c]!) / 3];
  }

  #cellAt(px: number, py: number): number {
    const column = Math.min(Math.max(Math.floor((px - this.#minX) / this.#cell), 0), this.#columns - 1);
    const row = Math.min(Math.max(Math.floor((py - this.#minY) / this.#cell), 0), this.#rows - 1);
    return row * this.#columns + column;
  }
}
