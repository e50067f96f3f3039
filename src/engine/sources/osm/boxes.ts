import type { Bbox } from '../../../geo/bbox.ts';
import type { OsmData } from '../osm-data.ts';

/** The box that holds nothing: joined with another box it gives that box, and it overlaps none. */
export const EMPTY_BOX: Bbox = [Infinity, Infinity, -Infinity, -Infinity];

/** The box of `lon, lat` pairs. */
export function coordsBox(coords: Float64Array): Bbox {
  let [west, south, east, north] = EMPTY_BOX;
  for (let i = 0; i < coords.length; i += 2) {
    west = Math.min(west, coords[i]!);
    east = Math.max(east, coords[i]!);
    south = Math.min(south, coords[i + 1]!);
    north = Math.max(north, coords[i + 1]!);
  }
  return [west, south, east, north];
}

/** The smallest box around both. */
export function joinBoxes(a: Bbox, b: Bbox): Bbox {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

/** Whether the boxes share a point, their edges included. */
export function boxesOverlap(a: Bbox, b: Bbox): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

/** The box of everything; {@link EMPTY_BOX} where there is nothing. */
export function dataBox({ nodes, ways }: OsmData): Bbox {
  let box = EMPTY_BOX;
  for (const { lon, lat } of nodes) box = joinBoxes(box, [lon, lat, lon, lat]);
  for (const { coords } of ways.values()) box = joinBoxes(box, coordsBox(coords));
  return box;
}
