import Flatbush from 'flatbush';
import { boundsOf, type Polygon, totalArea } from '../polygon/polygon.ts';
import type { BuildingArea } from './building-areas.ts';
import type { HeightRules } from './class-heights.ts';
import { taggedTop } from './heights.ts';
import { MOST_OF_HEIGHT, taggedRoof } from './roofs.ts';

/** Metres around a building within which others tell what is usual. */
const REACH = 150;

/** So many buildings of the same class must be tagged around; of more than the most, the nearest count. */
const FEWEST = 3;
const MOST = 15;

/** Smaller buildings (m²) are outbuildings, whatever their class says: they tell nothing of others, nor others of them. */
const OUTBUILDING = 25;

/** What buildings with tagged heights tell of those without. */
export interface Neighbourhood {
  /** The median height in metres, up to the eaves, of buildings of a class around an area; `undefined` where too few are known. */
  usualEaves(value: string, around: readonly Polygon[]): number | undefined;
}

interface Heights {
  readonly index: Flatbush;
  readonly eaves: readonly number[];
}

/** Collects the tagged heights of buildings without parts, by the value of `building`. */
export function neighbourhood(areas: readonly BuildingArea[], rules: HeightRules): Neighbourhood {
  const known = new Map<string, { eaves: number[]; places: [x: number, y: number][] }>();
  for (const [{ tags, polygons }, parts] of areas) {
    const value = tags.building;
    if (value === undefined || parts.length > 0 || totalArea(polygons) < OUTBUILDING) continue;
    const eaves = taggedEaves(tags, polygons, rules);
    if (eaves === undefined) continue;
    const heights = known.get(value) ?? { eaves: [], places: [] };
    known.set(value, heights);
    heights.eaves.push(eaves);
    heights.places.push(middle(polygons));
  }
  const classes = new Map([...known].map(([value, { eaves, places }]) => [value, { eaves, index: indexOf(places) }]));
  return {
    usualEaves: (value, around) => {
      const heights = classes.get(value);
      return heights && totalArea(around) >= OUTBUILDING ? medianAround(heights, around) : undefined;
    },
  };
}

function taggedEaves(
  tags: BuildingArea[0]['tags'],
  polygons: readonly Polygon[],
  rules: HeightRules,
): number | undefined {
  if (!taggedTop(tags, 0, rules, [])) return undefined;
  const roof = taggedRoof(tags, polygons);
  const { height, provenance } = taggedTop(tags, roof.height, rules, [])!;
  const most = roof.isTagged || provenance === 'levels' ? height : height * MOST_OF_HEIGHT;
  const eaves = height - Math.min(roof.height, most);
  return eaves > 0 ? eaves : undefined;
}

function medianAround({ index, eaves }: Heights, around: readonly Polygon[]): number | undefined {
  const nearest = index.neighbors(...middle(around), MOST, REACH).map((place) => eaves[place]!);
  if (nearest.length < FEWEST) return undefined;
  nearest.sort((a, b) => a - b);
  const half = nearest.length >> 1;
  return nearest.length % 2 === 1 ? nearest[half]! : (nearest[half - 1]! + nearest[half]!) / 2;
}

function indexOf(places: readonly (readonly [x: number, y: number])[]): Flatbush {
  const index = new Flatbush(places.length);
  for (const [x, y] of places) index.add(x, y, x, y);
  index.finish();
  return index;
}

function middle(polygons: readonly Polygon[]): [x: number, y: number] {
  const { minX, minY, maxX, maxY } = boundsOf(polygons);
  return [(minX + maxX) / 2, (minY + maxY) / 2];
}
