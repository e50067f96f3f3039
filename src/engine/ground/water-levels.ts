import Flatbush from 'flatbush';
import type { CoverArea } from '../city/city.ts';
import { boundsOf, polygonsContain } from '../polygon/polygon.ts';
import type { Watercourses } from './watercourses.ts';

/** Values of `water` (and of `waterway`, where an area has it) whose surface falls along its course. */
const FLOWING = new Set([
  'river',
  'canal',
  'stream',
  'ditch',
  'drain',
  'rapids',
  'riverbank',
  'fish_pass',
  'oxbow_river',
]);

/** Share of a lake's shore that lies below its level: single samples of a raster may be too low. */
const SHORE_SHARE = 0.1;

/** Metres from the bank of a river to its middle line at most. */
export const REACH = 400;

/** Metres, and whether the water falls along a course. */
export interface WaterLevel {
  readonly level: number;
  readonly flows: boolean;
}

/** A triangulated ground before its water is level. */
export interface GroundVertices {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /** Height of the ground in metres. */
  readonly z: ArrayLike<number>;
  readonly corners: ArrayLike<number>;
}

/**
 * Heights of water by vertex: lakes are level, rivers fall along their course, and where neither is known an area is level.
 * @param waters numbers of the triangles that are under water, the sea's not among them
 */
export function waterLevels(
  ground: GroundVertices,
  waters: readonly number[],
  areas: readonly CoverArea[],
  courses: Watercourses,
): Map<number, WaterLevel> {
  const { areaOf, groupOf } = bodiesOf(ground, waters, areas);
  const shores = new Map<number, number[]>();
  const flowing = new Map<number, number>();
  const still = new Map<number, number>();
  waters.forEach((triangle, i) => {
    for (let side = 3 * triangle; side < 3 * triangle + 3; side++) {
      const vertex = ground.corners[side]!;
      const area = areaOf[i]!;
      const course =
        area < 0 || isFlowing(areas[area]!)
          ? (flowing.get(vertex) ?? courses.at(ground.x[vertex]!, ground.y[vertex]!, REACH))
          : undefined;
      if (course !== undefined) {
        flowing.set(vertex, course);
        continue;
      }
      const group = groupOf(area);
      still.set(vertex, group);
      const shore = shores.get(group);
      if (shore) shore.push(ground.z[vertex]!);
      else shores.set(group, [ground.z[vertex]!]);
    }
  });
  const levels = new Map([...shores].map(([group, shore]) => [group, lowShare(shore)]));
  return new Map<number, WaterLevel>([
    ...[...flowing].map(([vertex, level]) => [vertex, { level, flows: true }] as const),
    ...[...still].map(([vertex, group]) => [vertex, { level: levels.get(group)!, flows: false }] as const),
  ]);
}

function isFlowing({ tags }: CoverArea): boolean {
  return FLOWING.has(tags.water ?? '') || FLOWING.has(tags.waterway ?? '');
}

function lowShare(heights: number[]): number {
  return heights.sort((a, b) => a - b)[Math.floor(heights.length * SHORE_SHARE)]!;
}

/** The area around each triangle (-1: none), and which areas touch one another and share their level. */
function bodiesOf(
  { x, y, corners }: GroundVertices,
  waters: readonly number[],
  areas: readonly CoverArea[],
): { areaOf: number[]; groupOf: (area: number) => number } {
  const find = areaSearch(areas);
  const areaOf = waters.map((triangle) => {
    const middle = (values: ArrayLike<number>) =>
      (values[corners[3 * triangle]!]! + values[corners[3 * triangle + 1]!]! + values[corners[3 * triangle + 2]!]!) / 3;
    return find(middle(x), middle(y));
  });
  const parents = areas.map((_, area) => area);
  const root = (area: number): number => {
    if (area < 0 || parents[area] === area) return area;
    return (parents[area] = root(parents[area]!));
  };
  const areaAt = new Map<number, number>();
  waters.forEach((triangle, i) => {
    const area = areaOf[i]!;
    if (area < 0 || isFlowing(areas[area]!)) return;
    for (let side = 3 * triangle; side < 3 * triangle + 3; side++) {
      const other = areaAt.get(corners[side]!);
      if (other === undefined) areaAt.set(corners[side]!, area);
      else parents[root(other)] = root(area);
    }
  });
  return { areaOf, groupOf: root };
}

function areaSearch(areas: readonly CoverArea[]): (x: number, y: number) => number {
  if (areas.length === 0) return () => -1;
  const index = new Flatbush(areas.length);
  for (const { polygons } of areas) {
    const { minX, minY, maxX, maxY } = boundsOf(polygons);
    index.add(minX, minY, maxX, maxY);
  }
  index.finish();
  return (x, y) => index.search(x, y, x, y).find((area) => polygonsContain(areas[area]!.polygons, x, y)) ?? -1;
}
