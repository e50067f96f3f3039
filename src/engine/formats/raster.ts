import type { Rgb } from '../city/city.ts';

/** Lines of samples per row of pixels; across, coverage is exact. */
const SUBROWS = 4;

/** A picture of red, green and blue bytes, white at first, in which polygons are filled with smooth edges. */
export class Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
  readonly #cover: Float32Array;
  #left = 0;
  #top = 0;
  #right: number;
  #bottom: number;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.data = new Uint8Array(3 * width * height).fill(255);
    this.#cover = new Float32Array(width);
    this.#right = width;
    this.#bottom = height;
  }

  /** From now on only pixels within these bounds are changed. */
  clip(left: number, top: number, right: number, bottom: number): void {
    this.#left = Math.max(0, left);
    this.#top = Math.max(0, top);
    this.#right = Math.min(this.width, right);
    this.#bottom = Math.min(this.height, bottom);
  }

  /** Fills rings (`x, y` pairs in pixels, y downwards) by the even–odd rule. */
  fill(rings: readonly ArrayLike<number>[], colour: Rgb): void {
    const edges = edgesOf(rings);
    if (edges.length === 0) return;
    edges.sort((a, b) => a.top - b.top);
    const first = Math.max(this.#top, Math.floor(edges[0]!.top));
    let next = 0;
    let active: Edge[] = [];
    for (let row = first; row < this.#bottom && (active.length > 0 || next < edges.length); row++) {
      while (next < edges.length && edges[next]!.top < row + 1) active.push(edges[next++]!);
      active = active.filter(({ bottom }) => bottom > row);
      if (active.length > 0) this.#row(row, active, colour);
    }
  }

  #row(row: number, active: readonly Edge[], [red, green, blue]: Rgb): void {
    const cover = this.#cover.fill(0);
    for (let sub = 0; sub < SUBROWS; sub++) {
      const y = row + (sub + 0.5) / SUBROWS;
      const crossings = active
        .filter(({ top, bottom }) => top <= y && y < bottom)
        .map(({ x, top, slope }) => x + (y - top) * slope)
        .sort((a, b) => a - b);
      for (let i = 0; i + 1 < crossings.length; i += 2) this.#span(crossings[i]!, crossings[i + 1]!);
    }
    for (let column = this.#left; column < this.#right; column++) {
      const share = cover[column]! / SUBROWS;
      if (share === 0) continue;
      const at = 3 * (row * this.width + column);
      this.data[at] = this.data[at]! + (red - this.data[at]!) * share;
      this.data[at + 1] = this.data[at + 1]! + (green - this.data[at + 1]!) * share;
      this.data[at + 2] = this.data[at + 2]! + (blue - this.data[at + 2]!) * share;
    }
  }

  #span(from: number, to: number): void {
    const left = Math.max(this.#left, from);
    const right = Math.min(this.#right, to);
    for (let column = Math.floor(left); column < right; column++) {
      this.#cover[column]! += Math.min(right, column + 1) - Math.max(left, column);
    }
  }
}

/** A side that is not level, from its upper end on. */
interface Edge {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  /** x per y. */
  readonly slope: number;
}

function edgesOf(rings: readonly ArrayLike<number>[]): Edge[] {
  const edges: Edge[] = [];
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const [ax, ay, bx, by] = [ring[j]!, ring[j + 1]!, ring[i]!, ring[i + 1]!];
      if (ay === by) continue;
      const slope = (bx - ax) / (by - ay);
      edges.push(ay < by ? { x: ax, top: ay, bottom: by, slope } : { x: bx, top: by, bottom: ay, slope });
    }
  }
  return edges;
}
