import type { PlaneMap } from '../../geo/lattice.ts';

/** Numbers that there is room for at first. */
const ROOM = 1024;

/** Lines and rings of points rounded to whole steps, one geometry after another in the same memory. */
export class RoundedLines {
  readonly #toMap: PlaneMap;
  /** Per unit of the map. */
  readonly #steps: number;
  /** Pairs of steps, line after line. */
  points = new Float64Array(ROOM);
  /** Where each line ends in `points`. */
  readonly ends: number[] = [];
  /** West, south, east and north of everything that was ever kept, in steps. */
  readonly bounds = Float64Array.of(Infinity, Infinity, -Infinity, -Infinity);

  constructor(toMap: PlaneMap, steps: number) {
    this.#toMap = toMap;
    this.#steps = steps;
  }

  clear(): void {
    this.ends.length = 0;
  }

  /** Adds a line of two points at least, without points that rounding made the same as the one before; false where less is left. */
  addLine(line: Float64Array): boolean {
    return this.#add(line, line.length, 4);
  }

  /** Adds a ring as {@link addLine} does, its first point again at its end: four points at least. */
  addRing(ring: Float64Array): boolean {
    return this.#add(ring, ring.length + 2, 8);
  }

  addPoint(x: number, y: number): boolean {
    return this.#add(Float64Array.of(x, y), 2, 2);
  }

  #add(line: Float64Array, count: number, least: number): boolean {
    const start = this.ends.at(-1) ?? 0;
    if (start + count > this.points.length) this.#grow(start + count);
    const { points } = this;
    const toMap = this.#toMap;
    const steps = this.#steps;
    let end = start;
    let [lastX, lastY] = [NaN, NaN];
    for (let i = 0; i < count; i += 2) {
      const from = i < line.length ? i : 0;
      const place = toMap(line[from]!, line[from + 1]!);
      const x = Math.round(place[0] * steps);
      const y = Math.round(place[1] * steps);
      if (x === lastX && y === lastY) continue;
      points[end++] = lastX = x;
      points[end++] = lastY = y;
    }
    if (end - start < least) return false;
    this.ends.push(end);
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
