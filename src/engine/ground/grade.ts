import type { Course, CoverArea } from '../city/city.ts';
import { COVER_IDS } from '../city/covers.ts';
import type { Ground } from '../city/ground.ts';
import { nextSide } from '../polygon/triangle-sides.ts';
import { fitGraded } from './fit-graded.ts';
import { roundMillimetres, type TerrainTin } from './fit-terrain.ts';
import type { PlaceOnLine } from './segment-search.ts';
import { REACH, waterLevels } from './water-levels.ts';
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
 * Heights that differ from the terrain's: water is level, roads and railways do not tilt sideways. Vertices are added where
 * their profiles bend; they get the terrain's height in `z`, too.
 * @returns metres by vertex; not a number where the terrain's height holds
 */
export function gradedHeights(model: TerrainTin, ground: Ground, grading: Grading): number[] {
  const { tin, z } = model;
  const { courses, areas, liftAt } = grading;
  const rivers = new Watercourses(courses, ground.heightAt);
  const ways = new WaysHeight(courses, (place, course) => ground.heightAt(place.x, place.y) + liftAt(course, place));
  const heights = z.map(() => Number.NaN);
  const wayAt = (x: number, y: number) => rounded(ways.at(x, y));
  eachVertexUnder(
    model,
    (cover) => IS_WAY[cover]!,
    (vertex) => {
      if (Number.isNaN(heights[vertex]!)) heights[vertex] = wayAt(tin.x[vertex]!, tin.y[vertex]!) ?? Number.NaN;
    },
  );
  const flowing = new Set<number>();
  const waters = trianglesUnder(model, WATER);
  if (waters.length > 0) {
    const lakes = areas.filter(({ cover }) => cover === 'water');
    const levels = waterLevels({ ...tin.trimmed(), z }, waters, lakes, rivers);
    for (const [vertex, { level, flows }] of levels) {
      heights[vertex] = roundMillimetres(level);
      if (flows) flowing.add(vertex);
    }
  }
  eachVertexUnder(
    model,
    (cover) => cover === SEA,
    (vertex) => {
      heights[vertex] = SEA_LEVEL;
    },
  );

  const riverAt = (x: number, y: number, side: number) => {
    const flows = flowing.has(tin.corners[side]!) && flowing.has(tin.corners[nextSide(side)]!);
    return flows ? rounded(rivers.at(x, y, REACH)) : undefined;
  };
  const coverOf = (side: number) => tin.covers[Math.floor(side / 3)]!;
  const isAtWater = (side: number) =>
    coverOf(side) === WATER || (tin.twins[side]! >= 0 && coverOf(tin.twins[side]!) === WATER);
  fitGraded(
    {
      tin,
      heights,
      isRiver: isAtWater,
      targetAt: (x, y, side) => (isAtWater(side) ? riverAt(x, y, side) : wayAt(x, y)),
      vertexAdded: (x, y, isRiver) => {
        if (isRiver) flowing.add(z.length);
        z.push(roundMillimetres(ground.heightAt(x, y)));
      },
    },
    (triangle) => IS_WAY[tin.covers[triangle]!]! || tin.covers[triangle] === WATER,
  );
  return heights;
}

function rounded(metres: number | undefined): number | undefined {
  return metres === undefined ? undefined : roundMillimetres(metres);
}

function trianglesUnder({ tin }: TerrainTin, cover: number): number[] {
  const found: number[] = [];
  for (let triangle = 0; triangle < tin.triangleCount; triangle++)
    if (tin.covers[triangle] === cover) found.push(triangle);
  return found;
}

function eachVertexUnder(
  { tin }: TerrainTin,
  isWanted: (cover: number) => boolean,
  visit: (vertex: number) => void,
): void {
  for (let triangle = 0; triangle < tin.triangleCount; triangle++) {
    if (!isWanted(tin.covers[triangle]!)) continue;
    for (let side = 3 * triangle; side < 3 * triangle + 3; side++) visit(tin.corners[side]!);
  }
}
