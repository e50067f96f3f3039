import { useEffect } from 'react';
import { prepareDrawing } from '../area/load-drawing.ts';
import type { Connection } from '../contract/connection.ts';
import { prepareParts } from './lazy-parts.tsx';

/** Milliseconds after which the page has more important things behind it. */
const AFTER_START = 1500;

/** Loads what the first export and its ZIP need, once the page stands: it still works when the network goes then. */
export function usePreparation(connection: Connection): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      connection.prepare?.();
      prepareParts();
      prepareDrawing();
    }, AFTER_START);
    return () => clearTimeout(timer);
  }, [connection]);
}
