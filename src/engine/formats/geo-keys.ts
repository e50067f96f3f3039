import type { LonLat } from '../../geo/bbox.ts';
import type { MapCrs } from './map-crs.ts';
import type { TiffTag } from './tiff.ts';

const PROJECTED = 1;
const PIXEL_IS_AREA = 1;
const METRE = 9001;
const WGS84 = 4326;
const USER_DEFINED = 32767;
const TRANSVERSE_MERCATOR = 1;
const DOUBLE_PARAMS = 34736;

/** The tags by which a GeoTIFF 1.1 names its reference system: by its code, or the local one by its parameters. */
export function geoKeys({ epsg }: MapCrs, origin: LonLat): TiffTag[] {
  const keys: [id: number, location: number, value: number][] = [
    [1024, 0, PROJECTED],
    [1025, 0, PIXEL_IS_AREA],
    ...(epsg === undefined ? localKeys() : [[3072, 0, epsg] as [number, number, number]]),
    [3076, 0, METRE],
  ];
  keys.sort(([a], [b]) => a - b);
  const directory = [1, 1, 0, keys.length, ...keys.flatMap(([id, location, value]) => [id, location, 1, value])];
  const [lon, lat] = origin;
  const params: TiffTag = { tag: DOUBLE_PARAMS, type: 'double', values: [lon, lat, 0, 0, 1] };
  return [{ tag: 34735, type: 'short', values: directory }, ...(epsg === undefined ? [params] : [])];
}

/** Transverse Mercator on WGS84; longitude and latitude of the origin, false easting and northing, scale. */
function localKeys(): [number, number, number][] {
  return [
    [2048, 0, WGS84],
    [3072, 0, USER_DEFINED],
    [3074, 0, USER_DEFINED],
    [3075, 0, TRANSVERSE_MERCATOR],
    ...[3080, 3081, 3082, 3083, 3092].map((id, index): [number, number, number] => [id, DOUBLE_PARAMS, index]),
  ];
}
