import type { Pace } from '../pace.ts';
import { inBatches } from './in-batches.ts';
import type { PairFinder } from './pair-finder.ts';

/** So many pairs that come near, or seem to cross, weigh as much as one that crosses. */
const CROSSING = 1000;

/** The triangles that one meets, and whether they cross. */
type Met = Map<number, boolean>;

interface Pair {
  readonly triangle: number;
  readonly other: number;
  readonly crosses: boolean;
}

const NONE: Met = new Map();

/** The pairs of triangles of a surface that meet where they should not, kept while the surface changes. */
export class Meetings {
  readonly #finder: PairFinder;
  /** Each pair under both triangles. */
  readonly #met = new Map<number, Met>();

  private constructor(finder: PairFinder) {
    this.#finder = finder;
  }

  /** Finds the pairs of some triangles, and of no others. */
  static async among(triangles: readonly number[], finder: PairFinder, pace: Pace): Promise<Meetings> {
    const meetings = new Meetings(finder);
    await inBatches(triangles, pace, (triangle) =>
      finder.search(triangle, triangle, (other, crosses) => meetings.#add({ triangle, other, crosses })),
    );
    return meetings;
  }

  /** The triangles that meet others, in the order of their numbers. */
  triangles(): number[] {
    return [...this.#met.keys()].sort((a, b) => a - b);
  }

  /** What a triangle meets; itself, where its corners lie on one line or nearly do. */
  of(triangle: number): number[] {
    return [...(this.#met.get(triangle)?.keys() ?? [])];
  }

  /** How many pairs cross, and do not only come near or seem to. */
  crossings(): number {
    let count = 0;
    for (const [triangle, met] of this.#met) {
      for (const [other, crosses] of met) if (crosses && other >= triangle) count++;
    }
    return count;
  }

  /** How bad it is around some triangles: by the pairs in which at least one of them takes part. */
  weight(triangles: ReadonlySet<number>): number {
    let weight = 0;
    for (const triangle of triangles) {
      for (const [other, crosses] of this.#met.get(triangle) ?? NONE) {
        if (!triangles.has(other) || other >= triangle) weight += weightOf(crosses);
      }
    }
    return weight;
  }

  /**
   * Takes over what some triangles meet since they were changed.
   * @param existing those of them that are there still
   * @param most unless it weighs more than this: then nothing is taken over
   * @returns whether it was
   */
  update(changed: ReadonlySet<number>, existing: readonly number[], most: number): boolean {
    const pairs: Pair[] = [];
    let weight = 0;
    for (const triangle of existing) this.#finder.changed(triangle);
    for (const triangle of existing) {
      this.#finder.search(triangle, 0, (other, crosses) => {
        if (changed.has(other) && other < triangle) return;
        pairs.push({ triangle, other, crosses });
        weight += weightOf(crosses);
      });
      if (weight > most) return false;
    }
    for (const triangle of changed) this.#forget(triangle);
    for (const pair of pairs) this.#add(pair);
    return true;
  }

  #add({ triangle, other, crosses }: Pair): void {
    this.#metBy(triangle).set(other, crosses);
    this.#metBy(other).set(triangle, crosses);
  }

  #metBy(triangle: number): Met {
    const known = this.#met.get(triangle);
    if (known) return known;
    const met: Met = new Map();
    this.#met.set(triangle, met);
    return met;
  }

  #forget(triangle: number): void {
    for (const other of this.#met.get(triangle)?.keys() ?? []) {
      const met = this.#met.get(other)!;
      met.delete(triangle);
      if (met.size === 0) this.#met.delete(other);
    }
    this.#met.delete(triangle);
  }
}

function weightOf(crosses: boolean): number {
  return crosses ? CROSSING : 1;
}
