/** Smallest height of a triangle over its longest side, in metres, that is made: twice the millimetre that coordinates are rounded to. */
const MIN_ALTITUDE = 0.002;

/** Places in local metres, more of which can be added, and what holds between them. */
export class Vertices {
  /** Position of each vertex in metres. Both may be longer than what they hold. */
  x: Float64Array;
  y: Float64Array;
  vertexCount: number;

  constructor(x: ArrayLike<number>, y: ArrayLike<number>) {
    this.vertexCount = x.length;
    this.x = filled(new Float64Array(2 * x.length), x);
    this.y = filled(new Float64Array(2 * x.length), y);
  }

  /** Adds a vertex that is in no triangle yet; returns its number. */
  addVertex(x: number, y: number): number {
    if (this.vertexCount === this.x.length) {
      this.x = filled(new Float64Array(2 * this.vertexCount), this.x);
      this.y = filled(new Float64Array(2 * this.vertexCount), this.y);
    }
    this.x[this.vertexCount] = x;
    this.y[this.vertexCount] = y;
    return this.vertexCount++;
  }

  /** Takes back the last vertex, which must not be in a triangle. */
  dropLastVertex(): void {
    this.vertexCount--;
  }

  /** Twice the signed area in square metres: positive where a, b, c run counter-clockwise. */
  area2(a: number, b: number, c: number): number {
    const { x, y } = this;
    return (x[b]! - x[a]!) * (y[c]! - y[a]!) - (x[c]! - x[a]!) * (y[b]! - y[a]!);
  }

  /** Metres between two vertices. */
  length(a: number, b: number): number {
    return Math.sqrt(this.#length2(a, b));
  }

  /** Whether a triangle runs counter-clockwise and is no sliver. */
  isSound(a: number, b: number, c: number): boolean {
    const area2 = this.area2(a, b, c);
    const longest2 = Math.max(this.#length2(a, b), this.#length2(b, c), this.#length2(c, a));
    return area2 > 0 && area2 * area2 > MIN_ALTITUDE * MIN_ALTITUDE * longest2;
  }

  #length2(a: number, b: number): number {
    const dx = this.x[a]! - this.x[b]!;
    const dy = this.y[a]! - this.y[b]!;
    return dx * dx + dy * dy;
  }

  /** Whether d lies inside the circle through a, b and c, which run counter-clockwise. */
  inCircle(a: number, b: number, c: number, d: number): boolean {
    const { x, y } = this;
    const ax = x[a]! - x[d]!;
    const ay = y[a]! - y[d]!;
    const bx = x[b]! - x[d]!;
    const by = y[b]! - y[d]!;
    const cx = x[c]! - x[d]!;
    const cy = y[c]! - y[d]!;
    const a2 = ax * ax + ay * ay;
    const b2 = bx * bx + by * by;
    const c2 = cx * cx + cy * cy;
    return ax * (by * c2 - b2 * cy) - ay * (bx * c2 - b2 * cx) + a2 * (bx * cy - by * cx) > 1e-9;
  }
}

/** An array that begins with some values. */
export function filled<T extends Float64Array | Uint32Array | Int32Array | Uint8Array>(
  array: T,
  values: ArrayLike<number>,
): T {
  array.set(values);
  return array;
}
