import { distanceToEdge } from '../polygon/inside-index.ts';
import { segmentIndex } from '../polygon/segment-index.ts';
import { type BridgeRun, distanceAlong, PARAPET } from './bridge-runs.ts';
import type { Tree } from './city.ts';
import { CROWN_GAP } from './crown-room.ts';

/** The radius in metres, at most `wanted`, that a tree can have beside the bridges that it would reach into. Below 0 where it would stand in one. */
export type DeckRoom = (tree: Pick<Tree, 'x' | 'y' | 'height'>, wanted: number) => number;

/**
 * Bridges as obstacles to trees. A tree under a deck that is high enough has room, as has one on a slope above it.
 * @param heightAt z of the ground in metres
 */
export function deckRoom(runs: readonly BridgeRun[], heightAt: (x: number, y: number) => number): DeckRoom {
  if (runs.length === 0) return (_tree, wanted) => wanted;
  const search = segmentIndex(runs.map(({ line }) => line));
  const along = runs.map(({ line }) => distanceAlong(line));
  const widest = runs.reduce((most, { width }) => Math.max(most, width / 2 + PARAPET), 0);
  return ({ x, y, height }, wanted) => {
    const reach = wanted + widest + CROWN_GAP;
    const foot = heightAt(x, y);
    let room = wanted;
    for (const { line, ax, ay, bx, by } of search(x - reach, y - reach, x + reach, y + reach)) {
      const run = runs[line]!;
      const free = distanceToEdge(x, y, ax, ay, bx, by) - run.width / 2 - PARAPET - CROWN_GAP;
      if (free >= room) continue;
      const { lowest, highest } = deckRange(run, along[line]!(x, y), wanted);
      if (foot + height + CROWN_GAP > lowest && foot < highest) room = free;
    }
    return room;
  };
}

/** z of a deck's underside and top within some metres of a place along it. */
function deckRange({ zAt, length, thickness }: BridgeRun, distance: number, reach: number) {
  const heights = [-reach, 0, reach].map((shift) => zAt(Math.min(Math.max(distance + shift, 0), length)));
  return { lowest: Math.min(...heights) - thickness, highest: Math.max(...heights) };
}
