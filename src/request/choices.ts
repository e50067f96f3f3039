import type { DataChoice } from '../contract/capabilities.ts';
import { DEFAULT_FORMAT, type FormatId } from '../contract/formats.ts';
import type { LayerId } from '../contract/layers.ts';
import type { DataId, EdgeRule, LevelOfDetail, TerrainId } from '../contract/options.ts';

/** What the user chose for the model, as the form holds it. */
export interface RequestChoices {
  readonly format: FormatId;
  readonly include: readonly LayerId[];
  readonly separate_files: boolean;
  readonly data: DataId;
  /** Undefined while the terrain follows the data. */
  readonly terrain: TerrainId | undefined;
  readonly edge: EdgeRule;
  readonly lod: LevelOfDetail;
  /** Metres, as typed. */
  readonly base_thickness: string;
}

export const FIRST_CHOICES: RequestChoices = {
  format: DEFAULT_FORMAT,
  include: ['terrain', 'buildings', 'roads', 'railways', 'water', 'green', 'trees', 'bridges'],
  separate_files: false,
  data: 'overpass',
  terrain: undefined,
  edge: 'whole',
  lod: 2,
  base_thickness: '5',
};

/** The choices with other data. The terrain follows it again: sample heights do not fit a real city, nor the reverse. */
export function withData(choices: RequestChoices, data: DataId): RequestChoices {
  return { ...choices, data, terrain: undefined };
}

/** The terrain that the form shows and the request names. */
export function terrainOf({ data, terrain }: RequestChoices): TerrainId {
  return terrain ?? (data === 'sample' ? 'sample' : 'tiles');
}

/** The chosen data as the connection describes it; undefined where the connection chooses by itself. */
export function chosenData(offered: readonly DataChoice[], data: DataId): DataChoice | undefined {
  return offered.find(({ id }) => id === data);
}
