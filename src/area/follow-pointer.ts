/**
 * Follows one pointer from its press until it is let go, wherever it goes.
 * @param target keeps the pointer, so that its events arrive even outside the target
 */
export function followPointer(
  target: Element,
  pointerId: number,
  onMove: (event: PointerEvent) => void,
  onEnd: () => void,
): void {
  const listening = new AbortController();
  const listen = (type: string, listener: (event: PointerEvent) => void) => {
    const own = (event: Event) => {
      if ((event as PointerEvent).pointerId === pointerId) listener(event as PointerEvent);
    };
    target.addEventListener(type, own, { signal: listening.signal });
  };
  const end = () => {
    listening.abort();
    onEnd();
  };
  target.setPointerCapture(pointerId);
  listen('pointermove', onMove);
  listen('pointerup', end);
  listen('pointercancel', end);
  listen('lostpointercapture', end);
}
