import type { Map as LibreMap } from 'maplibre-gl';
import type { Bbox, LonLat } from '../geo/bbox.ts';
import type { Area } from './area.ts';
import { boxOnScreen, holdsPixel, pointerOnMap, positionAt } from './box-on-screen.ts';
import { followPointer } from './follow-pointer.ts';
import { mapCleanup } from './map-cleanup.ts';

/** The area that can be moved now; none while a tool is in use. */
type Movable = () => Area | undefined;

/** Shorter drags are clicks, and move nothing. */
const CLICK_TOLERANCE_PIXELS = 4;

/**
 * Moves the box by dragging inside it. Where the box fills the whole view a drag moves the map, as there would be no
 * other way out.
 * @returns ends it
 */
export function enableMoving(map: LibreMap, movable: Movable, onMoved: (center: LonLat) => void): () => void {
  const canvas = map.getCanvas();
  const listening = new AbortController();
  let dragging = false;

  const grabbed = (event: PointerEvent) => {
    const area = movable();
    return area && isGrab(map, area.bbox, pointerOnMap(map, event)) ? area : undefined;
  };
  const onPointerDown = (event: PointerEvent) => {
    const area = event.isPrimary && event.button === 0 && grabbed(event);
    if (!area) return;
    dragging = true;
    map.dragPan.disable();
    const carry = carrier(map, area.center, event);
    const onMove = (moved: PointerEvent) => {
      const center = carry(moved);
      if (center) onMoved(center);
    };
    followPointer(canvas, event.pointerId, onMove, () => {
      dragging = false;
      map.dragPan.enable();
    });
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!dragging && movable()) canvas.style.cursor = grabbed(event) ? 'move' : '';
  };

  canvas.addEventListener('pointerdown', onPointerDown, { signal: listening.signal });
  canvas.addEventListener('pointermove', onPointerMove, { signal: listening.signal });
  const resetCursor = mapCleanup(map, () => {
    canvas.style.cursor = '';
  });
  return () => {
    listening.abort();
    resetCursor();
  };
}

/** Whether a press at a pixel takes hold of the box. */
function isGrab(map: LibreMap, bbox: Bbox, pixel: readonly [x: number, y: number]): boolean {
  const box = boxOnScreen(map, bbox);
  const { clientWidth, clientHeight } = map.getContainer();
  const fillsView = box.left <= 0 && box.top <= 0 && box.right >= clientWidth && box.bottom >= clientHeight;
  return !fillsView && holdsPixel(box, pixel);
}

/** Where the center goes as the pointer moves on; nowhere before the pointer has left the tolerance of a click. */
function carrier(
  map: LibreMap,
  [lon, lat]: LonLat,
  pressed: PointerEvent,
): (moved: PointerEvent) => LonLat | undefined {
  const [x, y] = pointerOnMap(map, pressed);
  const center = map.project([lon, lat]);
  let moving = false;
  return (moved) => {
    const [toX, toY] = pointerOnMap(map, moved);
    moving ||= Math.hypot(toX - x, toY - y) >= CLICK_TOLERANCE_PIXELS;
    return moving ? positionAt(map, [center.x + toX - x, center.y + toY - y]) : undefined;
  };
}
