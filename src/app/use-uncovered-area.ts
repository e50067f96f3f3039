import type { Map as LibreMap } from 'maplibre-gl';
import { type RefObject, useEffect } from 'react';
import { useArea } from '../area/area-store.ts';
import { uncoverArea } from '../area/show-area.ts';

/** Pixels by which the exports have to grow at once before the map makes room: lines of a log do not move it. */
const NOTABLE = 40;
/** Milliseconds within which the map has followed a change of its own size, such as by a folded panel. */
const MAP_RESIZES = 150;

/** Keeps the box out from under what appears over the map, and from under the exports when these unfold. */
export function useUncoveredArea(map: LibreMap | null, exports: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = exports.current;
    if (!map || !element) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const uncover = () => {
      const { bbox } = useArea.getState();
      if (bbox) uncoverArea(map, bbox);
    };
    const uncoverSoon = () => {
      clearTimeout(timer);
      timer = setTimeout(uncover, MAP_RESIZES);
    };
    const stops = [onAppearance(uncoverSoon), onGrowth(element, uncoverSoon)];
    return () => {
      for (const stop of stops) stop();
      clearTimeout(timer);
    };
  }, [map, exports]);
}

/** Tells when something comes that is marked as lying over the map. */
function onAppearance(tell: () => void): () => void {
  const observer = new MutationObserver((changes) => {
    if (changes.some(({ addedNodes }) => [...addedNodes].some(covers))) tell();
  });
  observer.observe(document.body, { childList: true, subtree: true });
  return () => observer.disconnect();
}

function covers(node: Node): boolean {
  return (
    node instanceof Element && (node.matches('[data-covers-map]') || node.querySelector('[data-covers-map]') !== null)
  );
}

function onGrowth(element: HTMLElement, tell: () => void): () => void {
  let before = element.clientHeight;
  const observer = new ResizeObserver(() => {
    const grown = element.clientHeight - before;
    before = element.clientHeight;
    if (grown >= NOTABLE) tell();
  });
  observer.observe(element);
  return () => observer.disconnect();
}
