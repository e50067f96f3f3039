import { nextSide, previousSide } from '../polygon/triangle-sides.ts';
import { filled, Vertices } from './vertices.ts';

/** What a {@link Tin} starts from. */
export interface StartingTriangles {
  /** Local metres per vertex. The first vertex is the south-west corner. */
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly corners: ArrayLike<number>;
  readonly twins: ArrayLike<number>;
  /** Not negative on sides that must stay: borders between covers. */
  readonly edgeOf: ArrayLike<number>;
  /** Per triangle. */
  readonly covers: ArrayLike<number>;
}

/**
 * A triangulation of a rectangle in local metres that grows point by point and is kept Delaunay as far as that
 * makes no slivers and crosses no border. Triangles run counter-clockwise.
 */
export class Tin extends Vertices {
  /** Three vertices per triangle. Side `e` runs from `corners[e]` to the triangle's next corner. This and the following may be longer than what they hold. */
  corners: Uint32Array;
  /** For each side, the same side of the neighbour; -1 on the outline. */
  twins: Int32Array;
  /** Index of each triangle's cover. */
  covers: Uint8Array;
  triangleCount: number;
  /** For each side, whether it is a border between covers. */
  #isBorder: Uint8Array;
  /** Triangles that changed since they were last taken. */
  #changed: number[] = [];
  #isChanged: Uint8Array;

  constructor({ x, y, corners, twins, edgeOf, covers }: StartingTriangles) {
    super(x, y);
    this.triangleCount = covers.length;
    const triangles = 2 * covers.length;
    this.corners = filled(new Uint32Array(3 * triangles), corners);
    this.twins = filled(new Int32Array(3 * triangles), twins);
    this.covers = filled(new Uint8Array(triangles), covers);
    this.#isBorder = new Uint8Array(3 * triangles);
    for (let side = 0; side < edgeOf.length; side++) this.#isBorder[side] = edgeOf[side]! >= 0 ? 1 : 0;
    this.#isChanged = new Uint8Array(triangles).fill(1, 0, covers.length);
    for (let triangle = 0; triangle < covers.length; triangle++) this.#changed.push(triangle);
  }

  /** Vertices and triangles without spare room. */
  trimmed(): Pick<Tin, 'x' | 'y' | 'corners' | 'twins' | 'covers'> {
    return {
      x: this.x.slice(0, this.vertexCount),
      y: this.y.slice(0, this.vertexCount),
      corners: this.corners.slice(0, 3 * this.triangleCount),
      twins: this.twins.slice(0, 3 * this.triangleCount),
      covers: this.covers.slice(0, this.triangleCount),
    };
  }

  /** Takes the triangles that were made or changed since the last call. */
  takeChanged(): number[] {
    const changed = this.#changed;
    this.#changed = [];
    return changed;
  }

  /** Whether a triangle changed since it was last settled; settles it. */
  settle(triangle: number): boolean {
    const changed = this.#isChanged[triangle] === 1;
    this.#isChanged[triangle] = 0;
    return changed;
  }

  /** The triangle that a place lies in, searched from a triangle on; undefined beyond the outline. */
  triangleAt(start: number, x: number, y: number): number | undefined {
    const p = this.addVertex(x, y);
    let triangle: number | undefined = start;
    for (let left = 3 * this.triangleCount; left > 0; left--) {
      const beyond = this.#sideTowards(triangle, p);
      if (beyond === undefined) break;
      triangle = this.twins[beyond]! < 0 ? undefined : Math.floor(this.twins[beyond]! / 3);
      if (triangle === undefined) break;
    }
    this.dropLastVertex();
    return triangle;
  }

