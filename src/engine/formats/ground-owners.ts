import Flatbush from 'flatbush';
import type { LayerId } from '../../contract/layers.ts';
import type { City, Course, CoverArea } from '../city/city.ts';
import { COVER_IDS, COVERS, type CoverId } from '../city/covers.ts';
import { distanceToEdge, type InsideIndex, insideIndex } from '../polygon/inside-index.ts';
import { boundsOf } from '../polygon/polygon.ts';
import { type SegmentSearch, segmentIndex } from '../polygon/segment-index.ts';

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

/** Finds the line in whose width a place lies, the one with the nearest middle where there are several. */
function courseFinder(courses: readonly Course[]): (x: number, y: number) => Course | undefined {
  const search: SegmentSearch = segmentIndex(courses.map(({ line }) => line));
  // Round ends and millimetres reach a little beyond half the width.
  const reach = Math.max(0, ...courses.map(({ width }) => width / 2)) + 1;
  return (x, y) => {
    let best: Course | undefined;
    let least = Infinity;
    for (const { line, ax, ay, bx, by } of search(x - reach, y - reach, x + reach, y + reach)) {
      const course = courses[line]!;
      const beyond = distanceToEdge(x, y, ax, ay, bx, by) / course.width;
      if (beyond >= least) continue;
      least = beyond;
      best = course;
    }
    return best;
  };
}
