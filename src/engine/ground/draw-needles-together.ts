import { COVER_IDS, COVERS } from '../city/covers.ts';
import { nextSide, previousSide } from '../polygon/triangle-sides.ts';
import type { Tin } from './tin.ts';

/** A finished triangulation: sides run counter-clockwise, heights are metres. */
export interface Triangles extends Pick<Tin, 'x' | 'y' | 'corners' | 'twins' | 'covers'> {
  readonly z: Float64Array;
}

/**
 * Triangles whose height is less than this share of their longest side are needles. Programs that compute with 32 bits cannot tell
 * which way a needle faces from 6e-5 on.
 */
const NEEDLE = 2e-4;

/** Metres: sides that are not longer, and whose ends do not differ more in height, are drawn together. */
const SHORT = 0.03;
const LEVEL = 0.02;

const IS_WATER = COVER_IDS.map((cover) => COVERS[cover] === 'water');

/**
 * Draws the ends of short sides together where a needle stands on them, unless that would turn a triangle over, make another
 * needle, or take a vertex from the outline or from water, which is level.
 */
export function drawNeedlesTogether(triangles: Triangles): Triangles {
  const mesh = new Collapsible(triangles);
  for (let triangle = 0; triangle < triangles.covers.length; triangle++) mesh.drawTogether(triangle);
  return mesh.isChanged ? mesh.compact() : triangles;
}

class Collapsible {
  isChanged = false;
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #z: Float64Array;
  readonly #corners: Uint32Array;
  readonly #twins: Int32Array;
  readonly #covers: Uint8Array;
  readonly #isGone: Uint8Array;

  constructor({ x, y, z, corners, twins, covers }: Triangles) {
    this.#x = x;
    this.#y = y;
    this.#z = z;
    this.#corners = corners.slice();
    this.#twins = twins.slice();
    this.#covers = covers;
    this.#isGone = new Uint8Array(covers.length);
  }

