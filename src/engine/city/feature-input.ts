import type { LocalFrame } from '../../geo/local-frame.ts';
import type { Pace } from '../pace.ts';
import type { PolygonKernel } from '../polygon/polygon-kernel.ts';
import type { OsmData } from '../sources/osm-data.ts';
import type { Oddities } from './oddities.ts';

/** What map data becomes features with. */
export interface FeatureInput {
  readonly data: OsmData;
  readonly frame: LocalFrame;
  readonly kernel: PolygonKernel;
  readonly oddities: Oddities;
  readonly pace: Pace;
}
