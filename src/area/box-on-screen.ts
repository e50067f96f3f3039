import type { Map as LibreMap } from 'maplibre-gl';
import type { Bbox, LonLat } from '../geo/bbox.ts';

/** A box in pixels of the map, from its upper left corner. The map is never turned, so the box is upright. */
export interface ScreenBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The part of a map that tells where things are on the screen. */
export type MapOnScreen = Pick<LibreMap, 'project' | 'unproject' | 'getContainer'>;

/** Where the map shows a box now. */
export function boxOnScreen(map: MapOnScreen, [west, south, east, north]: Bbox): ScreenBox {
  const { x: left, y: top } = map.project([west, north]);
  const { x: right, y: bottom } = map.project([east, south]);
  return { left, top, right, bottom };
}

/** A pointer's place in pixels of the map. */
export function pointerOnMap(map: MapOnScreen, event: { clientX: number; clientY: number }): [x: number, y: number] {
  const { left, top } = map.getContainer().getBoundingClientRect();
  return [event.clientX - left, event.clientY - top];
}

/** The position under a pixel of the map. */
export function positionAt(map: MapOnScreen, pixel: readonly [x: number, y: number]): LonLat {
  const { lng, lat } = map.unproject([pixel[0], pixel[1]]);
  return [lng, lat];
}

/** Whether a pixel lies in the box. */
export function holdsPixel(box: ScreenBox, [x, y]: readonly [x: number, y: number]): boolean {
  return x > box.left && x < box.right && y > box.top && y < box.bottom;
}
