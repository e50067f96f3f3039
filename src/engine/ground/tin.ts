/**
 * A triangulation of a rectangle in local metres that grows point by point and is kept Delaunay as far as that
 * makes no slivers. Triangles run counter-clockwise.
 */
export class Tin {
  /** Position of each vertex in metres. */
  readonly x: number[] = [];
  readonly y: number[] = [];
  /** Three vertices per triangle. Side `e` runs from `corners[e]` to the triangle's next corner. */
  readonly corners: number[] = [];
  /** For each side, the same side of the neighbour; -1 on the outline. */
  readonly twins: number[] = [];
  /** Triangles that changed since they were last taken. */
  #changed: number[] = [];
  readonly #isChanged: boolean[] = [];

  /** @param xs columns of vertices from west to east; @param ys rows from south to north; each cell becomes two triangles */
  constructor(xs: readonly number[], ys: readonly number[]) {
    for (const y of ys) for (const x of xs) this.addVertex(x, y);
    const cells = xs.length - 1;
    for (let row = 0; row < ys.length - 1; row++) {
      for (let column = 0; column < cells; column++) {
        const a = row * xs.length + column;
        const d = a + xs.length;
        const e = 6 * (row * cells + column);
        const south = row > 0 ? e - 6 * cells + 4 : -1;
        const west = column > 0 ? e - 6 + 1 : -1;
        this.#set(e, a, a + 1, d + 1, south, -1, e + 3);
        this.#set(e + 3, a, d + 1, d, e + 2, -1, west);
      }
    }
  }

  /** Takes the triangles that were made or changed since the last call. */
  takeChanged(): number[] {
    const changed = this.#changed;
    this.#changed = [];
    return changed;
  }

  /** Whether a triangle changed since it was last settled; settles it. */
  settle(triangle: number): boolean {
    const changed = this.#isChanged[triangle]!;
    this.#isChanged[triangle] = false;
    return changed;
  }

  /** Adds a vertex that is in no triangle yet; returns its number. */
  addVertex(x: number, y: number): number {
    this.x.push(x);
    this.y.push(y);
    return this.x.length - 1;
  }

  /** Takes back the last vertex, which must not be in a triangle. */
  dropLastVertex(): void {
    this.x.pop();
    this.y.pop();
  }

  /** The side of the outline that a vertex on the outline, which may still be in no triangle, lies on; searched from a triangle on. */
  outlineSideAt(start: number, p: number): number | undefined {
    let triangle = start;
    // A walk through a Delaunay triangulation never turns back; the bound guards against rounding.
    for (let left = this.corners.length; left > 0; left--) {
      const sides = [3 * triangle, 3 * triangle + 1, 3 * triangle + 2];
      const beyond = sides.find((e) => this.area2(this.corners[e]!, this.corners[nextSide(e)]!, p) < 0);
      if (beyond === undefined) return sides.find((e) => this.twins[e]! < 0 && this.#isOnLevelSide(e, p));
      if (this.twins[beyond]! < 0) return undefined;
      triangle = Math.floor(this.twins[beyond]! / 3);
    }
    return undefined;
  }

  /** Whether a vertex has exactly the x or the y that a side upright or level has. */
  #isOnLevelSide(e: number, p: number): boolean {
    const a = this.corners[e]!;
    const b = this.corners[nextSide(e)]!;
    const { x, y } = this;
    return (x[a] === x[b] && x[a] === x[p]) || (y[a] === y[b] && y[a] === y[p]);
  }

