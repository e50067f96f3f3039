import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import type { ViewPoint } from './camera.ts';

/** What a hand or a key asks of the view. */
export interface ViewActions {
  /** Radians, right and up. */
  orbit(right: number, up: number): void;
  /** Pixels, right and down. */
  pan(right: number, down: number): void;
  zoom(factor: number, around: ViewPoint): void;
  pick(place: ViewPoint): void;
  fit(): void;
  top(): void;
  side(): void;
  measure(): void;
}

/** Radians per pixel of a drag, and per press of a key. */
const DRAG_TURN = 0.006;
const KEY_TURN = Math.PI / 24;
/** Pixels per press of a key. */
const KEY_PAN = 40;
const KEY_ZOOM = 1.2;
/** A pointer that moves less between down and up has clicked. Pixels. */
const CLICK_REACH = 5;
const CENTER: ViewPoint = [0, 0];

type KeyAction = (view: ViewActions) => void;

const KEYS: Readonly<Record<string, KeyAction>> = {
  ArrowLeft: (view) => view.orbit(KEY_TURN, 0),
  ArrowRight: (view) => view.orbit(-KEY_TURN, 0),
  ArrowUp: (view) => view.orbit(0, KEY_TURN),
  ArrowDown: (view) => view.orbit(0, -KEY_TURN),
  '+': (view) => view.zoom(1 / KEY_ZOOM, CENTER),
  '=': (view) => view.zoom(1 / KEY_ZOOM, CENTER),
  '-': (view) => view.zoom(KEY_ZOOM, CENTER),
  _: (view) => view.zoom(KEY_ZOOM, CENTER),
  f: (view) => view.fit(),
  Home: (view) => view.fit(),
  t: (view) => view.top(),
  s: (view) => view.side(),
  m: (view) => view.measure(),
  Enter: (view) => view.pick(CENTER),
  ' ': (view) => view.pick(CENTER),
};

const SHIFTED_KEYS: Readonly<Record<string, KeyAction>> = {
  ArrowLeft: (view) => view.pan(KEY_PAN, 0),
  ArrowRight: (view) => view.pan(-KEY_PAN, 0),
  ArrowUp: (view) => view.pan(0, KEY_PAN),
  ArrowDown: (view) => view.pan(0, -KEY_PAN),
};

interface Pointer {
  readonly x: number;
  readonly y: number;
}

/** Mouse, touch and keys over the view: handlers for its element, and the wheel. */
export function useViewInput(element: RefObject<HTMLElement | null>, actions: ViewActions) {
  const pointers = useRef(new Map<number, Pointer>());
  const travelled = useRef(0);
  useWheel(element, actions);

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (pointers.current.size === 0) travelled.current = 0;
    // A second finger never ends in a click.
    else travelled.current = Number.POSITIVE_INFINITY;
    pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    event.currentTarget.setPointerCapture(event.pointerId);
  };

  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const before = pointers.current.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    const [dx, dy] = [now.x - before.x, now.y - before.y];
    travelled.current += Math.hypot(dx, dy);
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    pointers.current.set(event.pointerId, now);
    if (other) pinch(actions, other, before, now, event.currentTarget);
    else if (event.buttons & 6 || event.shiftKey || event.ctrlKey) actions.pan(dx, dy);
    else actions.orbit(-dx * DRAG_TURN, dy * DRAG_TURN);
  };

  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const wasDown = pointers.current.delete(event.pointerId);
    if (wasDown && travelled.current < CLICK_REACH && event.button === 0 && event.type === 'pointerup') {
      actions.pick(placeIn(event.currentTarget, event.clientX, event.clientY));
    }
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const action = (event.shiftKey ? SHIFTED_KEYS[key] : undefined) ?? KEYS[key];
    if (!action) return;
    event.preventDefault();
    action(actions);
  };

  return {
    onPointerDown,
    onPointerMove,
    onPointerUp,
    onPointerCancel: onPointerUp,
    onKeyDown,
    onContextMenu: (event: { preventDefault(): void }) => event.preventDefault(),
  };
}

/** Two fingers: their middle pans, their distance zooms. Each event moves one of them, so the middle moves by half. */
function pinch(actions: ViewActions, other: Pointer, before: Pointer, now: Pointer, element: Element): void {
  actions.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
  const apart = Math.hypot(now.x - other.x, now.y - other.y);
  if (apart === 0) return;
  const factor = Math.hypot(before.x - other.x, before.y - other.y) / apart;
  actions.zoom(factor, placeIn(element, (now.x + other.x) / 2, (now.y + other.y) / 2));
}

/** React listens to the wheel passively, and then the dialog would scroll. */
function useWheel(element: RefObject<HTMLElement | null>, actions: ViewActions): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      // Lines and pages are some 16 and 400 pixels.
      const pixels = event.deltaY * ([1, 16, 400][event.deltaMode] ?? 1);
      const factor = Math.exp(Math.max(-200, Math.min(200, pixels)) / 500);
      latest.current.zoom(factor, placeIn(target, event.clientX, event.clientY));
    };
    target.addEventListener('wheel', onWheel, { passive: false });
    return () => target.removeEventListener('wheel', onWheel);
  }, [element]);
}

function placeIn(element: Element, clientX: number, clientY: number): ViewPoint {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [((clientX - left) / width) * 2 - 1, 1 - ((clientY - top) / height) * 2];
}
