import type { Map as LibreMap } from 'maplibre-gl';
import type { KeyboardEvent, PointerEvent } from 'react';
import { createPortal } from 'react-dom';
import type { Bbox, LonLat } from '../geo/bbox.ts';
import { MoveIcon } from '../ui/icons.tsx';
import type { Area } from './area.ts';
import { useArea } from './area-store.ts';
import { BOX_HANDLES, type BoxHandle, dragHandle, handlePosition, nudge } from './box-edit.ts';
import styles from './box-handles.module.css';
import { boxOnScreen, pointerOnMap, positionAt, type ScreenBox } from './box-on-screen.ts';
import { followPointer } from './follow-pointer.ts';
import { useMapView } from './use-map-view.ts';

type Grip = BoxHandle | 'move';

const NAMES: Readonly<Record<Grip, string>> = {
  nw: 'North-west corner',
  n: 'North edge',
  ne: 'North-east corner',
  e: 'East edge',
  se: 'South-east corner',
  s: 'South edge',
  sw: 'South-west corner',
  w: 'West edge',
  move: 'Move the area',
};

/** On a shorter side only the corners' grips fit, on a still shorter one only the grip that moves the box. */
const EDGE_GRIP_PIXELS = 90;
const CORNER_GRIP_PIXELS = 30;
const MOVE_GRIP_PIXELS = 64;

interface BoxHandlesProps {
  readonly map: LibreMap;
  readonly area: Area;
}

/** Grips at the box's corners, edges and center: buttons that follow the pointer and the arrow keys. */
export function BoxHandles({ map, area: { bbox, center } }: BoxHandlesProps) {
  useMapView(map);
  const { boxEdited, boxMoved } = useArea.getState();
  const box = boxOnScreen(map, bbox);
  const place = (grip: Grip, to: LonLat, from: Bbox) =>
    grip === 'move' ? boxMoved(to) : boxEdited(dragHandle(from, grip, to));
  const position = (grip: Grip) => (grip === 'move' ? center : handlePosition(bbox, grip));

  const onPointerDown = (grip: Grip) => (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0) return;
    const [x, y] = pointerOnMap(map, event);
    const start = map.project([...position(grip)] as [number, number]);
    followPointer(
      event.currentTarget,
      event.pointerId,
      (moved) => {
        const [toX, toY] = pointerOnMap(map, moved);
        place(grip, positionAt(map, [start.x + toX - x, start.y + toY - y]), bbox);
      },
      () => undefined,
    );
  };
  const onKeyDown = (grip: Grip) => (event: KeyboardEvent) => {
    const to = nudge(position(grip), event.key, event.shiftKey);
    if (!to) return;
    event.preventDefault();
    place(grip, to, bbox);
  };

  return createPortal(
    <fieldset className={styles.handles} aria-label="Area on the map: arrow keys move a grip, with Shift farther">
      {grips(box).map((grip) => (
        <button
          key={grip}
          type="button"
          className={styles.handle}
          data-grip={grip}
          aria-label={NAMES[grip]}
          title={NAMES[grip]}
          style={gripStyle(box, grip)}
          onPointerDown={onPointerDown(grip)}
          onKeyDown={onKeyDown(grip)}
        >
          {grip === 'move' && <MoveIcon size={16} />}
        </button>
      ))}
    </fieldset>,
    map.getContainer(),
  );
}

/** The grips that fit on a box of this size. */
function grips({ left, top, right, bottom }: ScreenBox): readonly Grip[] {
  const width = right - left;
  const height = bottom - top;
  const fits = (handle: BoxHandle) => {
    if (handle.length === 2) return Math.min(width, height) >= CORNER_GRIP_PIXELS;
    return (handle === 'n' || handle === 's' ? width : height) >= EDGE_GRIP_PIXELS;
  };
  const handles = BOX_HANDLES.filter(fits);
  const roomInside = Math.min(width, height) >= MOVE_GRIP_PIXELS || handles.length === 0;
  return roomInside ? [...handles, 'move'] : handles;
}

function gripStyle({ left, top, right, bottom }: ScreenBox, grip: Grip): { transform: string } {
  const sides = grip === 'move' ? '' : grip;
  const x = sides.includes('w') ? left : sides.includes('e') ? right : (left + right) / 2;
  const y = sides.includes('n') ? top : sides.includes('s') ? bottom : (top + bottom) / 2;
  return { transform: `translate(${x}px, ${y}px) translate(-50%, -50%)` };
}
