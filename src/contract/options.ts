import * as v from 'valibot';
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
  /** Layers that the user gave up because their data could not be had: the report says so. None of them may be in `include`. */
  left_out: v.optional(v.array(v.picklist(LAYER_IDS, `may hold ${LAYER_IDS.join(', ')}`))),
});

/** Options with every default filled in. */
export interface EngineOptions {
  /** `file`: the user's own file, which only the command line and a server's owner can name. */
  readonly data: DataId | 'file';
  readonly terrain: TerrainId | 'file';
  readonly edge: EdgeRule;
  readonly lod: LevelOfDetail;
  readonly base_thickness: number;
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
