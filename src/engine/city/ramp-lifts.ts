import FlatQueue from 'flatqueue';
import { placeKey } from './bridge-chains.ts';
import { distancesAlong, segmentAt } from './bridge-crossings.ts';
import type { EndLift } from './bridge-profile.ts';
import type { Course } from './city.ts';

/** A place on a course where its lift bends. */
export interface LiftKnot {
  /** Metres along the course. */
  readonly distance: number;
  /** Metres above the ground's height without ramps. */
  readonly lift: number;
}

/** By how much ways on the ground are raised to meet bridges. */
export interface RampLifts {
  /** Metres at a distance along a course; 0 where no ramp reaches. */
  liftAt(course: number, distance: number): number;
  /** The same as the points between which it is linear, in order from the course's start to its end; empty where it is 0 throughout. */
  knots(course: number): readonly LiftKnot[];
}

/** Metres along the ways after which every ramp has come down, though it be steeper than it should. */
const LONGEST_RAMP = 120;

/** A lift at a place, and how fast it goes down from there. */
interface Label {
  readonly lift: number;
  readonly slope: number;
}

/** A vertex of a course. */
interface Vertex {
  readonly course: number;
  readonly index: number;
}

/**
 * Spreads the lifts of bridge ends along the network of ways on the ground that share points: the lift goes down by its slope
 * with the distance along the ways, and where several ramps meet the highest counts. Water is not raised.
 */
export function rampLifts(courses: readonly Course[], lifts: readonly EndLift[]): RampLifts {
  const distances = courses.map(({ line }) => distancesAlong(line));
  const { labels, raised } = spread(courses, distances, lifts);
  const knots = courses.map(({ line }, course) =>
    raised.has(course) ? knotsOf(line, distances[course]!, labels) : [],
  );
  const knotDistances = knots.map((some) => Float64Array.from(some, ({ distance }) => distance));
  return {
    knots: (course) => knots[course]!,
    liftAt: (course, distance) => interpolated(knots[course]!, knotDistances[course]!, distance),
  };
}

/** The label of every place that a ramp reaches, and the courses there (Dijkstra's algorithm, the highest lift first). */
function spread(
  courses: readonly Course[],
  distances: readonly Float64Array[],
  lifts: readonly EndLift[],
): { labels: Map<string, Label>; raised: Set<number> } {
  const labels = new Map<string, Label>();
  const raised = new Set<number>();
  if (lifts.length === 0) return { labels, raised };
  const verticesAt = verticesByPlace(courses);
  const queue = new FlatQueue<[key: string, label: Label]>();
  const reach = (key: string, label: Label) => {
    if (label.lift <= (labels.get(key)?.lift ?? 0)) return;
    labels.set(key, label);
    queue.push([key, label], -label.lift);
  };
  for (const { x, y, lift, slope } of lifts) {
    reach(placeKey(x, y), { lift, slope: Math.max(slope, lift / LONGEST_RAMP) });
  }
  for (let next = queue.pop(); next; next = queue.pop()) {
    const [key, label] = next;
    if (labels.get(key) !== label) continue;
    for (const { course, index } of verticesAt.get(key) ?? []) {
      raised.add(course);
      const { line } = courses[course]!;
      const along = distances[course]!;
      for (const other of [index - 1, index + 1]) {
        if (other < 0 || other >= along.length) continue;
        const lift = label.lift - label.slope * Math.abs(along[other]! - along[index]!);
        reach(placeKey(line[2 * other]!, line[2 * other + 1]!), { lift, slope: label.slope });
      }
    }
  }
  return { labels, raised };
}

function verticesByPlace(courses: readonly Course[]): Map<string, Vertex[]> {
  const vertices = new Map<string, Vertex[]>();
  for (const [course, { cover, line }] of courses.entries()) {
    if (cover === 'water' || cover === 'sea') continue;
    for (let index = 0; index < line.length / 2; index++) {
      const key = placeKey(line[2 * index]!, line[2 * index + 1]!);
      const here = vertices.get(key);
      if (here) here.push({ course, index });
      else vertices.set(key, [{ course, index }]);
    }
  }
  return vertices;
}

function knotsOf(line: Float64Array, along: Float64Array, labels: ReadonlyMap<string, Label>): LiftKnot[] {
  const knots: LiftKnot[] = [];
  const labelAt = (index: number) => labels.get(placeKey(line[2 * index]!, line[2 * index + 1]!));
  for (let i = 0; i < along.length; i++) {
    const label = labelAt(i);
    if (i > 0) knots.push(...bendsBetween(along[i - 1]!, along[i]!, labelAt(i - 1), label));
    knots.push({ distance: along[i]!, lift: label?.lift ?? 0 });
  }
  return knots;
}

/** Where the higher of two ramps that come down towards one another bends. */
function bendsBetween(from: number, to: number, a: Label = LEVEL, b: Label = LEVEL): LiftKnot[] {
  if (a === LEVEL && b === LEVEL) return [];
  const liftAt = (distance: number) =>
    Math.max(0, a.lift - a.slope * (distance - from), b.lift - b.slope * (to - distance));
  const meet = from + (a.lift - b.lift + b.slope * (to - from)) / (a.slope + b.slope);
  return [from + a.lift / a.slope, to - b.lift / b.slope, meet]
    .filter((distance) => distance > from && distance < to)
    .sort((first, second) => first - second)
    .map((distance) => ({ distance, lift: liftAt(distance) }));
}

/** No ramp: any slope does. */
const LEVEL: Label = { lift: 0, slope: 1 };

function interpolated(knots: readonly LiftKnot[], distances: Float64Array, distance: number): number {
  if (knots.length === 0) return 0;
  const i = segmentAt(distances, distance);
  const [a, b] = [knots[i]!, knots[i + 1]!];
  const length = b.distance - a.distance;
  const t = length === 0 ? 0 : Math.min(Math.max((distance - a.distance) / length, 0), 1);
  return a.lift + t * (b.lift - a.lift);
}
