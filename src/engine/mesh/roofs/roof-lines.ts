/** Ends of lines closer together than this (m) are one. */
const SAME = 1e-4;

/**
 * A roof seen from above: the lines along which it bends, and its height between them. Lines meet only in their ends;
 * they may leave the outline.
 */
export interface RoofField {
  readonly lines: RoofLines;
  /** Height at a place: 0 at the eaves, 1 at the top; continuous, and even between lines. */
  readonly heightAt: (x: number, y: number) => number;
}

/** Lines between numbered points in local metres. */
export class RoofLines {
  readonly x: number[] = [];
  readonly y: number[] = [];
  /** Pairs of points. */
  readonly ends: (readonly [from: number, to: number])[] = [];
  readonly #known = new Set<number>();

  /** The number of the point at a place. */
  point(x: number, y: number): number {
    for (let i = 0; i < this.x.length; i++) {
      if (Math.abs(this.x[i]! - x) < SAME && Math.abs(this.y[i]! - y) < SAME) return i;
    }
    return this.newPoint(x, y);
  }

  /** Adds a point that is not there yet. */
  newPoint(x: number, y: number): number {
    this.x.push(x);
    this.y.push(y);
    return this.x.length - 1;
  }

  /** Adds a line between two points, once. */
  line(from: number, to: number): void {
    const key = Math.min(from, to) * 2 ** 21 + Math.max(from, to);
    if (from === to || this.#known.has(key)) return;
    this.#known.add(key);
    this.ends.push([from, to]);
  }

  /** Adds lines from point to point. */
  path(points: readonly number[]): void {
    for (let i = 1; i < points.length; i++) this.line(points[i - 1]!, points[i]!);
  }
}
