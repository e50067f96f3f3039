import Flatbush from 'flatbush';
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

/** So many pairs that come near weigh as much as one that crosses. */
const CROSSING = 1000;

/** Finds triangles of a surface that meet where they should not, while the surface changes. */
export class Meetings {
  readonly #surface: Surface;
  readonly #index: Flatbush;
  readonly #reach: number;
  readonly #clearance: number;

  constructor(surface: Surface, { reach, clearance }: Distances) {
    this.#surface = surface;
    this.#reach = reach + clearance;
    this.#clearance = clearance;
    this.#index = new Flatbush(surface.triangleCount);
    for (let i = 0; i < surface.triangleCount; i++) {
      this.#index.add(this.#least(i, 0), this.#least(i, 1), this.#most(i, 0), this.#most(i, 1));
    }
    this.#index.finish();
  }

  /** The triangles that one crosses or touches beside what they share; itself, where its corners lie on one line. */
  crossing(triangle: number): number[] {
    const found: number[] = [];
    this.#search(triangle, (other, crosses) => {
      if (crosses) found.push(other);
    });
    return found;
  }

  /** As {@link crossing}, and those that it comes near. */
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
    const [minX, minY, minZ] = [this.#least(triangle, 0), this.#least(triangle, 1), this.#least(triangle, 2)];
    const [maxX, maxY, maxZ] = [this.#most(triangle, 0), this.#most(triangle, 1), this.#most(triangle, 2)];
    if (isFlat(p, corners)) found(triangle, true);
    const reach = this.#reach;
    const near = this.#clearance;
    this.#index.search(minX - reach, minY - reach, maxX + reach, maxY + reach, (other) => {
      if (other === triangle || !surface.has(other)) return false;
      if (this.#least(other, 2) > maxZ + near || this.#most(other, 2) < minZ - near) return false;
      if (this.#least(other, 0) > maxX + near || this.#most(other, 0) < minX - near) return false;
      if (this.#least(other, 1) > maxY + near || this.#most(other, 1) < minY - near) return false;
      const others = surface.of(other);
      if (trianglesMeet(p, corners, others)) found(other, true);
      else if (!corners.some((corner) => others.includes(corner)) && comeNear(p, corners, others, near))
        found(other, false);
      return false;
    });
  }

  #least(triangle: number, axis: number): number {
    const { positions: p, corners } = this.#surface;
    const i = triangle * 3;
    return Math.min(p[corners[i]! * 3 + axis]!, p[corners[i + 1]! * 3 + axis]!, p[corners[i + 2]! * 3 + axis]!);
  }

  #most(triangle: number, axis: number): number {
    const { positions: p, corners } = this.#surface;
    const i = triangle * 3;
    return Math.max(p[corners[i]! * 3 + axis]!, p[corners[i + 1]! * 3 + axis]!, p[corners[i + 2]! * 3 + axis]!);
  }
}
