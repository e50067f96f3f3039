import type { Map as LibreMap } from 'maplibre-gl';
import { type Bbox, bboxExpand, bboxSize } from '../geo/bbox.ts';
import { boxOnScreen, type ScreenBox } from './box-on-screen.ts';
import { coveredEdges, type Edges } from './covered-edges.ts';

/** Room around a box in the view, as a share of its larger side; less where the map is small. */
const ROOM = 0.35;
const LITTLE_ROOM = 0.2;
/** Pixels of the shorter side. */
const SMALL_MAP = 400;

/** A box that is shown smaller than this can hardly be seen. */
const MIN_SIDE_PIXELS = 16;

/**
 * Brings a box into view, with room around it, beside what lies over the map. MapLibre jumps instead of flying where the
 * user prefers less motion.
 */
export function showArea(map: LibreMap, bbox: Bbox): void {
  const container = map.getContainer();
  const room = Math.min(container.clientWidth, container.clientHeight) < SMALL_MAP ? LITTLE_ROOM : ROOM;
  const [west, south, east, north] = bboxExpand(bbox, room * Math.max(...bboxSize(bbox)));
  map.fitBounds([west, south, east, north], { maxZoom: 18, duration: 800, padding: coveredEdges(container) });
}

/** Whether all of a box is in view, and large enough to be seen. */
export function isInView(map: LibreMap, bbox: Bbox): boolean {
  const box = boxOnScreen(map, bbox);
  const isLarge = Math.max(box.right - box.left, box.bottom - box.top) >= MIN_SIDE_PIXELS;
  return isLarge && isWithin(map, box, NO_EDGES);
}

/** Whether all of a box is in view, and nothing lies over it. */
export function isUncovered(map: LibreMap, bbox: Bbox): boolean {
  return isInView(map, bbox) && isWithin(map, boxOnScreen(map, bbox), coveredEdges(map.getContainer()));
}

/** Brings a box that is in view out from under what covers it. Who looks elsewhere keeps the view. */
export function uncoverArea(map: LibreMap, bbox: Bbox): void {
  if (isInView(map, bbox) && !isUncovered(map, bbox)) showArea(map, bbox);
}

const NO_EDGES: Edges = { top: 0, right: 0, bottom: 0, left: 0 };

function isWithin(map: LibreMap, { left, top, right, bottom }: ScreenBox, edges: Edges): boolean {
  const { clientWidth, clientHeight } = map.getContainer();
  return (
    left >= edges.left &&
    top >= edges.top &&
    right <= clientWidth - edges.right &&
    bottom <= clientHeight - edges.bottom
  );
}
