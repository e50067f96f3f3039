import Flatbush from 'flatbush';
import type { LayerId } from '../../contract/layers.ts';
import type { City, Course, CoverArea } from '../city/city.ts';
import { COVER_IDS, COVERS, type CoverId } from '../city/covers.ts';
import { distanceToEdge, type InsideIndex, insideIndex } from '../polygon/inside-index.ts';
import { boundsOf } from '../polygon/polygon.ts';

/** A piece of the ground and the object that it shows; `owner` is absent where no single one can be told. */
export interface GroundPiece {
  readonly layer: LayerId;
  readonly cover: CoverId;
  readonly owner?: Course | CoverArea;
  /** Vertices of the ground surface, three per triangle. */
  readonly corners: Uint32Array;
}

/**
 * Shares out the ground's triangles of a layer to its areas and lines. The ground is one partition by covers, in which
 * objects of one cover have no border: a triangle belongs to the area that its middle lies in, else to the nearest line.
 * Bare ground is one piece.
 */
export function groundPieces({ surface, areas, courses }: City, layer: LayerId): GroundPiece[] {
  if (!surface) return [];
  const finders = COVER_IDS.map((cover) => {
    if (COVERS[cover] !== layer) return undefined;
    return layer === 'terrain' ? () => 'ground' as const : ownerFinder(cover, areas, courses);
  });
  const { x, y, corners, covers } = surface;
  const numbers = new Map<Owner, number>();
  const numberOf = new Int32Array(covers.length).fill(-1);
  for (let triangle = 0; triangle < covers.length; triangle++) {
    const find = finders[covers[triangle]!];
    if (!find) continue;
    const [a, b, c] = [corners[3 * triangle]!, corners[3 * triangle + 1]!, corners[3 * triangle + 2]!];
    const owner = find((x[a]! + x[b]! + x[c]!) / 3, (y[a]! + y[b]! + y[c]!) / 3);
    const number = numbers.get(owner) ?? numbers.size;
    if (number === numbers.size) numbers.set(owner, number);
    numberOf[triangle] = number;
  }
  const shares = cornersByNumber(corners, numberOf, numbers.size);
  return [...numbers.keys()].map((owner, number) =>
    typeof owner === 'string'
      ? { layer, cover: owner, corners: shares[number]! }
      : { layer, cover: owner.cover, owner, corners: shares[number]! },
  );
}

/** The corners of the triangles of each number: counted, then filled. */
function cornersByNumber(corners: ArrayLike<number>, numberOf: Int32Array, count: number): Uint32Array[] {
  const sizes = new Uint32Array(count);
  for (const number of numberOf) if (number >= 0) sizes[number]! += 3;
  const shares = Array.from(sizes, (size) => new Uint32Array(size));
  const filled = new Uint32Array(count);
  for (let triangle = 0; triangle < numberOf.length; triangle++) {
    const number = numberOf[triangle]!;
    if (number < 0) continue;
    const share = shares[number]!;
    for (let k = 3 * triangle; k < 3 * triangle + 3; k++) share[filled[number]!++] = corners[k]!;
  }
  return shares;
}

/** An area, a line, or a cover where neither can be told. */
type Owner = Course | CoverArea | CoverId;
type OwnerFinder = (x: number, y: number) => Owner;

function ownerFinder(cover: CoverId, allAreas: readonly CoverArea[], allCourses: readonly Course[]): OwnerFinder {
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
  const boxes = new Flatbush(areas.length);
  for (const { polygons } of areas) {
    const { minX, minY, maxX, maxY } = boundsOf(polygons);
    boxes.add(minX, minY, maxX, maxY);
  }
  boxes.finish();
  const tests: (InsideIndex | undefined)[] = [];
  const contains = (index: number, x: number, y: number) =>
    (tests[index] ??= insideIndex(areas[index]!.polygons)).contains(x, y);
  return (x, y) => {
    const near = boxes.search(x, y, x, y).sort((a, b) => a - b);
    const found = near.find((index) => contains(index, x, y));
    return found === undefined ? undefined : areas[found];
  };
}

/** Metres that round ends and millimetres reach beyond half a line's width. */
const MARGIN = 1;

/** Finds the line in whose width a place lies, the one with the nearest middle (in widths) where there are several. */
function courseFinder(courses: readonly Course[]): (x: number, y: number) => Course | undefined {
  const segments = courses.flatMap((course) => segmentsOf(course));
  if (segments.length === 0) return () => undefined;
  const boxes = new Flatbush(segments.length);
  for (const { ax, ay, bx, by, course } of segments) {
    const reach = course.width / 2 + MARGIN;
    boxes.add(Math.min(ax, bx) - reach, Math.min(ay, by) - reach, Math.max(ax, bx) + reach, Math.max(ay, by) + reach);
  }
  boxes.finish();
  const widest = Math.max(...courses.map(({ width }) => width / 2)) + MARGIN;
  const nearest = (x: number, y: number, reach: number) => {
    let best = -1;
    let least = Infinity;
    boxes.search(x - reach, y - reach, x + reach, y + reach, (index) => {
      const { ax, ay, bx, by, course } = segments[index]!;
      const beyond = distanceToEdge(x, y, ax, ay, bx, by) / course.width;
      if (beyond < least || (beyond === least && index < best)) {
        least = beyond;
        best = index;
      }
      return false;
    });
    return segments[best]?.course;
  };
  // Corners of roads reach further than half a width: then the nearest line around.
  return (x, y) => nearest(x, y, 0) ?? nearest(x, y, widest);
}

interface CourseSegment {
  readonly course: Course;
  readonly ax: number;
  readonly ay: number;
  readonly bx: number;
  readonly by: number;
}

function segmentsOf(course: Course): CourseSegment[] {
  const { line } = course;
  const segments: CourseSegment[] = [];
  for (let i = 0; i + 3 < line.length; i += 2) {
    segments.push({ course, ax: line[i]!, ay: line[i + 1]!, bx: line[i + 2]!, by: line[i + 3]! });
  }
  return segments;
}
