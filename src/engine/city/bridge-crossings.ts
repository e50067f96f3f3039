import { segmentIndex } from '../polygon/segment-index.ts';
import type { Course } from './city.ts';

/** A line that crosses another one. */
export interface Crossing {
  /** Metres along the line. */
  readonly distance: number;
  readonly x: number;
  readonly y: number;
  /** The number of the line crossed, and metres along it. */
  readonly other: number;
  readonly otherDistance: number;
  /** Half of the length in metres that the course crossed takes of the line. */
  readonly reach: number;
}

/** Metres: lines that meet at a point of both, or near the end of the line, join rather than cross. */
const JOINED = 0.01;
const END = 0.5;

/** Courses that meet at a sharp angle are taken to do so at this sine. */
const LEAST_SINE = 0.3;

/** Finds where lines cross courses, in the order of the line. */
export function crossingSearch(courses: readonly Pick<Course, 'line' | 'width'>[]): (line: Float64Array) => Crossing[] {
  const search = segmentIndex(courses.map(({ line }) => line));
  const distances = courses.map(({ line }) => distancesAlong(line));
  return (line) => {
    const along = distancesAlong(line);
    const length = along[along.length - 1]!;
    const found: Crossing[] = [];
    for (let i = 0; i + 3 < line.length; i += 2) {
      const [ax, ay, bx, by] = line.subarray(i, i + 4) as unknown as [number, number, number, number];
      const hits = search(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
      for (const segment of hits) {
        const [dx, dy, ex, ey] = [bx - ax, by - ay, segment.bx - segment.ax, segment.by - segment.ay];
        const cross = dx * ey - dy * ex;
        if (cross === 0) continue;
        const t = ((segment.ax - ax) * ey - (segment.ay - ay) * ex) / cross;
        const u = ((segment.ax - ax) * dy - (segment.ay - ay) * dx) / cross;
        if (t < 0 || t > 1 || u < 0 || u > 1) continue;
        const [own, others] = [Math.hypot(dx, dy), Math.hypot(ex, ey)];
        if (Math.min(t, 1 - t) * own < JOINED && Math.min(u, 1 - u) * others < JOINED) continue;
        const distance = along[i / 2]! + t * own;
        if (distance < END || distance > length - END) continue;
        const sine = Math.max(Math.abs(cross) / (own * others), LEAST_SINE);
        found.push({
          distance,
          x: ax + t * dx,
          y: ay + t * dy,
          other: segment.line,
          otherDistance: distances[segment.line]![segment.offset / 2]! + u * others,
          reach: courses[segment.line]!.width / 2 / sine,
        });
      }
    }
    return found;
  };
}

/** Metres from a line's start, per point. */
export function distancesAlong(line: Float64Array): Float64Array {
  const distances = new Float64Array(line.length / 2);
  for (let i = 1; i < distances.length; i++) {
    distances[i] = distances[i - 1]! + Math.hypot(line[2 * i]! - line[2 * i - 2]!, line[2 * i + 1]! - line[2 * i - 1]!);
  }
  return distances;
}

/** The point at a distance along a line; its ends beyond them. */
export function pointAlong(line: Float64Array, distances: Float64Array, distance: number): [x: number, y: number] {
  const i = segmentAt(distances, distance);
  const length = distances[i + 1]! - distances[i]!;
  const t = length === 0 ? 0 : Math.min(Math.max((distance - distances[i]!) / length, 0), 1);
  return [
    line[2 * i]! + t * (line[2 * i + 2]! - line[2 * i]!),
    line[2 * i + 1]! + t * (line[2 * i + 3]! - line[2 * i + 1]!),
  ];
}

/** The segment of a line that holds a distance; the first or last one beyond its ends. */
export function segmentAt(distances: Float64Array, distance: number): number {
  let low = 0;
  let high = distances.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (distances[middle]! <= distance) low = middle;
    else high = middle - 1;
  }
  return low;
}
