import type { Bbox } from '../../geo/bbox.ts';
import type { HeightGrid } from './height-grid.ts';
import type { OsmData } from './osm-data.ts';

/** The part of `fetch` that sources use: handed in, so that a test can stand in for the network. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/**
 * Keeps what was fetched, so that another export of the same area fetches nothing again. Whoever provides it bounds its
 * size and the age of what it gives. Neither method rejects: what cannot be kept or read is fetched.
 */
export interface SourceCache {
  get(key: string): Promise<Uint8Array | undefined>;
  put(key: string, bytes: Uint8Array): Promise<void>;
}

/** What a source needs from outside. */
export interface SourceContext {
  readonly signal: AbortSignal;
  readonly fetch: Fetch;
  /** Waits; rejects when the signal aborts. Handed in, so that tests need not wait. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Reports `done` of `total` steps; `total` 0 where it is unknown. */
  readonly progress: (done: number, total: number) => void;
  /** Absent where nothing is kept. */
  readonly cache?: SourceCache | undefined;
}

/** Where data came from: goes into the report and the licence text. */
export interface SourceRecord {
  /** For example `overpass`, `sample`, `mapterhorn`. */
  readonly id: string;
  readonly label: string;
  /** URL or file name. */
  readonly origin: string;
  /** State of the data (ISO 8601), where the source tells it. */
  readonly timestamp?: string;
  readonly attribution: string;
  readonly licence: string;
  /** Whether it describes a made-up place. */
  readonly fictional: boolean;
}

/** Something odd in the input that was survived, with how often it occurred: goes into the report. */
export interface SourceNote {
  readonly note: string;
  readonly count: number;
}

export interface FeatureResult {
  readonly data: OsmData;
  readonly source: SourceRecord;
  readonly notes: readonly SourceNote[];
}

/** A provider of map features. One file or folder per provider. */
export interface FeatureSource {
  /**
   * Loads everything that touches the box.
   * @throws ExportError saying what happened, to which source, and what to do; never an empty answer in place of an error
   */
  load(bbox: Bbox, context: SourceContext): Promise<FeatureResult>;
}

export interface TerrainResult {
  readonly grid: HeightGrid;
  readonly sources: readonly SourceRecord[];
  readonly notes: readonly SourceNote[];
}

/** A provider of ground heights. One file or folder per provider. */
export interface TerrainSource {
  /**
   * Loads heights that cover the box completely.
   * @throws ExportError as {@link FeatureSource.load}
   */
  load(bbox: Bbox, context: SourceContext): Promise<TerrainResult>;
}
