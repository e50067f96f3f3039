import type { Tags } from '../osm-data.ts';
import { highwayTags } from './draw-streets.ts';
import { between } from './draw-waters.ts';
import type { Pen } from './pen.ts';
import type { Corners, Vec } from './plane.ts';
import { Random } from './random.ts';
import type { Skeleton } from './skeleton.ts';

const STEP_METRES = 30;
const BRIDGE_HALF = 10;

/** Draws rails and motorway from the middle of a column's western neighbour to its own middle, over the brook by bridge. */
export function drawCorridor(skeleton: Skeleton, column: number, pen: Pen): void {
  const { row, corridor } = skeleton;
  const from = Math.max(column - 0.5, 0) * row.columnWidth;
  const to = Math.min(column + 0.5, row.columns) * row.columnWidth;
  for (const offset of corridor.tracks) drawTrack(skeleton, column, from, to, offset, RAIL, pen);
  const motorway = highwayTags('motorway', new Random(0));
  for (const [i, offset] of corridor.carriageways.entries()) {
    drawTrack(skeleton, column, from, to, offset, { ...motorway, ref: `A ${(row.index % 90) + 1}` }, pen, i > 0);
  }
  for (const offset of corridor.carriageways.slice(0, 1)) {
    pen.line({ barrier: 'wall', wall: 'noise_barrier', height: '3' }, corridorPath(skeleton, from, to, offset - 6));
  }
}

const RAIL: Tags = { railway: 'rail', gauge: '1435', electrified: 'contact_line', usage: 'main' };

function drawTrack(
  skeleton: Skeleton,
  column: number,
  from: number,
  to: number,
  offset: number,
  tags: Tags,
  pen: Pen,
  back = false,
): void {
  const stretch = (start: number, end: number, more: Tags = {}) => {
    const points = corridorPath(skeleton, start, end, offset, [skeleton.node(column, 2)[0]]);
    pen.line({ ...tags, ...more }, back ? points.toReversed() : points);
  };
  if (!skeleton.isBrook(column)) {
    stretch(from, to);
    return;
  }
  const x = skeleton.brookX(column, skeleton.lineY(skeleton.node(column, 2)[0], 2) + offset);
  stretch(from, x - BRIDGE_HALF);
  stretch(x - BRIDGE_HALF, x + BRIDGE_HALF, { bridge: 'yes', layer: '1' });
  stretch(x + BRIDGE_HALF, to);
}

/** Points along the corridor at an offset north of its line; passes exactly over the wanted positions. */
export function corridorPath(
  skeleton: Skeleton,
  from: number,
  to: number,
  offset: number,
  via: readonly number[] = [],
): Corners {
  const steps = Math.max(1, Math.round((to - from) / STEP_METRES));
  const xs = [...between(from, to, steps), ...via.filter((x) => x > from + 1 && x < to - 1)].toSorted((a, b) => a - b);
  return xs.map((x): Vec => [x, skeleton.lineY(x, 2) + offset]);
}
