import * as v from 'valibot';
import { FORMAT_OPTION_ENTRIES, type FormatOptions } from './format-options.ts';
import { FORMAT_IDS, type FormatId } from './formats.ts';
import { LAYER_IDS, type LayerId } from './layers.ts';

/** Where the engine takes features from. */
const DATA_IDS = ['overpass', 'sample'] as const;
export type DataId = (typeof DATA_IDS)[number];

/** Where the engine takes ground heights from. */
const TERRAIN_IDS = ['tiles', 'sample', 'flat'] as const;
export type TerrainId = (typeof TERRAIN_IDS)[number];

/** How buildings on the box's edge are treated. */
export const EDGE_RULES = {
  whole: 'Buildings whose centroid is inside are kept whole',
  clip: 'Buildings are cut exactly at the edge of the box',
} as const;
export type EdgeRule = keyof typeof EDGE_RULES;

/** How much of a building's shape is modelled. */
export const LEVELS_OF_DETAIL = {
  2: 'Roofs in their mapped shapes',
  1: 'All roofs flat, as high as their tops',
} as const;
export type LevelOfDetail = keyof typeof LEVELS_OF_DETAIL;

/** Options of Cityclip's own engine; the public service knows none of them. */
export const EngineOptionsSchema = v.strictObject({
  data: v.optional(v.picklist(DATA_IDS, 'must be overpass or sample'), 'overpass'),
  /** Default: sample with the sample city, otherwise tiles. */
  terrain: v.optional(v.picklist(TERRAIN_IDS, 'must be tiles, sample or flat')),
  edge: v.optional(v.picklist(['whole', 'clip'] as const, 'must be whole or clip'), 'whole'),
  /** Level of detail of buildings. */
  lod: v.optional(v.picklist([1, 2] as const, 'must be 1 or 2'), 2),
  /** Metres of a storey where a building's height is computed from its storeys. */
  storey_height: v.optional(
    v.pipe(
      v.number('must be a number of metres'),
      v.finite('must be a number of metres'),
      v.minValue(2, 'must be at least 2 m'),
      v.maxValue(10, 'must be at most 10 m'),
    ),
    3,
  ),
  /**
   * Storeys of buildings of which nothing is known, neither of them nor of their neighbours. Default: by their class. Outbuildings,
   * halls, churches and towers are not counted in storeys and keep the height of their class.
   */
  default_levels: v.optional(
    v.pipe(
      v.number('must be a number of storeys'),
      v.integer('must be a whole number of storeys'),
      v.minValue(1, 'must be at least 1'),
      v.maxValue(100, 'must be at most 100'),
    ),
  ),
  /** Whether buildings whose height is not known are built at an assumed one; otherwise they are left out and counted. */
  assume_heights: v.optional(v.boolean('must be true or false'), true),
  /** Metres of solid ground below the lowest point of the terrain. */
  base_thickness: v.optional(
    v.pipe(
      v.number('must be a number of metres'),
      v.finite('must be a number of metres'),
      v.minValue(2, 'must be at least 2 m'),
      v.maxValue(1000, 'must be at most 1000 m'),
    ),
    5,
  ),
  /** Formats to be written beside the request's `format`, into the same ZIP. */
  formats: v.optional(
    v.pipe(
      v.array(v.picklist(FORMAT_IDS, `may hold ${FORMAT_IDS.join(', ')}`), 'must be an array of formats'),
      v.maxLength(FORMAT_IDS.length, 'must name each format once'),
    ),
  ),
  ...FORMAT_OPTION_ENTRIES,
  /** Layers that the user gave up because their data could not be had: the report says so. None of them may be in `include`. */
  left_out: v.optional(v.array(v.picklist(LAYER_IDS, `may hold ${LAYER_IDS.join(', ')}`))),
});

/** Options with every default filled in, but for those whose default depends on the format (see `formatSettings`). */
export interface EngineOptions extends FormatOptions {
  /** `file`: the user's own file, which only the command line and a server's owner can name. */
  readonly data: DataId | 'file';
  readonly terrain: TerrainId | 'file';
  readonly edge: EdgeRule;
  readonly lod: LevelOfDetail;
  readonly storey_height: number;
  readonly default_levels?: number | undefined;
  readonly assume_heights: boolean;
  readonly base_thickness: number;
  /** Formats beside the request's `format`. */
  readonly formats?: readonly FormatId[] | undefined;
  /** Absent where nothing was left out. */
  readonly left_out?: readonly LayerId[];
}

/** Fills in the default that depends on another field. */
export function completeOptions(parsed: v.InferOutput<typeof EngineOptionsSchema>): EngineOptions {
  const { left_out, ...options } = parsed;
  return {
    ...options,
    terrain: parsed.terrain ?? (parsed.data === 'sample' ? 'sample' : 'tiles'),
    ...(left_out?.length && { left_out: LAYER_IDS.filter((layer) => left_out.includes(layer)) }),
  };
}