  /** Removes a needle, if it is one and can be. */
  drawTogether(triangle: number): void {
    const e = 3 * triangle;
    const [a, b, c] = [this.#corners[e]!, this.#corners[e + 1]!, this.#corners[e + 2]!];
    if (this.#isGone[triangle] === 1 || !this.#isNeedle(a, b, c)) return;
    for (let side = e; side < e + 3; side++) {
      const twin = this.#twins[side]!;
      if (twin >= 0 && this.#isShort(side) && (this.#collapse(side) || this.#collapse(twin))) return;
    }
  }

  #isShort(side: number): boolean {
    const [a, b] = [this.#corners[side]!, this.#corners[nextSide(side)]!];
    return this.#length2(a, b) <= SHORT * SHORT && Math.abs(this.#z[a]! - this.#z[b]!) <= LEVEL;
  }

  #length2(a: number, b: number): number {
    const dx = this.#x[a]! - this.#x[b]!;
    const dy = this.#y[a]! - this.#y[b]!;
    const dz = this.#z[a]! - this.#z[b]!;
    return dx * dx + dy * dy + dz * dz;
  }

  #isNeedle(a: number, b: number, c: number): boolean {
    const [ux, uy, uz] = [this.#x[b]! - this.#x[a]!, this.#y[b]! - this.#y[a]!, this.#z[b]! - this.#z[a]!];
    const [vx, vy, vz] = [this.#x[c]! - this.#x[a]!, this.#y[c]! - this.#y[a]!, this.#z[c]! - this.#z[a]!];
    const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    const longest2 = Math.max(this.#length2(a, b), this.#length2(b, c), this.#length2(c, a));
    return nx * nx + ny * ny + nz * nz < NEEDLE * NEEDLE * longest2 * longest2;
  }

  /** Moves the end of a side, which is not on the outline, to its start. Returns false, with nothing changed, where that cannot be. */
  #collapse(side: number): boolean {
    const twin = this.#twins[side]!;
    const kept = this.#corners[side]!;
    const around = this.#sidesFrom(nextSide(side));
    if (!around || around.length < 4 || !this.#canMove(around, kept, [side, twin])) return false;
    for (const from of around) this.#corners[from] = kept;
    this.#remove(side);
    this.#remove(twin);
    this.isChanged = true;
    return true;
  }

  /** The sides that start where a side does, or undefined for a vertex on the outline. */
  #sidesFrom(start: number): number[] | undefined {
    const sides = [start];
    for (let side = this.#twins[previousSide(start)]!; side !== start; side = this.#twins[previousSide(side)]!) {
      if (side < 0) return undefined;
      sides.push(side);
    }
    return sides;
  }

  /** Whether the triangles around a vertex, but for the two that vanish, stay sound when it moves. */
  #canMove(around: readonly number[], kept: number, vanishing: readonly number[]): boolean {
    const gone = vanishing.map(triangleOf);
    const staying = around.filter((side) => !gone.includes(triangleOf(side)));
    const inWater = around.some((side) => IS_WATER[this.#covers[triangleOf(side)]!]);
    // A neighbour of both ends that is not in a vanishing triangle would be joined to the kept one twice.
    const rim = new Set(staying.map((side) => this.#corners[nextSide(side)]!));
    for (const side of vanishing) rim.delete(this.#corners[previousSide(side)]!);
    return !inWater && staying.every((side) => this.#isSoundFrom(kept, side)) && !this.#meets(vanishing[0]!, rim);
  }

  #isSoundFrom(kept: number, side: number): boolean {
    const [b, c] = [this.#corners[nextSide(side)]!, this.#corners[previousSide(side)]!];
    const [x, y] = [this.#x, this.#y];
    const area2 = (x[b]! - x[kept]!) * (y[c]! - y[kept]!) - (x[c]! - x[kept]!) * (y[b]! - y[kept]!);
    return area2 > 0 && !this.#isNeedle(kept, b, c);
  }

  /** Whether the vertex that a side starts from is joined to one of some others. */
  #meets(start: number, others: ReadonlySet<number>): boolean {
    const look = (side: number) =>
      others.has(this.#corners[nextSide(side)]!) || others.has(this.#corners[previousSide(side)]!);
    let side = start;
    do {
      if (look(side)) return true;
      side = this.#twins[previousSide(side)]!;
    } while (side >= 0 && side !== start);
    if (side === start) return false;
    // A vertex on the outline: the other way round, too.
    for (let twin = this.#twins[start]!; twin >= 0; twin = this.#twins[side]!) {
      side = nextSide(twin);
      if (look(side)) return true;
    }
    return false;
  }

  /** Takes the triangle of a side without length away; what was beyond its two other sides meets. */
  #remove(side: number): void {
    this.#isGone[triangleOf(side)] = 1;
    const [one, other] = [this.#twins[nextSide(side)]!, this.#twins[previousSide(side)]!];
    if (one >= 0) this.#twins[one] = other;
    if (other >= 0) this.#twins[other] = one;
  }

  /** What is left, numbered anew in the same order. */
  compact(): Triangles {
    const triangles = numbered(this.#isGone.map((gone) => 1 - gone));
    const isUsed = new Uint8Array(this.#x.length);
    for (const triangle of triangles.kept) for (let k = 0; k < 3; k++) isUsed[this.#corners[3 * triangle + k]!] = 1;
    const vertices = numbered(isUsed);
    const corners = new Uint32Array(3 * triangles.kept.length);
    const twins = new Int32Array(corners.length);
    for (let side = 0; side < corners.length; side++) {
      const before = 3 * triangles.kept[triangleOf(side)]! + (side % 3);
      const twin = this.#twins[before]!;
      corners[side] = vertices.numbers[this.#corners[before]!]!;
      twins[side] = twin < 0 ? -1 : 3 * triangles.numbers[triangleOf(twin)]! + (twin % 3);
    }
    return {
      x: picked(this.#x, vertices.kept, new Float64Array(vertices.kept.length)),
      y: picked(this.#y, vertices.kept, new Float64Array(vertices.kept.length)),
      z: picked(this.#z, vertices.kept, new Float64Array(vertices.kept.length)),
      corners,
      twins,
      covers: picked(this.#covers, triangles.kept, new Uint8Array(triangles.kept.length)),
    };
  }
}

/** The places that are kept (1, not 0), and the new number of each of them. */
function numbered(isKept: Uint8Array): { readonly kept: Uint32Array; readonly numbers: Uint32Array } {
  const kept = new Uint32Array(isKept.length);
  const numbers = new Uint32Array(isKept.length);
  let count = 0;
  for (let place = 0; place < isKept.length; place++) {
    if (isKept[place] === 0) continue;
    numbers[place] = count;
    kept[count++] = place;
  }
  return { kept: kept.subarray(0, count), numbers };
}

/** Fills an array with the values at some places of another. */
function picked<T extends Float64Array | Uint8Array>(values: T, places: Uint32Array, into: T): T {
  for (let i = 0; i < places.length; i++) into[i] = values[places[i]!]!;
  return into;
}

function triangleOf(side: number): number {
  return Math.floor(side / 3);
}
