import type { Tags } from '../sources/osm-data.ts';
import { parseNumber } from './parse-length.ts';

/** Whether a yes-or-kind tag says yes. */
export function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== 'no';
}

/** Whether something lies in a tunnel, in the ground or inside a building: none of these touches the ground's surface. */
export function isHidden(tags: Tags): boolean {
  return (
    isSet(tags.tunnel) ||
    isSet(tags.indoor) ||
    tags.location === 'underground' ||
    tags.location === 'indoor' ||
    (isSet(tags.covered) && layerOf(tags) < 0)
  );
}

/** `bridge` values for what lies on the ground, or so little above it that it is drawn there. */
const LOW_BRIDGES = new Set(['no', 'low_water_crossing', 'boardwalk']);

/** Whether something is carried by a bridge. */
export function isBridge({ bridge }: Tags): boolean {
  return bridge !== undefined && !LOW_BRIDGES.has(bridge);
}

/** The value of `layer`, 0 where it tells nothing. */
export function layerOf({ layer }: Tags): number {
  return parseNumber(layer) ?? 0;
}
