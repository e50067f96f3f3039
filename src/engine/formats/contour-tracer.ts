import type { GroundSurface } from '../ground/ground-surface.ts';
import { nextSide } from '../polygon/triangle-sides.ts';

/** Numbers that there is room for at first. */
const ROOM = 1024;

/** Joins the crossings of triangles to lines: from a rising side to the falling one, which is rising in the neighbour. */
export class ContourTracer {
  readonly #surface: Pick<GroundSurface, 'x' | 'y' | 'z' | 'corners' | 'twins'>;
  /** Of each side whether it rises through the level and is not yet on a line. */
  readonly #left: Uint8Array;
  /** Of the line at hand. */
  #points = new Float64Array(ROOM);
  #length = 0;

  constructor(surface: Pick<GroundSurface, 'x' | 'y' | 'z' | 'corners' | 'twins'>) {
    this.#surface = surface;
    this.#left = new Uint8Array(surface.corners.length);
  }

  /** The lines at a height, of which all rising sides are given. */
  lines(height: number, rising: readonly number[]): Float64Array[] {
    const { twins } = this.#surface;
    const lines: Float64Array[] = [];
    for (const side of rising) this.#left[side] = 1;
    // Lines that come in over the outline first: what is left then are closed ones.
    for (const side of rising) if (twins[side]! < 0) this.#follow(height, side, lines);
    for (const side of rising) if (this.#left[side] === 1) this.#follow(height, side, lines);
    return lines;
  }

  #follow(height: number, start: number, lines: Float64Array[]): void {
    const { twins } = this.#surface;
    const left = this.#left;
    this.#length = 0;
    this.#addCrossing(height, start);
    for (let side = start; side >= 0 && left[side] === 1; ) {
      left[side] = 0;
      const out = this.#fallingSide(height, side);
      this.#addCrossing(height, out);
      side = twins[out]!;
    }
    if (this.#length >= 4) lines.push(this.#points.slice(0, this.#length));
  }

  /** The side of a rising side's triangle by which the line leaves it. */
  #fallingSide(height: number, rising: number): number {
    const { z, corners } = this.#surface;
    const next = nextSide(rising);
    return z[corners[nextSide(next)]!]! < height ? next : nextSide(next);
  }

  /** Adds where a side is at a height, unless the line is there already. */
  #addCrossing(height: number, side: number): void {
    const { x, y, z, corners } = this.#surface;
    const a = corners[side]!;
    const b = corners[nextSide(side)]!;
    const share = (height - z[a]!) / (z[b]! - z[a]!);
    const px = x[a]! + share * (x[b]! - x[a]!);
    const py = y[a]! + share * (y[b]! - y[a]!);
    const at = this.#length;
    if (at > 0 && px === this.#points[at - 2] && py === this.#points[at - 1]) return;
    if (at === this.#points.length) this.#grow();
    this.#points[at] = px;
    this.#points[at + 1] = py;
    this.#length = at + 2;
  }

  #grow(): void {
    const grown = new Float64Array(2 * this.#points.length);
    grown.set(this.#points);
    this.#points = grown;
  }
}
