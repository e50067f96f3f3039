/** Geographic box in WGS84 degrees: `[west, south, east, north]`. Never crosses the antimeridian. */
export type Bbox = readonly [west: number, south: number, east: number, north: number];

/** A position in WGS84 degrees: `[longitude, latitude]`. */
export type LonLat = readonly [lon: number, lat: number];

/** `[width, height]` in metres: width runs west–east, height south–north. */
export type SizeMetres = readonly [width: number, height: number];

const WGS84_A = 6_378_137;
const WGS84_E2 = 0.006_694_379_990_14;
const RADIANS = Math.PI / 180;

/**
 * Length in metres of one degree of longitude and of latitude at a latitude, from the WGS84 ellipsoid's
 * radii of curvature in the prime vertical and in the meridian.
 */
export function metresPerDegree(lat: number): { lon: number; lat: number } {
  const sin = Math.sin(lat * RADIANS);
  const w2 = 1 - WGS84_E2 * sin * sin;
  const primeVertical = WGS84_A / Math.sqrt(w2);
  const meridian = (primeVertical * (1 - WGS84_E2)) / w2;
  return { lon: primeVertical * Math.cos(lat * RADIANS) * RADIANS, lat: meridian * RADIANS };
}

/** The middle of the box in degrees. */
export function bboxCenter([west, south, east, north]: Bbox): LonLat {
  return [(west + east) / 2, (south + north) / 2];
}

/** Width and height in metres, measured along the lines through the box's center. */
export function bboxSize(bbox: Bbox): SizeMetres {
  const [west, south, east, north] = bbox;
  const perDegree = metresPerDegree((south + north) / 2);
  return [(east - west) * perDegree.lon, (north - south) * perDegree.lat];
}

/** The box of `size` metres around a center. The inverse of {@link bboxCenter} with {@link bboxSize}. */
export function bboxFromCenter([lon, lat]: LonLat, [width, height]: SizeMetres): Bbox {
  const perDegree = metresPerDegree(lat);
  const halfLon = width / 2 / perDegree.lon;
  const halfLat = height / 2 / perDegree.lat;
  return [lon - halfLon, lat - halfLat, lon + halfLon, lat + halfLat];
}

/** Area in km² of the box's rectangle in local metres. */
export function bboxAreaKm2(bbox: Bbox): number {
  const [width, height] = bboxSize(bbox);
  return (width * height) / 1e6;
}

/** Whether a position lies in the box, its edges included. */
export function bboxContains([west, south, east, north]: Bbox, [lon, lat]: LonLat): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north;
}

/** The box grown by a margin in metres on every side, kept inside the valid range of degrees. */
export function bboxExpand(bbox: Bbox, metres: number): Bbox {
  const [west, south, east, north] = bbox;
  const perDegree = metresPerDegree((south + north) / 2);
  const lon = metres / perDegree.lon;
  const lat = metres / perDegree.lat;
  return [Math.max(-180, west - lon), Math.max(-90, south - lat), Math.min(180, east + lon), Math.min(90, north + lat)];
}
