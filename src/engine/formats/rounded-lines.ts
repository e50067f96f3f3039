import type { LineMap } from '../../geo/polynomial-map.ts';
import { nearestWhole } from './fixed-number.ts';

/** Numbers that there is room for at first. */
const ROOM = 1024;

/** Lines and rings of points rounded to whole steps, one geometry after another in the same memory. */
export class RoundedLines {
  readonly #toMap: LineMap;
  /** Per unit of the map. */
  readonly #steps: number;
  readonly #point = new Float64Array(2);
  /** Pairs of steps, line after line. */
  points = new Float64Array(ROOM);
  /** How many lines there are, and where each ends in `points`. */
  count = 0;
  readonly ends: number[] = [];
  /** West, south, east and north of everything that was ever kept, in steps. */
  readonly bounds = Float64Array.of(Infinity, Infinity, -Infinity, -Infinity);

  constructor(toMap: LineMap, steps: number) {
    this.#toMap = toMap;
    this.#steps = steps;
  }

  clear(): void {
    this.count = 0;
  }

  /** Adds a line of two points at least, without points that rounding made the same as the one before; false where less is left. */
  addLine(line: Float64Array): boolean {
    return this.#add(line, false, 4);
  }

  /** Adds a ring as {@link addLine} does, its first point again at its end: four points at least. */
  addRing(ring: Float64Array): boolean {
    return this.#add(ring, true, 8);
  }

  addPoint(x: number, y: number): boolean {
    this.#point[0] = x;
    this.#point[1] = y;
    return this.#add(this.#point, false, 2);
  }

  #add(line: Float64Array, isRing: boolean, least: number): boolean {
    const start = this.count === 0 ? 0 : this.ends[this.count - 1]!;
    const room = start + line.length + 2;
    if (room > this.points.length) this.#grow(room);
    const { points } = this;
    const steps = this.#steps;
    this.#toMap(line, points, start);
    const mapped = start + line.length;
    let end = start;
    let [lastX, lastY] = [NaN, NaN];
    for (let i = start; i < mapped; i += 2) {
      const x = nearestWhole(points[i]! * steps);
      const y = nearestWhole(points[i + 1]! * steps);
      if (x === lastX && y === lastY) continue;
      points[end++] = lastX = x;
      points[end++] = lastY = y;
    }
    if (isRing && (points[start] !== lastX || points[start + 1] !== lastY)) {
      points[end++] = points[start]!;
      points[end++] = points[start + 1]!;
    }
    if (end - start < least) return false;
    this.ends[this.count++] = end;
    this.#measure(start, end);
    return true;
  }

  #measure(start: number, end: number): void {
    const { points, bounds } = this;
    let [west, south, east, north] = [bounds[0]!, bounds[1]!, bounds[2]!, bounds[3]!];
    for (let i = start; i < end; i += 2) {
      const x = points[i]!;
      const y = points[i + 1]!;
      if (x < west) west = x;
      if (x > east) east = x;
      if (y < south) south = y;
      if (y > north) north = y;
    }
    bounds[0] = west;
    bounds[1] = south;
    bounds[2] = east;
    bounds[3] = north;
  }

  #grow(room: number): void {
    const grown = new Float64Array(2 * room);
    grown.set(this.points);
    this.points = grown;
  }
}
