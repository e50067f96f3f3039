import { FORMAT_IDS, type FormatId } from './formats.ts';
import { LAYER_IDS, type LayerId } from './layers.ts';
import type { DataId } from './options.ts';

/** A choice of data that a connection offers. */
export interface DataChoice {
  readonly id: DataId;
  readonly label: string;
  readonly description: string;
  /** Whether it describes a made-up place. */
  readonly fictional: boolean;
  /** Whether it can be used without network. */
  readonly offline: boolean;
  readonly maxAreaKm2: number;
}

/** What a connection can do: the form offers exactly this. */
export interface Capabilities {
  readonly formats: readonly FormatId[];
  readonly layers: readonly LayerId[];
  /** The largest area in km², where the connection states one. */
  readonly maxAreaKm2?: number;
  /** Empty where the connection chooses its data itself. */
  readonly data: readonly DataChoice[];
  readonly separateFiles: boolean;
  /** Whether it takes the engine's `options`. */
  readonly options: boolean;
  readonly cost: 'free' | 'may-cost';
  readonly needsToken: boolean;
}

/** The area limit that holds for a choice of data. */
export function maxAreaKm2(capabilities: Capabilities, data: string | undefined): number {
  const choice = capabilities.data.find(({ id }) => id === data);
  return Math.min(capabilities.maxAreaKm2 ?? Number.POSITIVE_INFINITY, choice?.maxAreaKm2 ?? Number.POSITIVE_INFINITY);
}

/** What the 3DCityLoader service documents. It states no area limit; the server answers 413 where it has one. */
export const REMOTE_CAPABILITIES: Capabilities = {
  formats: ['stl', 'obj', 'dxf'],
  layers: ['terrain', 'buildings'],
  data: [],
  separateFiles: true,
  options: false,
  cost: 'may-cost',
  needsToken: true,
};

/** What Cityclip's own engine can do. */
export const ENGINE_CAPABILITIES: Capabilities = {
  formats: FORMAT_IDS,
  layers: LAYER_IDS,
  maxAreaKm2: 25,
  data: [
    {
      id: 'overpass',
      label: 'OpenStreetMap (live)',
      description: 'The current map, asked from a public Overpass server: one query per export',
      fictional: false,
      offline: false,
      maxAreaKm2: 4,
    },
    {
      id: 'sample',
      label: 'Sample city (fictional)',
      description: 'A made-up city for trying things out, without network',
      fictional: true,
      offline: true,
      maxAreaKm2: 25,
    },
  ],
  separateFiles: true,
  options: true,
  cost: 'free',
  needsToken: false,
};
