import type { Course, CoverArea } from '../city/city.ts';
import type { CoverId } from '../city/covers.ts';
import { distanceToEdge, type InsideIndex, insideIndex } from '../polygon/inside-index.ts';
import { boundsOf } from '../polygon/polygon.ts';
import { type Segment, segmentsOf } from '../polygon/segment-index.ts';
import { NearBoxes } from './near-boxes.ts';

/** An area, a line, or a cover where neither can be told. */
export type Owner = Course | CoverArea | CoverId;
/** Finds whose a place of the ground is. */
export type OwnerFinder = (x: number, y: number) => Owner;

/** Finds the first area of a cover that holds a place, else the nearest line, else the cover itself. */
export function ownerFinder(
  cover: CoverId,
  allAreas: readonly CoverArea[],
  allCourses: readonly Course[],
): OwnerFinder {
  const areas = allAreas.filter((area) => area.cover === cover && area.polygons.length > 0);
  const courses = allCourses.filter((course) => course.cover === cover);
  const only = areas.length + courses.length === 1 ? (areas[0] ?? courses[0]) : undefined;
  if (only) return () => only;
  const areaAt = areaFinder(areas);
  const courseAt = courseFinder(courses);
  return (x, y) => areaAt(x, y) ?? courseAt(x, y) ?? cover;
}

/** Finds the first area that holds a place. */
function areaFinder(areas: readonly CoverArea[]): (x: number, y: number) => CoverArea | undefined {
  if (areas.length === 0) return () => undefined;
  const boxes = new NearBoxes(
    Float64Array.from(
      areas.flatMap(({ polygons }) => {
        const { minX, minY, maxX, maxY } = boundsOf(polygons);
        return [minX, minY, maxX, maxY];
      }),
    ),
  );
  const tests: (InsideIndex | undefined)[] = [];
  return (x, y) => {
    for (const index of boxes.near(x, y)) {
      if (!boxes.holds(index, x, y)) continue;
      const area = areas[index]!;
      const test = (tests[index] ??= insideIndex(area.polygons));
      if (test.contains(x, y)) return area;
    }
    return undefined;
  };
}

/** Metres that round ends and millimetres reach beyond half a line's width. */
const MARGIN = 1;

/** Finds the line in whose width a place lies, the one with the nearest middle (in widths) where there are several. */
function courseFinder(courses: readonly Course[]): (x: number, y: number) => Course | undefined {
  const segments = courses.flatMap(({ line }, number) => segmentsOf(line, number));
  if (segments.length === 0) return () => undefined;
  const boxes = new NearBoxes(
    Float64Array.from(segments.flatMap((segment) => boxAround(segment, courses[segment.line]!.width / 2 + MARGIN))),
  );
  const widest = Math.max(...courses.map(({ width }) => width / 2)) + MARGIN;
  const nearest = (x: number, y: number, candidates: readonly number[], mustHold: boolean) => {
    let best = -1;
    let least = Infinity;
    for (const index of candidates) {
      if (mustHold && !boxes.holds(index, x, y)) continue;
      const { line, ax, ay, bx, by } = segments[index]!;
      const beyond = distanceToEdge(x, y, ax, ay, bx, by) / courses[line]!.width;
      if (beyond < least || (beyond === least && index < best)) {
        least = beyond;
        best = index;
      }
    }
    return best < 0 ? undefined : courses[segments[best]!.line];
  };
  // Corners of roads reach further than half a width: then the nearest line around.
  return (x, y) => nearest(x, y, boxes.near(x, y), true) ?? nearest(x, y, boxes.within(x, y, widest), false);
}

function boxAround({ ax, ay, bx, by }: Segment, reach: number): number[] {
  return [Math.min(ax, bx) - reach, Math.min(ay, by) - reach, Math.max(ax, bx) + reach, Math.max(ay, by) + reach];
}
