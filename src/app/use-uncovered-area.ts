import type { Map as LibreMap } from 'maplibre-gl';
import { type RefObject, useEffect } from 'react';
import { useArea } from '../area/area-store.ts';
import { uncoverArea } from '../area/show-area.ts';

/** Pixels by which the exports have to grow at once before the map makes room: lines of a log do not move it. */
const NOTABLE = 40;
/** Milliseconds within which the map has followed a change of its own size, such as by a folded panel. */
const MAP_RESIZES = 150;

/** Keeps the box out from under the exports when these appear or unfold. */
export function useUncoveredArea(map: LibreMap | null, exports: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = exports.current;
    if (!map || !element || typeof ResizeObserver === 'undefined') return;
    const uncover = () => {
      const { bbox } = useArea.getState();
      if (bbox) uncoverArea(map, bbox);
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    let before = element.clientHeight;
    const observer = new ResizeObserver(() => {
      const grown = element.clientHeight - before;
      before = element.clientHeight;
      if (grown >= NOTABLE) timer = setTimeout(uncover, MAP_RESIZES);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      clearTimeout(timer);
    };
  }, [map, exports]);
}
