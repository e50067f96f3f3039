import type { Map as LibreMap } from 'maplibre-gl';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Bbox, LonLat } from '../geo/bbox.ts';
import { type AreaTool, useArea } from './area-store.ts';
import { boxOnScreen } from './box-on-screen.ts';
import styles from './keyboard-drawing.module.css';
import { useMapView } from './use-map-view.ts';

interface KeyboardDrawingProps {
  readonly map: LibreMap;
  readonly tool: Exclude<AreaTool, 'none'>;
  readonly onCenter: (center: LonLat) => void;
}

/**
 * Drawing without a pointer: a cross in the middle of the map, which the arrow keys move under it (MapLibre's own keys),
 * and Enter or space to set a corner or the center there. Shown while the map has the keyboard's focus.
 */
export function KeyboardDrawing({ map, tool, onCenter }: KeyboardDrawingProps) {
  useMapView(map);
  const focused = useKeyboardFocus(map.getCanvas());
  const [corner, setCorner] = useState<LonLat>();

  useEffect(() => {
    const canvas = map.getCanvas();
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      const middle = middleOf(map);
      if (tool === 'center') return onCenter(middle);
      if (!corner) return setCorner(middle);
      const box = boxBetween(corner, middle);
      if (box) useArea.getState().boxDrawn(box);
    };
    canvas.addEventListener('keydown', onKeyDown);
    return () => canvas.removeEventListener('keydown', onKeyDown);
  }, [map, tool, corner, onCenter]);

  if (!focused) return null;
  const draft = corner && boxBetween(corner, middleOf(map));
  return createPortal(
    <div className={styles.layer}>
      {draft && <div className={styles.draft} style={placed(map, draft)} />}
      <div className={styles.cross} />
      <p className={styles.hint} role="status">
        {hintText(tool, corner)}
      </p>
    </div>,
    map.getContainer(),
  );
}

function hintText(tool: AreaTool, corner: LonLat | undefined): string {
  if (tool === 'center') return 'Arrow keys move the map, + and − zoom. Enter sets the center.';
  return corner
    ? 'First corner set. Move on with the arrow keys, then Enter sets the opposite corner.'
    : 'Arrow keys move the map, + and − zoom. Enter sets the first corner.';
}

function middleOf(map: LibreMap): LonLat {
  const { lng, lat } = map.getCenter();
  return [lng, lat];
}

/** The box between two corners; undefined where it has no area. */
function boxBetween([lonA, latA]: LonLat, [lonB, latB]: LonLat): Bbox | undefined {
  if (lonA === lonB || latA === latB) return undefined;
  return [Math.min(lonA, lonB), Math.min(latA, latB), Math.max(lonA, lonB), Math.max(latA, latB)];
}

function placed(map: LibreMap, bbox: Bbox) {
  const { left, top, right, bottom } = boxOnScreen(map, bbox);
  return { left, top, width: right - left, height: bottom - top };
}

/** Whether an element has the focus, and by the keyboard. */
function useKeyboardFocus(element: HTMLElement): boolean {
  const [focused, setFocused] = useState(() => element.matches(':focus-visible'));
  useEffect(() => {
    const update = () => setFocused(element.matches(':focus-visible'));
    element.addEventListener('focus', update);
    element.addEventListener('blur', update);
    element.addEventListener('keydown', update);
    element.addEventListener('pointerdown', update);
    return () => {
      element.removeEventListener('focus', update);
      element.removeEventListener('blur', update);
      element.removeEventListener('keydown', update);
      element.removeEventListener('pointerdown', update);
    };
  }, [element]);
  return focused;
}
