import proj4 from 'proj4';
import { type Bbox, bboxCenter, bboxSize, type LonLat } from './bbox.ts';

/** An axis-aligned rectangle in local metres (x east, y north). */
export interface Rect {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/**
 * The local metric frame of an area: x east, y north in metres, origin at the box's center, in a transverse
 * Mercator projection centred there (WGS84, scale 1).
 */
export interface LocalFrame {
  readonly bbox: Bbox;
  readonly origin: LonLat;
  /** The model's exact outline: the selected width × height as a rectangle centred on the origin. */
  readonly rect: Rect;
  /** PROJ definition of the frame, for reports and georeferenced formats. */
  readonly proj: string;
  toLocal(lon: number, lat: number): [x: number, y: number];
  toLonLat(x: number, y: number): [lon: number, lat: number];
}

/** Makes the frame of a box. The box must be valid (see `checkBbox`). */
export function localFrame(bbox: Bbox): LocalFrame {
  const origin = bboxCenter(bbox);
  const [width, height] = bboxSize(bbox);
  const proj = `+proj=tmerc +lat_0=${origin[1]} +lon_0=${origin[0]} +k=1 +x_0=0 +y_0=0 +datum=WGS84 +units=m +no_defs`;
  const converter = proj4(proj);
  return {
    bbox,
    origin,
    rect: { minX: -width / 2, minY: -height / 2, maxX: width / 2, maxY: height / 2 },
    proj,
    toLocal: (lon, lat) => converter.forward([lon, lat]) as [number, number],
    toLonLat: (x, y) => converter.inverse([x, y]) as [number, number],
  };
}
