import type { DataChoice } from '../contract/capabilities.ts';
import { DEFAULT_FORMAT, type FormatId } from '../contract/formats.ts';
import type { LayerId } from '../contract/layers.ts';
import type { DataId, EdgeRule, LevelOfDetail, TerrainId } from '../contract/options.ts';
import { FIRST_FORMAT_CHOICES, type FormatChoices } from './format-choices.ts';

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
  readonly storey_height: string;
  /** A number, as typed; empty: by class. */
  readonly default_levels: string;
  readonly assume_heights: boolean;
  /** Metres, as typed. */
  readonly base_thickness: string;
  /** Formats that are written beside the chosen one. */
  readonly formats: readonly FormatId[];
  readonly format_options: FormatChoices;
}

export const FIRST_CHOICES: RequestChoices = {
  format: DEFAULT_FORMAT,
  include: ['terrain', 'buildings', 'roads', 'railways', 'water', 'green', 'trees', 'bridges'],
  separate_files: false,
  data: 'overpass',
  terrain: undefined,
  edge: 'whole',
  lod: 2,
  storey_height: '3',
  default_levels: '',
  assume_heights: true,
  base_thickness: '5',
  formats: [],
  format_options: FIRST_FORMAT_CHOICES,
};

/** All formats that are written, the chosen one first. */
export function writtenFormats({ format, formats }: Pick<RequestChoices, 'format' | 'formats'>): FormatId[] {
  return [format, ...formats.filter((other) => other !== format)];
}

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
