import type { Map as LibreMap } from 'maplibre-gl';
import type { AreaSketch } from '../contract/area-sketch.ts';
import { nextTask } from '../contract/next-task.ts';
import { createPagePace } from '../contract/page-pace.ts';
import { type Bbox, bboxSize } from '../geo/bbox.ts';
import { sketchKind, sketchLayers } from './sketch-layers.ts';
import { createSketch } from './sketch-paths.ts';

/** The map is asked for cells of this size, so that no question takes long. Metres. */
const CELL = 200;
const MOST_CELLS_ALONG = 16;
/** Boxes that are smaller on the screen are drawn from tiles that know too little of them. Pixels. */
const SMALLEST = 48;

/**
 * Draws an area from what the shown base map holds of it, in pieces that let the page answer.
 * @returns undefined where the map does not show the whole area, is no vector map, or has nothing there
 */
export async function sketchArea(map: LibreMap, bbox: Bbox, signal: AbortSignal): Promise<AreaSketch | undefined> {
  await nextTask();
  const sketch = createSketch(bbox);
  const pace = createPagePace();
  for (const cell of cellsOf(bbox)) {
    await pace();
    if (signal.aborted || !isShown(map, bbox)) return undefined;
    const layers = sketchLayers(map);
    if (layers.length === 0) return undefined;
    for (const feature of map.queryRenderedFeatures(onScreen(map, cell), { layers, validate: false })) {
      const kind = sketchKind(feature);
      if (kind) sketch.add(kind, feature.geometry);
      await pace();
    }
  }
  return sketch.finish();
}

function cellsOf(bbox: Bbox): Bbox[] {
  const [west, south, east, north] = bbox;
  const [columns, rows] = bboxSize(bbox).map((metres) => Math.min(MOST_CELLS_ALONG, Math.ceil(metres / CELL))) as [
    number,
    number,
  ];
  const [dx, dy] = [(east - west) / columns, (north - south) / rows];
  return Array.from({ length: columns * rows }, (_, at) => {
    const [x, y] = [at % columns, Math.floor(at / columns)];
    return [west + x * dx, south + y * dy, west + (x + 1) * dx, south + (y + 1) * dy] as const;
  });
}

function isShown(map: LibreMap, bbox: Bbox): boolean {
  const [[left, bottom], [right, top]] = onScreen(map, bbox);
  const { clientWidth, clientHeight } = map.getContainer();
  const isWhole = left >= 0 && top >= 0 && right <= clientWidth && bottom <= clientHeight;
  return isWhole && Math.max(right - left, bottom - top) >= SMALLEST;
}

/** Bottom left and top right corner in pixels of the map. */
function onScreen(map: LibreMap, [west, south, east, north]: Bbox): [[number, number], [number, number]] {
  const [from, to] = [map.project([west, south]), map.project([east, north])];
  return [
    [from.x, from.y],
    [to.x, to.y],
  ];
}
