import type { Tags } from '../sources/osm-data.ts';
import { STRUCTURES, structureKind } from './structures.ts';

/** How heights are worked out where they are not tagged. */
export interface HeightRules {
  /** Metres. */
  readonly storeyHeight: number;
  /** Storeys where nothing is known, in place of the class's. */
  readonly defaultLevels?: number | undefined;
  /** The usual height in metres, up to the eaves, of a class of buildings in the neighbourhood, where there is one. */
  readonly usual?: ((value: string) => number | undefined) | undefined;
}

/** Storeys of a building of which not even the class is known. */
const USUAL_LEVELS = 2;

/** Storeys assumed by the value of `building`, where neither height nor storeys are tagged. */
const CLASS_LEVELS: Readonly<Record<string, number>> = {
  apartments: 4,
  residential: 3,
  dormitory: 4,
  hotel: 5,
  office: 4,
  commercial: 3,
  public: 3,
  government: 3,
  civic: 3,
  hospital: 4,
  school: 2,
  university: 4,
  house: 2,
  detached: 2,
  terrace: 2,
  semidetached_house: 2,
};

/** Assumed heights in metres, up to the eaves, of buildings that are not counted in storeys. */
const CLASS_HEIGHTS: Readonly<Record<string, number>> = {
  bungalow: 3,
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
  garage: 3,
  garages: 3,
  carport: 3,
  shed: 2.5,
  hut: 2.5,
  cabin: 3,
  kiosk: 3,
  roof: 4,
  greenhouse: 3,
  service: 3,
  toilets: 3,
};

/** The height in metres, up to the eaves, of a building or part without evidence of its own. */
export function assumedEaves(tags: Tags, inherited: Tags, rules: HeightRules): number {
  for (const value of [
    tags.building,
    tags['building:part'],
    structureKind(tags),
    inherited.building,
    structureKind(inherited),
  ]) {
    const eaves = value === undefined ? undefined : (rules.usual?.(value) ?? classEaves(value, rules));
    if (eaves !== undefined) return eaves;
  }
  return (rules.defaultLevels ?? USUAL_LEVELS) * rules.storeyHeight;
}

function classEaves(value: string, { storeyHeight, defaultLevels }: HeightRules): number | undefined {
  const metres = entryOf(CLASS_HEIGHTS, value) ?? entryOf(STRUCTURES, value)?.height;
  if (metres !== undefined) return metres;
  const levels = entryOf(CLASS_LEVELS, value);
  return levels === undefined ? undefined : (defaultLevels ?? levels) * storeyHeight;
}

/** A table's entry for a text from outside, which may be the name of something that every object has. */
function entryOf<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
