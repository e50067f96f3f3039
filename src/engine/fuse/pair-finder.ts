import { BoxTree } from './box-tree.ts';
import { seemToCross, surelyBeside } from './seem-to-cross.ts';
import type { Surface } from './surface.ts';
import { comeNear } from './triangle-distance.ts';
import { type Corners, isFlat, trianglesMeet } from './triangles-meet.ts';

/** A triangle that is thinner than this part of its longest side has another normal for each program that computes with 32 bits. */
const THIN = 2 ** -15;

/** Numbers of a plane: its normal, not of unit length; its offset; how far from it lies what surely keeps apart. */
const PLANE = 5;

/** Finds what a triangle of a surface meets that it should not, while the surface changes. */
export class PairFinder {
  readonly #surface: Surface;
  readonly #tree: BoxTree;
  /** The box of the triangle that is looked for. */
  readonly #box = new Float64Array(6);
  readonly #plane = new Float64Array(PLANE);
  readonly #otherPlane = new Float64Array(PLANE);
  readonly #candidates: number[] = [];
  readonly #clearance: number;

  /**
   * @param clearance triangles that share no corner and come nearer than this may cross for a program that computes with 32 bits;
   * in the surface's units
   */
  constructor(surface: Surface, clearance: number) {
    this.#surface = surface;
    this.#clearance = clearance;
    const boxes = new Float64Array(surface.triangleCount * 6);
    for (let i = 0; i < surface.triangleCount; i++) if (surface.has(i)) this.#setBox(i, boxes, i * 6);
    this.#tree = new BoxTree(boxes);
  }

  /** Must be told of a triangle that was changed before any is looked for. */
  changed(triangle: number): void {
    this.#setBox(triangle, this.#box, 0);
    this.#tree.grow(triangle, this.#box);
  }

  /**
   * Visits the triangles that one crosses or touches beside what they share, and those that it only comes near or seems to
   * cross; the triangle itself, where its corners lie on one line or nearly do.
   * @param least triangles with lower numbers are left out
   */
  search(triangle: number, least: number, found: (other: number, crosses: boolean) => void): void {
    const surface = this.#surface;
    const p = surface.positions;
    const corners = surface.of(triangle);
    this.#setBox(triangle, this.#box, 0);
    const isThin = this.#setPlane(corners, this.#plane);
    if (isThin && triangle >= least) found(triangle, isFlat(p, corners));
    const count = this.#tree.search(this.#box, this.#clearance, this.#candidates);
    for (let i = 0; i < count; i++) {
      const other = this.#candidates[i]!;
      if (other < least || other === triangle || !surface.has(other) || !this.#boxesMeet(other)) continue;
      const others = surface.of(other);
      if (this.#isBeside(others, this.#plane)) continue;
      this.#setPlane(others, this.#otherPlane);
      if (this.#isBeside(corners, this.#otherPlane)) continue;
      // In the same order whichever is looked for: rounding must not make a difference.
      const [s, t] = other < triangle ? [others, corners] : [corners, others];
      if (trianglesMeet(p, s, t)) found(other, true);
      else if (shareNone(s, t) && (comeNear(p, s, t, this.#clearance) || seemToCross(p, s, t))) found(other, false);
    }
  }

  /** Whether a triangle lies so far on one side of another one's plane that the two surely keep apart. */
  #isBeside(corners: Corners, plane: Float64Array): boolean {
    const p = this.#surface.positions;
    const [x, y, z, offset, margin] = [plane[0]!, plane[1]!, plane[2]!, plane[3]!, plane[4]!];
    let [least, most] = [Infinity, -Infinity];
    for (let i = 0; i < 3; i++) {
      const at = corners[i]! * 3;
      const height = x * p[at]! + y * p[at + 1]! + z * p[at + 2]! - offset;
      if (height < least) least = height;
      if (height > most) most = height;
    }
    return least > margin || most < -margin;
  }

  /** Whether a triangle's box as it is now comes near the one that is looked for. */
  #boxesMeet(other: number): boolean {
    const { positions: p, corners } = this.#surface;
    const box = this.#box;
    const near = this.#clearance;
    const i = other * 3;
    const [a, b, c] = [corners[i]! * 3, corners[i + 1]! * 3, corners[i + 2]! * 3];
    for (let axis = 0; axis < 3; axis++) {
      const [u, v, w] = [p[a + axis]!, p[b + axis]!, p[c + axis]!];
      const most = box[axis + 3]! + near;
      const least = box[axis]! - near;
      if ((u > most && v > most && w > most) || (u < least && v < least && w < least)) return false;
    }
    return true;
  }

  /** Tells whether the triangle is a needle, whose plane is not sure. */
  #setPlane([a, b, c]: Corners, plane: Float64Array): boolean {
    const p = this.#surface.positions;
    const [ax, ay, az] = [p[a * 3]!, p[a * 3 + 1]!, p[a * 3 + 2]!];
    const [ux, uy, uz] = [p[b * 3]! - ax, p[b * 3 + 1]! - ay, p[b * 3 + 2]! - az];
    const [vx, vy, vz] = [p[c * 3]! - ax, p[c * 3 + 1]! - ay, p[c * 3 + 2]! - az];
    const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    plane[0] = x;
    plane[1] = y;
    plane[2] = z;
    plane[3] = x * ax + y * ay + z * az;
    const side = this.#surface.longest(a, b, c);
    const normal = Math.sqrt(x * x + y * y + z * z);
    plane[4] = normal * this.#clearance + surelyBeside(side, this.#surface.size);
    return normal <= THIN * side * side;
  }

  #setBox(triangle: number, boxes: Float64Array, at: number): void {
    const { positions: p, corners } = this.#surface;
    const i = triangle * 3;
    for (let axis = 0; axis < 3; axis++) {
      const a = p[corners[i]! * 3 + axis]!;
      const b = p[corners[i + 1]! * 3 + axis]!;
      const c = p[corners[i + 2]! * 3 + axis]!;
      boxes[at + axis] = Math.min(a, b, c);
      boxes[at + axis + 3] = Math.max(a, b, c);
    }
  }
}

function shareNone([a, b, c]: Corners, [d, e, f]: Corners): boolean {
  return a !== d && a !== e && a !== f && b !== d && b !== e && b !== f && c !== d && c !== e && c !== f;
}
