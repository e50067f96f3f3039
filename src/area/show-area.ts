import type { Map as LibreMap } from 'maplibre-gl';
import { type Bbox, bboxExpand, bboxSize } from '../geo/bbox.ts';
import { boxOnScreen } from './box-on-screen.ts';

/** Room around a box in the view, as a share of its larger side. */
const ROOM = 0.35;

/** A box that is shown smaller than this can hardly be seen. */
const MIN_SIDE_PIXELS = 16;

/** Brings a box into view, with room around it. MapLibre jumps instead of flying where the user prefers less motion. */
export function showArea(map: LibreMap, bbox: Bbox): void {
  const [west, south, east, north] = bboxExpand(bbox, ROOM * Math.max(...bboxSize(bbox)));
  map.fitBounds([west, south, east, north], { maxZoom: 18, duration: 800 });
}

/** Whether all of a box is in view, and large enough to be seen. */
export function isInView(map: LibreMap, bbox: Bbox): boolean {
  const { left, top, right, bottom } = boxOnScreen(map, bbox);
  const { clientWidth, clientHeight } = map.getContainer();
  const inside = left >= 0 && top >= 0 && right <= clientWidth && bottom <= clientHeight;
  return inside && Math.max(right - left, bottom - top) >= MIN_SIDE_PIXELS;
}
