import { type Bbox, type LonLat, metresPerDegree } from '../geo/bbox.ts';

/** The handles of a box: its corners and its edges. */
export const BOX_HANDLES = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const;
export type BoxHandle = (typeof BOX_HANDLES)[number];

/** Where a handle sits: a corner, or the middle of an edge in degrees. */
export function handlePosition([west, south, east, north]: Bbox, handle: BoxHandle): LonLat {
  const lon = handle.includes('w') ? west : handle.includes('e') ? east : (west + east) / 2;
  const lat = handle.includes('s') ? south : handle.includes('n') ? north : (south + north) / 2;
  return [lon, lat];
}

/**
 * The box after its handle was dragged to a position: a corner moves two sides, an edge one. Dragged over the opposite
 * side the box turns over, so it stays ordered.
 */
export function dragHandle([west, south, east, north]: Bbox, handle: BoxHandle, [lon, lat]: LonLat): Bbox {
  const x = [handle.includes('w') ? lon : west, handle.includes('e') ? lon : east] as const;
  const y = [handle.includes('s') ? lat : south, handle.includes('n') ? lat : north] as const;
  return [Math.min(...x), Math.min(...y), Math.max(...x), Math.max(...y)];
}

/** A position moved by metres to the east and to the north. */
export function offsetMetres([lon, lat]: LonLat, east: number, north: number): LonLat {
  const perDegree = metresPerDegree(lat);
  return [lon + east / perDegree.lon, lat + north / perDegree.lat];
}

/** Steps of the arrow keys in metres; with Shift the longer. */
const NUDGE_METRES = 5;
const LONG_NUDGE_METRES = 50;

const DIRECTIONS: Readonly<Record<string, readonly [east: number, north: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** The position that an arrow key moves to, or `undefined` for every other key. */
export function nudge(position: LonLat, key: string, long: boolean): LonLat | undefined {
  const direction = DIRECTIONS[key];
  if (!direction) return undefined;
  const metres = long ? LONG_NUDGE_METRES : NUDGE_METRES;
  return offsetMetres(position, direction[0] * metres, direction[1] * metres);
}