  /** A side of a triangle that a vertex lies beyond. */
  #sideTowards(triangle: number, p: number): number | undefined {
    for (let e = 3 * triangle; e < 3 * triangle + 3; e++) {
      if (this.area2(this.corners[e]!, this.corners[nextSide(e)]!, p) < 0) return e;
    }
    return undefined;
  }

  /** The side of the outline that a vertex on the outline, which may still be in no triangle, lies on; searched from a triangle on. */
  outlineSideAt(start: number, p: number): number | undefined {
    let triangle = start;
    // A walk through a Delaunay triangulation never turns back; the bound guards against rounding.
    for (let left = 3 * this.triangleCount; left > 0; left--) {
      const beyond = this.#sideTowards(triangle, p);
      if (beyond === undefined) {
        const sides = [3 * triangle, 3 * triangle + 1, 3 * triangle + 2];
        return sides.find((e) => this.twins[e]! < 0 && this.#isOnLevelSide(e, p));
      }
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
    if (!this.isSound(a, b, p) || !this.isSound(b, c, p) || !this.isSound(c, a, p)) return false;
    const [ab, bc, ca] = [this.#beyond(e), this.#beyond(e + 1), this.#beyond(e + 2)];
    const cover = this.covers[triangle]!;
    const second = this.#room(2);
    this.#set(e, a, b, p, ab, beyond(second + 1), beyond(second + 5));
    this.#add(second, cover, b, c, p, bc, beyond(second + 4), beyond(e + 1));
    this.#add(second + 3, cover, c, a, p, ca, beyond(e + 2), beyond(second + 1));
    this.#legalize(e);
    this.#legalize(second);
    this.#legalize(second + 3);
    return true;
  }

  /** Puts a vertex on a side, or very near it. Returns false, with nothing changed, where a triangle would be degenerate. */
  splitSide(e: number, p: number): boolean {
    const [a, b, c] = this.#cornersFrom(e);
    if (!this.isSound(a, p, c) || !this.isSound(p, b, c)) return false;
    const bc = this.#beyond(nextSide(e));
    const ca = this.#beyond(previousSide(e));
    const twin = this.twins[e]!;
    const border = this.#isBorder[e]! === 1;
    const half = this.#room(this.twins[e]! < 0 ? 1 : 2);
    const first = e - (e % 3);
    const cover = this.covers[first / 3]!;
    if (twin < 0) {
      const outside = beyond(-1, border);
      this.#set(first, a, p, c, outside, beyond(half + 2), ca);
      this.#add(half, cover, p, b, c, outside, bc, beyond(first + 1));
      this.#legalize(first + 2);
      this.#legalize(half + 1);
      return true;
    }
    const d = this.corners[previousSide(twin)]!;
    if (!this.isSound(b, p, d) || !this.isSound(p, a, d)) return false;
    const ad = this.#beyond(nextSide(twin));
    const db = this.#beyond(previousSide(twin));
    const other = twin - (twin % 3);
    const otherCover = this.covers[other / 3]!;
    this.#set(first, a, p, c, beyond(half + 3, border), beyond(half + 2), ca);
    this.#add(half, cover, p, b, c, beyond(other, border), bc, beyond(first + 1));
    this.#set(other, b, p, d, beyond(half, border), beyond(half + 5), db);
    this.#add(half + 3, otherCover, p, a, d, beyond(first, border), ad, beyond(other + 1));
    this.#legalize(first + 2);
    this.#legalize(half + 1);
    this.#legalize(other + 2);
    this.#legalize(half + 4);
    return true;
  }

  /** The corners of a side's triangle, from the side's start on. */
  #cornersFrom(e: number): [number, number, number] {
    const f = nextSide(e);
    return [this.corners[e]!, this.corners[f]!, this.corners[nextSide(f)]!];
  }

  /** Makes room for more triangles; returns the first side of the next one. */
  #room(triangles: number): number {
    if (this.triangleCount + triangles > this.covers.length) {
      const length = 2 * this.covers.length + triangles;
      this.corners = filled(new Uint32Array(3 * length), this.corners);
      this.twins = filled(new Int32Array(3 * length), this.twins);
      this.covers = filled(new Uint8Array(length), this.covers);
      this.#isBorder = filled(new Uint8Array(3 * length), this.#isBorder);
      this.#isChanged = filled(new Uint8Array(length), this.#isChanged);
    }
    return 3 * this.triangleCount;
  }

  /** Adds the triangle whose first side is `e`, the next free one. */
  #add(e: number, cover: number, a: number, b: number, c: number, ab: Beyond, bc: Beyond, ca: Beyond): void {
    this.covers[e / 3] = cover;
    this.triangleCount++;
    this.#set(e, a, b, c, ab, bc, ca);
  }

  /** Writes the triangle whose first side is `e`, with what is beyond its three sides. */
  #set(e: number, a: number, b: number, c: number, ab: Beyond, bc: Beyond, ca: Beyond): void {
    this.corners[e] = a;
    this.corners[e + 1] = b;
    this.corners[e + 2] = c;
    this.#link(e, ab);
    this.#link(e + 1, bc);
    this.#link(e + 2, ca);
    const triangle = e / 3;
    if (this.#isChanged[triangle] === 1) return;
    this.#isChanged[triangle] = 1;
    this.#changed.push(triangle);
  }

  #link(e: number, beyond: Beyond): void {
    const twin = beyond >> 1;
    this.twins[e] = twin;
    this.#isBorder[e] = beyond & 1;
    if (twin >= 0) this.twins[twin] = e;
  }

  #beyond(e: number): Beyond {
    return beyond(this.twins[e]!, this.#isBorder[e]! === 1);
  }

  /** Flips a side whose far corner lies in the circumcircle of its triangle, then the sides that this exposes. */
  #legalize(e: number): void {
    const twin = this.twins[e]!;
    if (twin < 0 || this.#isBorder[e] === 1) return;
    const [a, b, p] = this.#cornersFrom(e);
    const d = this.corners[previousSide(twin)]!;
    if (!this.inCircle(a, b, p, d) || !this.isSound(a, d, p) || !this.isSound(d, b, p)) return;
    const bp = this.#beyond(nextSide(e));
    const pa = this.#beyond(previousSide(e));
    const ad = this.#beyond(nextSide(twin));
    const db = this.#beyond(previousSide(twin));
    const first = e - (e % 3);
    const second = twin - (twin % 3);
    this.#set(first, a, d, p, ad, beyond(second + 2), pa);
    this.#set(second, d, b, p, db, bp, beyond(first + 1));
    this.#legalize(first);
    this.#legalize(second);
  }
}

/** A neighbour's side (-1: none), and in the lowest bit whether it is a border. */
type Beyond = number;

function beyond(twin: number, isBorder = false): Beyond {
  return 2 * twin + (isBorder ? 1 : 0);
}

/** Vertices of the outline counter-clockwise, from vertex 0 (the south-west corner) on. */
export function outlineOf({ corners, twins }: Pick<StartingTriangles, 'corners' | 'twins'>): number[] {
  const next = new Map<number, number>();
  for (let e = 0; e < corners.length; e++) if (twins[e]! < 0) next.set(corners[e]!, corners[nextSide(e)]!);
  const outline = [0];
  for (let vertex = next.get(0)!; vertex !== 0; vertex = next.get(vertex)!) outline.push(vertex);
  return outline;
}
