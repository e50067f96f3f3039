import Flatbush from 'flatbush';
import type { LayerId } from '../../contract/layers.ts';
import type { City, Course, CoverArea } from '../city/city.ts';
import { COVER_IDS, COVERS, type CoverId } from '../city/covers.ts';
import type { GroundSurface } from '../ground/ground-surface.ts';
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
  if (layer === 'terrain') return [bareGround(surface)];
  const pieces = new Map<Course | CoverArea | CoverId, number[]>();
  const finders = new Map(
    COVER_IDS.filter((cover) => COVERS[cover] === layer).map((cover) => [cover, ownerFinder(cover, areas, courses)]),
  );
  for (let triangle = 0; triangle < surface.covers.length; triangle++) {
    const cover = COVER_IDS[surface.covers[triangle]!]!;
    const find = finders.get(cover);
    if (!find) continue;
    const owner = find(...middle(surface, triangle)) ?? cover;
    const own = pieces.get(owner);
    if (own) own.push(...cornersOf(surface, triangle));
    else pieces.set(owner, cornersOf(surface, triangle));
  }
  return [...pieces].map(([owner, corners]) =>
    typeof owner === 'string'
      ? { layer, cover: owner, corners: Uint32Array.from(corners) }
      : { layer, cover: owner.cover, owner, corners: Uint32Array.from(corners) },
  );
}

function bareGround(surface: GroundSurface): GroundPiece {
  const corners: number[] = [];
  for (let triangle = 0; triangle < surface.covers.length; triangle++) {
    if (COVERS[COVER_IDS[surface.covers[triangle]!]!] === 'terrain') corners.push(...cornersOf(surface, triangle));
  }
  return { layer: 'terrain', cover: 'ground', corners: Uint32Array.from(corners) };
}

function cornersOf({ corners }: GroundSurface, triangle: number): [number, number, number] {
  return [corners[3 * triangle]!, corners[3 * triangle + 1]!, corners[3 * triangle + 2]!];
}

function middle(surface: GroundSurface, triangle: number): [x: number, y: number] {
  const [a, b, c] = cornersOf(surface, triangle);
  const mean = (values: ArrayLike<number>) => (values[a]! + values[b]! + values[c]!) / 3;
  return [mean(surface.x), mean(surface.y)];
}

type OwnerFinder = (x: number, y: number) => Course | CoverArea | undefined;

function ownerFinder(cover: CoverId, allAreas: readonly CoverArea[], allCourses: readonly Course[]): OwnerFinder {
  const areas = allAreas.filter((area) => area.cover === cover && area.polygons.length > 0);
  const courses = allCourses.filter((course) => course.cover === cover);
  const areaAt = areaFinder(areas);
  const courseAt = courseFinder(courses);
  const only = areas.length + courses.length === 1 ? (areas[0] ?? courses[0]) : undefined;
  return (x, y) => only ?? areaAt(x, y) ?? courseAt(x, y);
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
