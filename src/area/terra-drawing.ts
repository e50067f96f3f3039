import type { Map as LibreMap } from 'maplibre-gl';
import { TerraDraw, type TerraDrawExtend, TerraDrawPointMode, TerraDrawRectangleMode } from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import type { Bbox, LonLat } from '../geo/bbox.ts';
import { AREA_COLOUR } from './area-colours.ts';
import type { AreaTool } from './area-store.ts';
import { mapCleanup } from './map-cleanup.ts';

/** What comes of drawing. */
export interface DrawingEvents {
  onBox(bbox: Bbox): void;
  onCenter(center: LonLat): void;
  /** Escape was pressed while nothing was begun. */
  onCancel(): void;
}

const MODES = { rectangle: 'rectangle', center: 'point' } as const;

/** A hand is never quite still: shorter drags are clicks. */
const CLICK_TOLERANCE_PIXELS = 4;

/**
 * Draws on the map with one tool: a box by dragging or by two clicks, or a center by a click.
 * @returns ends the drawing and takes what is unfinished off the map
 */
export function startDrawing(map: LibreMap, tool: Exclude<AreaTool, 'none'>, events: DrawingEvents): () => void {
  const draw = new TerraDraw({ adapter: drawingAdapter(map), modes: [rectangleMode(), new TerraDrawPointMode()] });
  const restart = () => {
    draw.setMode(MODES[tool]);
    map.dragPan.enable();
  };
  draw.on('finish', (id) => {
    const geometry = draw.getSnapshotFeature(id)?.geometry;
    draw.removeFeatures([id]);
    if (geometry?.type === 'Point') events.onCenter([geometry.coordinates[0]!, geometry.coordinates[1]!]);
    const bbox = geometry?.type === 'Polygon' && boundsOf(geometry.coordinates[0]!);
    if (bbox) events.onBox(bbox);
  });
  draw.start();
  draw.setMode(MODES[tool]);
  map.boxZoom.disable();
  const stopListening = listen(map, {
    onInterrupted: restart,
    onEscape: () => (draw.getModeState() === 'drawing' ? restart() : events.onCancel()),
  });
  const stop = mapCleanup(map, () => {
    draw.stop();
    map.dragPan.enable();
    map.boxZoom.enable();
  });
  return () => {
    stopListening();
    stop();
  };
}

/** The smallest box around a ring; `undefined` where that has no area, as after two clicks on one spot. */
function boundsOf(ring: readonly GeoJSON.Position[]): Bbox | undefined {
  const lons = ring.map(([lon]) => lon!);
  const lats = ring.map(([, lat]) => lat!);
  const bbox: Bbox = [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
  return bbox[0] < bbox[2] && bbox[1] < bbox[3] ? bbox : undefined;
}

function rectangleMode(): TerraDrawRectangleMode {
  return new TerraDrawRectangleMode({
    drawInteraction: 'click-move-or-drag',
    styles: { fillColor: AREA_COLOUR, fillOpacity: 0.14, outlineColor: AREA_COLOUR, outlineWidth: 2 },
  });
}

function drawingAdapter(map: LibreMap): TerraDrawMapLibreGLAdapter<LibreMap> {
  return new FromThePressAdapter({ map, minPixelDragDistance: CLICK_TOLERANCE_PIXELS });
}

/** Terra Draw begins a drag where the pointer is first seen to move; this adapter begins it where it was pressed. */
class FromThePressAdapter extends TerraDrawMapLibreGLAdapter<LibreMap> {
  override register(callbacks: TerraDrawExtend.TerraDrawCallbacks): void {
    super.register({
      ...callbacks,
      onDragStart: (event, setDraggability) => callbacks.onDragStart(this._lastDrawEvent ?? event, setDraggability),
    });
  }
}

/** Keeps a pressed pointer on the map, and tells when a second finger or the system takes over, and of Escape. */
function listen(map: LibreMap, on: { onInterrupted: () => void; onEscape: () => void }): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  const canvas = map.getCanvas();
  const onPointerDown = (event: PointerEvent) => {
    if (event.isPrimary) canvas.setPointerCapture(event.pointerId);
    else on.onInterrupted();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) on.onEscape();
  };
  canvas.addEventListener('pointerdown', onPointerDown, { signal });
  canvas.addEventListener('pointercancel', on.onInterrupted, { signal });
  document.addEventListener('keydown', onKeyDown, { signal });
  return () => listening.abort();
}
