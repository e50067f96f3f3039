import type { MapCrs } from './map-crs.ts';

/** Rounds vertices to a grid in map coordinates and numbers them. */
export class VertexTable {
  readonly #toMap: MapCrs['toMap'];
  readonly #origin: readonly [number, number];
  readonly #steps: number;
  #values = new Int32Array(3 * 1024);
  #numbers = new Map<string, number>();
  #scope: unknown;
  #count = 0;

  /** `steps` per metre, counted from `origin` (east, north). */
  constructor(toMap: MapCrs['toMap'], origin: readonly [number, number], steps: number) {
    this.#toMap = toMap;
    this.#origin = origin;
    this.#steps = steps;
  }

  get count(): number {
    return this.#count;
  }

  /** Steps east, north and up of a vertex. */
  vertex(number: number): Int32Array {
    return this.#values.subarray(3 * number, 3 * number + 3);
  }

  /** Forgets all vertices. */
  clear(): void {
    this.#count = 0;
    this.#numbers = new Map();
  }

  /** Numbers the vertex that begins at `from`. Vertices of one scope that are in one place have one number. */
  number(scope: unknown, positions: ArrayLike<number>, from: number): number {
    if (scope !== this.#scope) {
      this.#scope = scope;
      this.#numbers = new Map();
    }
    const [east, north] = this.#toMap(positions[from]!, positions[from + 1]!);
    const x = Math.round((east - this.#origin[0]) * this.#steps);
    const y = Math.round((north - this.#origin[1]) * this.#steps);
    const z = Math.round(positions[from + 2]! * this.#steps);
    const key = `${x},${y},${z}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#count);
    if (3 * this.#count === this.#values.length) this.#grow();
    this.#values[3 * this.#count] = x;
    this.#values[3 * this.#count + 1] = y;
    this.#values[3 * this.#count + 2] = z;
    return this.#count++;
  }

  #grow(): void {
    const grown = new Int32Array(2 * this.#values.length);
    grown.set(this.#values);
    this.#values = grown;
  }
}
