import type { Course } from '../city/city.ts';
import { groupBy } from '../group-by.ts';
import { fallingProfile } from './falling-profile.ts';
import { type PlaceOnLine, SegmentSearch } from './segment-search.ts';

/** Metres between the places at which the ground along a watercourse is looked at. */
const STEP = 20;

/** Rivers, canals and streams with the height of their surface, which falls downstream. */
export class Watercourses {
  readonly #search: SegmentSearch;
  readonly #profiles: readonly Float64Array[];

  /** @param heightAt the ground's height in metres */
  constructor(courses: readonly Course[], heightAt: (x: number, y: number) => number) {
    const runs = joinedRuns(courses.filter(({ cover }) => cover === 'water')).map(({ line, width }) => ({
      line: withSteps(line),
      width,
    }));
    this.#search = new SegmentSearch(runs.map(({ line }) => line));
    this.#profiles = runs.map(({ line, width }) => fallingProfile(lowestAcross(line, width, heightAt)));
  }

  /** Height of the surface of the nearest watercourse within `reach` metres. */
  at(x: number, y: number, reach: number): number | undefined {
    const nearest = this.#nearest(x, y, NEAR) ?? (reach > NEAR ? this.#nearest(x, y, reach) : undefined);
    if (!nearest || nearest.distance > reach) return undefined;
    const { line, segment, share } = nearest;
    const profile = this.#profiles[line]!;
    return profile[segment]! + share * (profile[segment + 1]! - profile[segment]!);
  }

  #nearest(x: number, y: number, reach: number): PlaceOnLine | undefined {
    return this.#search.best(x, y, reach, (_, distance, best) => !best || distance < best.distance);
  }
}

/** Metres: looked at first, because a search far around finds many segments. */
const NEAR = 30;

interface Run {
  readonly line: Float64Array;
  readonly width: number;
}

/** Courses of which one ends where exactly one other begins, joined: a river is mapped in pieces. */
function joinedRuns(courses: readonly Course[]): Run[] {
  const startKey = ({ line }: Run) => `${line[0]},${line[1]}`;
  const endKey = ({ line }: Run) => `${line.at(-2)},${line.at(-1)}`;
  const starting = groupBy(courses, startKey);
  const ending = groupBy(courses, endKey);
  const isContinued = (key: string) => starting.get(key)?.length === 1 && ending.get(key)?.length === 1;
  const used = new Set<Course>();
  const runFrom = (first: Course): Run => {
    const lines: Float64Array[] = [];
    let width = 0;
    for (let course: Course | undefined = first; course && !used.has(course); ) {
      used.add(course);
      lines.push(lines.length === 0 ? course.line : course.line.subarray(2));
      width = Math.max(width, course.width);
      const end = endKey(course);
      course = isContinued(end) ? starting.get(end)![0] : undefined;
    }
    return { line: Float64Array.from(lines.flatMap((line) => [...line])), width };
  };
  const heads = courses.filter((course) => !isContinued(startKey(course))).map(runFrom);
  // What is left runs in circles.
  const circles = courses.flatMap((course) => (used.has(course) ? [] : [runFrom(course)]));
  return [...heads, ...circles];
}

function withSteps(line: Float64Array): Float64Array {
  const points = [line[0]!, line[1]!];
  for (let i = 2; i < line.length; i += 2) {
    const [ax, ay, bx, by] = [line[i - 2]!, line[i - 1]!, line[i]!, line[i + 1]!];
    const steps = Math.max(1, Math.ceil(Math.hypot(bx - ax, by - ay) / STEP));
    for (let k = 1; k <= steps; k++) points.push(ax + ((bx - ax) * k) / steps, ay + ((by - ay) * k) / steps);
  }
  return Float64Array.from(points);
}

/** The lowest ground across a watercourse at each of its points: raster heights rarely hit its bed. */
function lowestAcross(line: Float64Array, width: number, heightAt: (x: number, y: number) => number): Float64Array {
  const heights = new Float64Array(line.length / 2);
  for (let i = 0; i < heights.length; i++) {
    const before = 2 * Math.max(i - 1, 0);
    const after = 2 * Math.min(i + 1, heights.length - 1);
    const dx = line[after]! - line[before]!;
    const dy = line[after + 1]! - line[before + 1]!;
    const scale = width / 2 / (Math.hypot(dx, dy) || 1);
    const [x, y] = [line[2 * i]!, line[2 * i + 1]!];
    const across = (side: number) => heightAt(x - side * dy * scale, y + side * dx * scale);
    heights[i] = Math.min(across(-1), across(0), across(1));
  }
  return heights;
}
