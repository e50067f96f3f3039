import type { Bbox } from './bbox.ts';

const RADIANS = Math.PI / 180;

/** Web Mercator's y of a latitude, in units of the Earth's circumference: 0 at the northern edge of the map, 1 at the southern. */
export function mercatorY(lat: number): number {
  const sin = Math.sin(lat * RADIANS);
  return 0.5 - Math.atanh(sin) / (2 * Math.PI);
}

/** The latitude of a Web Mercator y; the inverse of {@link mercatorY}. */
export function mercatorLat(y: number): number {
  return Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) / RADIANS;
}

/** Web Mercator's x of a longitude, in units of the Earth's circumference: 0 at 180° west, 1 at 180° east. */
export function mercatorX(lon: number): number {
  return (lon + 180) / 360;
}

/** The longitude of a Web Mercator x; the inverse of {@link mercatorX}. */
export function mercatorLon(x: number): number {
  return x * 360 - 180;
}

/** Numbers of the map tiles at a zoom that cover a box, first and last column and row, both included. */
export interface TileCover {
  readonly zoom: number;
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** The XYZ tiles that a box touches. */
export function tileCover([west, south, east, north]: Bbox, zoom: number): TileCover {
  const tiles = 2 ** zoom;
  const at = (value: number) => Math.min(Math.max(Math.floor(value * tiles), 0), tiles - 1);
  return {
    zoom,
    minX: at(mercatorX(west)),
    minY: at(mercatorY(north)),
    maxX: at(mercatorX(east)),
    maxY: at(mercatorY(south)),
  };
}
