import type { DataId, TerrainId } from '../../contract/options.ts';

/** Where a program that runs in Node takes its data from: names of built-in sources, or paths of files. */
export interface SourceNames {
  /** `overpass`, `sample`, or the path of an OSM file. */
  readonly features: string;
  /** One of `tiles`, `sample`, `flat`, or the paths of SRTM files. */
  readonly terrain: readonly string[];
}

/** Whether a feature source is one of the built-in ones rather than a file. */
export function isFeaturesName(source: string): source is DataId {
  return source === 'overpass' || source === 'sample';
}

/** Whether a terrain source is one of the built-in ones rather than a file. */
export function isTerrainName(source: string): source is TerrainId {
  return source === 'tiles' || source === 'sample' || source === 'flat';
}
