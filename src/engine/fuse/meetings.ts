import { BoxTree } from './box-tree.ts';
import { seemToCross } from './seem-to-cross.ts';
import type { Surface } from './surface.ts';
import { comeNear } from './triangle-distance.ts';
import { isFlat, trianglesMeet } from './triangles-meet.ts';

/** Lengths in the file's units. */
export interface Distances {
  /** How far vertices may move while the surface changes. */
  readonly reach: number;
  /** Triangles that share no corner and come nearer than this may cross for a program that computes with 32 bits. */
  readonly clearance: number;
}

/** So many pairs that come near, or seem to cross, weigh as much as one that crosses. */
const CROSSING = 1000;

/** Finds triangles of a surface that meet where they should not, while the surface changes. */
export class Meetings {
  readonly #surface: Surface;
  readonly #tree: BoxTree;
  /** The box of the triangle that is looked for. */
  readonly #box = new Float64Array(6);
  readonly #reach: number;
  readonly #clearance: number;

  constructor(surface: Surface, { reach, clearance }: Distances) {
    this.#surface = surface;
    this.#reach = reach + clearance;
    this.#clearance = clearance;
    const boxes = new Float64Array(surface.triangleCount * 6);
    for (let i = 0; i < surface.triangleCount; i++) if (surface.has(i)) this.#setBox(i, boxes, i * 6);
    this.#tree = new BoxTree(boxes);
  }

  /** The triangles that one crosses or touches beside what they share; itself, where its corners lie on one line. */
  crossing(triangle: number): number[] {
    const found: number[] = [];
    this.#search(triangle, (other, crosses) => {
      if (crosses) found.push(other);
    });
    return found;
  }

  /** As {@link crossing}, and those that it comes near or seems to cross. */
  of(triangle: number): number[] {
    const found: number[] = [];
    this.#search(triangle, (other) => found.push(other));
    return found;
  }

  /** How bad it is around some triangles: by the pairs in which at least one of them takes part. */
  weight(triangles: readonly number[]): number {
    const some = new Set(triangles);
    let weight = 0;
    for (const triangle of some) {
      if (!this.#surface.has(triangle)) continue;
      this.#search(triangle, (other, crosses) => {
        if (!some.has(other) || other >= triangle) weight += crosses ? CROSSING : 1;
      });
    }
    return weight;
  }

  #search(triangle: number, found: (other: number, crosses: boolean) => void): void {
    const surface = this.#surface;
    const p = surface.positions;
    const corners = surface.of(triangle);
    const box = this.#box;
    const near = this.#clearance;
    this.#setBox(triangle, box, 0);
    if (isFlat(p, corners)) found(triangle, true);
    this.#tree.search(box, this.#reach, (other) => {
      if (other === triangle || !surface.has(other) || !this.#boxesMeet(other)) return;
      const others = surface.of(other);
      if (trianglesMeet(p, corners, others)) found(other, true);
      else if (
        !corners.some((corner) => others.includes(corner)) &&
        (comeNear(p, corners, others, near) || seemToCross(p, corners, others))
      )
        found(other, false);
    });
  }

  /** Whether a triangle's box as it is now comes near the one that is looked for. */
  #boxesMeet(other: number): boolean {
    const { positions: p, corners } = this.#surface;
    const i = other * 3;
    const near = this.#clearance;
    for (let axis = 0; axis < 3; axis++) {
      const a = p[corners[i]! * 3 + axis]!;
      const b = p[corners[i + 1]! * 3 + axis]!;
      const c = p[corners[i + 2]! * 3 + axis]!;
      if (Math.min(a, b, c) > this.#box[axis + 3]! + near || Math.max(a, b, c) < this.#box[axis]! - near) return false;
    }
    return true;
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
