import type { LonLat } from './bbox.ts';

/** A zone of the Universal Transverse Mercator on WGS84. */
export interface UtmZone {
  /** 1 to 60. */
  readonly zone: number;
  readonly south: boolean;
  /** 32601 to 32660 in the north, 32701 to 32760 in the south. */
  readonly epsg: number;
}

/** The zone of a place, with the exceptions of southern Norway (32V) and Svalbard. */
export function utmZone([lon, lat]: LonLat): UtmZone {
  const zone = northernZone(lon, lat) ?? Math.min(60, Math.max(1, Math.floor((lon + 180) / 6) + 1));
  const south = lat < 0;
  return { zone, south, epsg: (south ? 32700 : 32600) + zone };
}

function northernZone(lon: number, lat: number): number | undefined {
  if (lat >= 56 && lat < 64 && lon >= 3 && lon < 12) return 32;
  if (lat < 72 || lat > 84 || lon < 0 || lon >= 42) return undefined;
  if (lon < 9) return 31;
  if (lon < 21) return 33;
  return lon < 33 ? 35 : 37;
}
