import { along, type Vec } from './plane.ts';
import type { Skeleton } from './skeleton.ts';

/** A bridge over the river between two rows: where it starts in the northern row and ends in the southern. */
export interface RiverBridge {
  readonly column: number;
  /** In the northern row's frame. */
  readonly start: Vec;
  /** In the southern row's frame: on the street along the river. */
  readonly end: Vec;
}

/** A bridge ends at least this many metres from a brook. */
const CLEAR_OF_BROOK = 26;

/**
 * The bridge that leads south from a column's western edge, if there is one. Rows have columns of different widths, so it
 * ends wherever it meets the southern row's street.
 */
export function riverBridge(north: Skeleton, south: Skeleton, column: number): RiverBridge | undefined {
  if (north.isBrook(column)) return undefined;
  const start = north.node(column, 0);
  const x = south.row.toX(north.row.toLon(start[0]));
  const behind = columnBehind(south, x);
  const [a, b] = [south.node(behind, 3, 1), south.node(behind + 1, 3, -1)];
  const nearBrook = [behind, behind + 1].some(
    (at) => south.isBrook(at) && Math.abs(south.node(at, 3)[0] - x) < CLEAR_OF_BROOK,
  );
  if (nearBrook) return undefined;
  return { column, start, end: along(a, b, (x - a[0]) / (b[0] - a[0])) };
}

/** Where bridges from the north meet the street along the river between a column's western edge and the next. */
export function bridgeEnds(north: Skeleton, south: Skeleton, column: number): Vec[] {
  const guess = Math.round((column * north.row.columns) / south.row.columns);
  const ends: Vec[] = [];
  for (let candidate = Math.max(guess - 2, 0); candidate <= Math.min(guess + 3, north.row.columns); candidate++) {
    const bridge = riverBridge(north, south, candidate);
    if (bridge && columnBehind(south, bridge.end[0]) === column) ends.push(bridge.end);
  }
  return ends;
}

/** The column whose crossing with the river street is the last one west of a position. */
function columnBehind(skeleton: Skeleton, x: number): number {
  const { columns, columnWidth } = skeleton.row;
  const guess = Math.min(Math.floor(x / columnWidth), columns - 1);
  if (guess > 0 && skeleton.node(guess, 3)[0] > x) return guess - 1;
  if (guess < columns - 1 && skeleton.node(guess + 1, 3)[0] <= x) return guess + 1;
  return guess;
}
