import type { Course } from '../city/city.ts';
import { COVER_IDS, COVERS } from '../city/covers.ts';
import { type PlaceOnLine, SegmentSearch } from './segment-search.ts';

/** A strip's border is drawn on whole centimetres, and its arcs stay within some. */
const TOLERANCE = 0.07;

/**
 * Height of roads and railways at places on them: that of the nearest place of their middle line, so that they do not tilt
 * sideways. Where several lie over one another, the one that is seen decides.
 */
export class WaysHeight {
  readonly #ways: readonly Course[];
  readonly #rank: readonly number[];
  readonly #search: SegmentSearch;
  readonly #heightAt: (place: PlaceOnLine, course: number) => number;
  /** Numbers of the ways among all courses. */
  readonly #numbers: readonly number[];

  /** @param heightAt height in metres of a place on a course's middle line; the course by its number */
  constructor(courses: readonly Course[], heightAt: (place: PlaceOnLine, course: number) => number) {
    this.#numbers = courses.flatMap(({ cover }, i) => (isWay(cover) ? [i] : []));
    this.#ways = this.#numbers.map((i) => courses[i]!);
    this.#rank = this.#ways.map(({ cover }) => COVER_IDS.indexOf(cover));
    this.#search = new SegmentSearch(
      this.#ways.map(({ line }) => line),
      this.#ways.map(({ width }) => width / 2 + TOLERANCE),
    );
    this.#heightAt = heightAt;
  }

  /** Height in metres, or undefined beside all ways. */
  at(x: number, y: number): number | undefined {
    const best = this.#search.best(x, y, 0, this.#isBetter);
    return best && this.#heightAt(best, this.#numbers[best.line]!);
  }

  readonly #isBetter = (line: number, distance: number, best: PlaceOnLine | undefined): boolean => {
    if (!best) return true;
    const rank = this.#rank[line]! - this.#rank[best.line]!;
    return rank < 0 || (rank === 0 && distance < best.distance);
  };
}

/** Whether a cover is that of a road or railway with a middle line. */
export function isWay(cover: Course['cover']): boolean {
  return COVERS[cover] === 'roads' || COVERS[cover] === 'railways';
}
