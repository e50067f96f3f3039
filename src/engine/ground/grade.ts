import type { Course, CoverArea } from '../city/city.ts';
import { COVER_IDS } from '../city/covers.ts';
import type { Ground } from '../city/ground.ts';
import { roundMillimetres, type TerrainTin } from './fit-terrain.ts';
import type { PlaceOnLine } from './segment-search.ts';
import { waterLevels } from './water-levels.ts';
import { Watercourses } from './watercourses.ts';
import { isWay, WaysHeight } from './ways-height.ts';

/** Metres above the terrain source's datum of the sea. */
const SEA_LEVEL = 0;

/** What shapes the ground beside the terrain source. */
export interface Grading {
  readonly courses: readonly Course[];
  readonly areas: readonly CoverArea[];
  /** Metres that a course is raised by at a place of its middle line: ramps of bridges. */
  readonly liftAt: (course: number, place: PlaceOnLine) => number;
}

const SEA = COVER_IDS.indexOf('sea');
const WATER = COVER_IDS.indexOf('water');
const IS_WAY = COVER_IDS.map((cover) => isWay(cover));

/**
 * Heights that differ from the terrain's: water is level, roads and railways do not tilt sideways.
 * @returns metres by vertex; not a number where the terrain's height holds
 */
export function gradedHeights(
  { tin, z }: TerrainTin,
  ground: Ground,
  { courses, areas, liftAt }: Grading,
): Float64Array {
  const ways = new WaysHeight(courses, (place, course) => ground.heightAt(place.x, place.y) + liftAt(course, place));
  const heights = new Float64Array(z.length).fill(Number.NaN);
  const waters: number[] = [];
  for (let triangle = 0; triangle < tin.triangleCount; triangle++) {
    const cover = tin.covers[triangle]!;
    if (cover === WATER) waters.push(triangle);
    if (!IS_WAY[cover]) continue;
    for (let side = 3 * triangle; side < 3 * triangle + 3; side++) {
      const vertex = tin.corners[side]!;
      if (!Number.isNaN(heights[vertex]!)) continue;
      const height = ways.at(tin.x[vertex]!, tin.y[vertex]!);
      if (height !== undefined) heights[vertex] = roundMillimetres(height);
    }
  }
  if (waters.length > 0) {
    const lakes = areas.filter(({ cover }) => cover === 'water');
    const levels = waterLevels({ ...tin, z }, waters, lakes, new Watercourses(courses, ground.heightAt));
    for (const [vertex, level] of levels) heights[vertex] = roundMillimetres(level);
  }
  for (let triangle = 0; triangle < tin.triangleCount; triangle++) {
    if (tin.covers[triangle] !== SEA) continue;
    for (let side = 3 * triangle; side < 3 * triangle + 3; side++) heights[tin.corners[side]!] = SEA_LEVEL;
  }
  return heights;
}
