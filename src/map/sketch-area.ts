import type { Map as LibreMap } from 'maplibre-gl';
import type { AreaSketch } from '../contract/area-sketch.ts';
import { oneOrder } from '../contract/one-order.ts';
import type { Bbox } from '../geo/bbox.ts';
import type { SketchAnswer, SketchOrder } from './serve-sketch.ts';
import { sketchTiles } from './sketch-tiles.ts';

/**
 * Draws an area from the tiles of the base map, in a worker: reading a tile would keep the page from answering.
 * @returns undefined where the base map is no vector map, or has nothing there
 * @throws Error where a tile cannot be had or read; the signal's reason on abort
 */
export async function sketchArea(map: LibreMap, bbox: Bbox, signal: AbortSignal): Promise<AreaSketch | undefined> {
  signal.throwIfAborted();
  const tiles = sketchTiles(map, bbox);
  if (tiles.length === 0) return undefined;
  const order: SketchOrder = { bbox, tiles };
  const { sketch } = await oneOrder(startSketchWorker(), order, {
    read: (answer: SketchAnswer) => {
      if ('failure' in answer) throw new Error(answer.failure);
      return answer;
    },
    crashed: (_, cause) => new Error('The sketch was not drawn: its program stopped.', { cause }),
    aborted: () => signal.reason,
    signal,
  });
  return sketch;
}

function startSketchWorker(): Worker {
  return new Worker(new URL('./sketch-worker.ts', import.meta.url), { type: 'module', name: 'sketch' });
}
