import type { Tags } from '../sources/osm-data.ts';
import type { HeightProvenance } from './city.ts';
import { parseLength, parseNumber } from './parse-length.ts';

/** Metres of a storey where nothing else is known. */
export const STOREY_HEIGHT = 3;

/** Metres of a storey inside the roof (OSM2World's default). */
export const ROOF_STOREY_HEIGHT = 2.5;

/** No building on Earth is higher (Burj Khalifa: 828 m) or has more storeys (163). */
export const MAX_HEIGHT = 1000;
const MAX_LEVELS = 200;

const DEFAULT_HEIGHT = 2 * STOREY_HEIGHT;

/** Assumed heights in metres, up to the eaves, by the value of `building`, where neither height nor storeys are tagged. */
const CLASS_HEIGHTS: Readonly<Record<string, number>> = {
  apartments: 4 * STOREY_HEIGHT,
  residential: 3 * STOREY_HEIGHT,
  dormitory: 4 * STOREY_HEIGHT,
  hotel: 5 * STOREY_HEIGHT,
  office: 4 * STOREY_HEIGHT,
  commercial: 3 * STOREY_HEIGHT,
  public: 3 * STOREY_HEIGHT,
  government: 3 * STOREY_HEIGHT,
  civic: 3 * STOREY_HEIGHT,
  hospital: 4 * STOREY_HEIGHT,
  school: 2 * STOREY_HEIGHT,
  university: 4 * STOREY_HEIGHT,
  house: 2 * STOREY_HEIGHT,
  detached: 2 * STOREY_HEIGHT,
  terrace: 2 * STOREY_HEIGHT,
  semidetached_house: 2 * STOREY_HEIGHT,
  bungalow: STOREY_HEIGHT,
  retail: 5,
  supermarket: 6,
  industrial: 6,
  warehouse: 6,
  hangar: 10,
  barn: 6,
  church: 8,
  chapel: 6,
  cathedral: 15,
  mosque: 8,
  temple: 8,
  train_station: 8,
  stadium: 15,
  garage: STOREY_HEIGHT,
  garages: STOREY_HEIGHT,
  carport: STOREY_HEIGHT,
  shed: 2.5,
  hut: 2.5,
  cabin: STOREY_HEIGHT,
  kiosk: STOREY_HEIGHT,
  roof: 4,
  greenhouse: STOREY_HEIGHT,
  service: STOREY_HEIGHT,
  toilets: STOREY_HEIGHT,
};

/** Vertical extent in metres above the building's base, with the origin of its top. */
export interface Extent {
  readonly minHeight: number;
  readonly height: number;
  readonly provenance: HeightProvenance;
  /** Tags that were not believed, for the report: `height=-3`. */
  readonly disbelieved: readonly string[];
}

/**
 * The vertical extent of a building or part, by the first evidence there is: `height`, `building:height`, `est_height`,
 * then storeys, then the same of the building that a part belongs to, then the default of its class. Tagged heights
 * include the roof; it comes on top of storeys and of the class's default.
 * @param inherited tags of the building around a part
 * @param roof metres of the roof, where its tags give any
 */
export function buildingExtent(tags: Tags, inherited: Tags = {}, roof = 0): Extent {
  const disbelieved: string[] = [];
  const evidence = topOf(tags, roof, disbelieved) ??
    topOf(inherited, roof, []) ?? { height: assumedHeight(tags, inherited) + roof, provenance: 'assumed' as const };
  let minHeight = bottomOf(tags, disbelieved);
  let { height } = evidence;
  if (minHeight >= height) {
    if (evidence.provenance === 'assumed') height = minHeight + STOREY_HEIGHT;
    else {
      disbelieved.push(
        tags.min_height === undefined
          ? `building:min_level=${tags['building:min_level']}`
          : `min_height=${tags.min_height}`,
      );
      minHeight = 0;
    }
  }
  return { minHeight, height, provenance: evidence.provenance, disbelieved };
}

function topOf(
  tags: Tags,
  roof: number,
  disbelieved: string[],
): { height: number; provenance: HeightProvenance } | undefined {
  for (const key of ['height', 'building:height', 'est_height']) {
    const height = believable(tags, key, parseLength, 0.1, MAX_HEIGHT, disbelieved);
    if (height !== undefined) return { height, provenance: 'measured' };
  }
  const levels = believable(tags, 'building:levels', parseNumber, 0, MAX_LEVELS, disbelieved);
  if (levels === undefined) return undefined;
  const height = levels * STOREY_HEIGHT + roof;
  return height > 0 ? { height, provenance: 'levels' } : undefined;
}

function bottomOf(tags: Tags, disbelieved: string[]): number {
  const tagged = believable(tags, 'min_height', parseLength, 0, MAX_HEIGHT, disbelieved);
  if (tagged !== undefined) return tagged;
  return (believable(tags, 'building:min_level', parseNumber, 0, MAX_LEVELS, disbelieved) ?? 0) * STOREY_HEIGHT;
}

/** The value of a tag, if it is one and lies in a range; else the tag is added to those that are not believed. */
export function believable(
  tags: Tags,
  key: string,
  parse: (text: string | undefined) => number | undefined,
  min: number,
  max: number,
  disbelieved: string[],
): number | undefined {
  const text = tags[key];
  if (text === undefined) return undefined;
  const value = parse(text);
  if (value !== undefined && value >= min && value <= max) return value;
  disbelieved.push(`${key}=${text}`);
  return undefined;
}

function assumedHeight(tags: Tags, inherited: Tags): number {
  for (const value of [tags.building, tags['building:part'], inherited.building]) {
    const height = value === undefined ? undefined : CLASS_HEIGHTS[value];
    if (height !== undefined) return height;
  }
  return DEFAULT_HEIGHT;
}