  /** Puts a vertex inside a triangle. Returns false, with nothing changed, where a new triangle would be degenerate. */
  splitTriangle(triangle: number, p: number): boolean {
    const e = 3 * triangle;
    const [a, b, c] = this.#cornersFrom(e);
    if (!this.#isSound(a, b, p) || !this.#isSound(b, c, p) || !this.#isSound(c, a, p)) return false;
    const [ab, bc, ca] = [this.twins[e]!, this.twins[e + 1]!, this.twins[e + 2]!];
    const second = this.corners.length;
    this.#set(e, a, b, p, ab, second + 1, second + 5);
    this.#set(second, b, c, p, bc, second + 4, e + 1);
    this.#set(second + 3, c, a, p, ca, e + 2, second + 1);
    this.#legalize(e);
    this.#legalize(second);
    this.#legalize(second + 3);
    return true;
  }

  /** Puts a vertex on a side, or very near it. Returns false, with nothing changed, where a triangle would be degenerate. */
  splitSide(e: number, p: number): boolean {
    const [a, b, c] = this.#cornersFrom(e);
    if (!this.#isSound(a, p, c) || !this.#isSound(p, b, c)) return false;
    const bc = this.twins[nextSide(e)]!;
    const ca = this.twins[nextSide(nextSide(e))]!;
    const twin = this.twins[e]!;
    const half = this.corners.length;
    const first = e - (e % 3);
    if (twin < 0) {
      this.#set(first, a, p, c, -1, half + 2, ca);
      this.#set(half, p, b, c, -1, bc, first + 1);
      this.#legalize(first + 2);
      this.#legalize(half + 1);
      return true;
    }
    const d = this.corners[nextSide(nextSide(twin))]!;
    if (!this.#isSound(b, p, d) || !this.#isSound(p, a, d)) return false;
    const ad = this.twins[nextSide(twin)]!;
    const db = this.twins[nextSide(nextSide(twin))]!;
    const other = twin - (twin % 3);
    this.#set(first, a, p, c, half + 3, half + 2, ca);
    this.#set(half, p, b, c, other, bc, first + 1);
    this.#set(other, b, p, d, half, half + 5, db);
    this.#set(half + 3, p, a, d, first, ad, other + 1);
    this.#legalize(first + 2);
    this.#legalize(half + 1);
    this.#legalize(other + 2);
    this.#legalize(half + 4);
    return true;
  }

  /** Vertices of the outline counter-clockwise, from vertex 0 (the south-west corner) on. */
  outline(): number[] {
    const next = new Map<number, number>();
    for (let e = 0; e < this.corners.length; e++) {
      if (this.twins[e]! < 0) next.set(this.corners[e]!, this.corners[nextSide(e)]!);
    }
    const outline = [0];
    for (let vertex = next.get(0)!; vertex !== 0; vertex = next.get(vertex)!) outline.push(vertex);
    return outline;
  }

  /** Twice the signed area in square metres: positive where a, b, c run counter-clockwise. */
  area2(a: number, b: number, c: number): number {
    const { x, y } = this;
    return (x[b]! - x[a]!) * (y[c]! - y[a]!) - (x[c]! - x[a]!) * (y[b]! - y[a]!);
  }

  /** Whether a triangle runs counter-clockwise and is no sliver. */
  #isSound(a: number, b: number, c: number): boolean {
    const area2 = this.area2(a, b, c);
    const longest2 = Math.max(this.#length2(a, b), this.#length2(b, c), this.#length2(c, a));
    return area2 > 0 && area2 * area2 > MIN_ALTITUDE * MIN_ALTITUDE * longest2;
  }

  #length2(a: number, b: number): number {
    const dx = this.x[a]! - this.x[b]!;
    const dy = this.y[a]! - this.y[b]!;
    return dx * dx + dy * dy;
  }

  /** The corners of a side's triangle, from the side's start on. */
  #cornersFrom(e: number): [number, number, number] {
    const f = nextSide(e);
    return [this.corners[e]!, this.corners[f]!, this.corners[nextSide(f)]!];
  }

  /** Writes the triangle whose first side is `e`, with the neighbours at its three sides. */
  #set(e: number, a: number, b: number, c: number, ab: number, bc: number, ca: number): void {
    this.corners[e] = a;
    this.corners[e + 1] = b;
    this.corners[e + 2] = c;
    this.#link(e, ab);
    this.#link(e + 1, bc);
    this.#link(e + 2, ca);
    const triangle = e / 3;
    if (this.#isChanged[triangle]) return;
    this.#isChanged[triangle] = true;
    this.#changed.push(triangle);
  }

  #link(e: number, twin: number): void {
    this.twins[e] = twin;
    if (twin >= 0) this.twins[twin] = e;
  }

  /** Flips a side whose far corner lies in the circumcircle of its triangle, then the sides that this exposes. */
  #legalize(e: number): void {
    const twin = this.twins[e]!;
    if (twin < 0) return;
    const [a, b, p] = this.#cornersFrom(e);
    const d = this.corners[nextSide(nextSide(twin))]!;
    if (!this.#inCircle(a, b, p, d) || !this.#isSound(a, d, p) || !this.#isSound(d, b, p)) return;
    const bp = this.twins[nextSide(e)]!;
    const pa = this.twins[nextSide(nextSide(e))]!;
    const ad = this.twins[nextSide(twin)]!;
    const db = this.twins[nextSide(nextSide(twin))]!;
    const first = e - (e % 3);
    const second = twin - (twin % 3);
    this.#set(first, a, d, p, ad, second + 2, pa);
    this.#set(second, d, b, p, db, bp, first + 1);
    this.#legalize(first);
    this.#legalize(second);
  }

  /** Whether d lies inside the circle through a, b and c, which run counter-clockwise. */
  #inCircle(a: number, b: number, c: number, d: number): boolean {
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

/** Smallest height of a triangle over its longest side, in metres: half of the millimetre that coordinates are rounded to. */
const MIN_ALTITUDE = 0.0005;

/** The next side of the same triangle. */
export function nextSide(e: number): number {
  return e % 3 === 2 ? e - 2 : e + 1;
}
