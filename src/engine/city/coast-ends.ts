import type { Rect } from '../../geo/local-frame.ts';
import { reversed } from '../polygon/polygon.ts';
import { type Coast, isLoop } from './coast-chains.ts';
import type { Oddities } from './oddities.ts';

/** Metres between two loose ends that are taken for one coast. */
const GAP = 30;

/** Coasts that end on the rectangle's edge or run in a circle. */
export interface MendedCoasts {
  readonly crossing: readonly Coast[];
  readonly loops: readonly Coast[];
}

/**
 * Gives coasts that end inside the rectangle an end: another such end nearby, else the nearest point of the edge,
 * unless that is farther than the coast is long. What was joined, prolonged or left out is counted.
 */
export function mendEnds(coasts: readonly Coast[], rect: Rect, oddities: Oddities): MendedCoasts {
  const joined = joinLoose(coasts, rect, oddities);
  const loops = joined.filter(({ line }) => isLoop(line));
  const crossing: Coast[] = [];
  for (const coast of joined.filter(({ line }) => !isLoop(line))) {
    const prolonged = prolong(coast, rect);
    if (prolonged === undefined) {
      oddities.skip(coast.id, 'a coastline that ends in the middle of the box');
      continue;
    }
    if (prolonged !== coast) oddities.repair(coast.id, 'a coastline that ends inside the box, prolonged to its edge');
    crossing.push(prolonged);
  }
  return { crossing, loops };
}

/** Joins loose ends from the first coast on; each join may bring another. */
function joinLoose(coasts: readonly Coast[], rect: Rect, oddities: Oddities): Coast[] {
  const isLoose = ({ line }: Coast) => !isLoop(line) && (!startsOnEdge(line, rect) || !endsOnEdge(line, rect));
  const waiting = coasts.filter(isLoose);
  const done = coasts.filter((coast) => !isLoose(coast));
  for (let coast = waiting.shift(); coast; coast = waiting.shift()) {
    const closed = closedLoop(coast, rect);
    if (closed) {
      oddities.repair(coast.id, 'a coastline with a gap, closed');
      done.push(closed);
      continue;
    }
    const found = nearestEnd(coast, waiting, rect);
    if (found === undefined) done.push(coast);
    else {
      const [other] = waiting.splice(found.index, 1);
      oddities.repair(other!.id, found.reason);
      waiting.unshift(found.coast);
    }
  }
  return done;
}

function closedLoop({ id, line }: Coast, rect: Rect): Coast | undefined {
  if (startsOnEdge(line, rect) || endsOnEdge(line, rect) || line.length < 6) return undefined;
  const gap = distance(line, line.length - 2, line, 0);
  if (gap > GAP || gap > lengthOf(line) / 4) return undefined;
  return { id, line: joinedLines(line, line.subarray(0, 2)) };
}

/** The coast that continues this one most closely, with both as one that runs the way of the longer. */
function nearestEnd(
  { id, line }: Coast,
  others: readonly Coast[],
  rect: Rect,
): { index: number; coast: Coast; reason: string } | undefined {
  let nearest = GAP;
  let best: { index: number; line: Float64Array; turned: boolean } | undefined;
  const [atStart, atEnd] = [!startsOnEdge(line, rect), !endsOnEdge(line, rect)];
  for (const [index, { line: other }] of others.entries()) {
    const [fromStart, fromEnd] = [!startsOnEdge(other, rect), !endsOnEdge(other, rect)];
    const [last, otherLast] = [line.length - 2, other.length - 2];
    const isLonger = () => lengthOf(line) >= lengthOf(other);
    const meet = (gap: number, join: () => Float64Array, turned: boolean) => {
      if (gap >= nearest) return;
      nearest = gap;
      best = { index, line: join(), turned };
    };
    if (atEnd && fromStart) meet(distance(line, last, other, 0), () => joinedLines(line, other), false);
    if (atStart && fromEnd) meet(distance(line, 0, other, otherLast), () => joinedLines(other, line), false);
    if (atEnd && fromEnd) {
      const join = () => (isLonger() ? joinedLines(line, reversed(other)) : joinedLines(other, reversed(line)));
      meet(distance(line, last, other, otherLast), join, true);
    }
    if (atStart && fromStart) {
      const join = () => (isLonger() ? joinedLines(reversed(other), line) : joinedLines(reversed(line), other));
      meet(distance(line, 0, other, 0), join, true);
    }
  }
  return (
    best && {
      index: best.index,
      coast: { id, line: best.line },
      reason: best.turned ? 'a coastline that runs the wrong way, turned' : 'a coastline with a gap, closed',
    }
  );
}

function joinedLines(a: Float64Array, b: Float64Array): Float64Array {
  const isSame = a[a.length - 2] === b[0] && a[a.length - 1] === b[1];
  const rest = isSame ? b.subarray(2) : b;
  const line = new Float64Array(a.length + rest.length);
  line.set(a);
  line.set(rest, a.length);
  return line;
}

/** With both ends on the edge; the coast itself where they are. */
function prolong(coast: Coast, rect: Rect): Coast | undefined {
  const { id, line } = coast;
  const most = lengthOf(line);
  const ends: Float64Array[] = [];
  for (const [at, isOnEdge] of [
    [0, startsOnEdge(line, rect)],
    [line.length - 2, endsOnEdge(line, rect)],
  ] as const) {
    const end = isOnEdge ? new Float64Array(0) : nearestOnEdge(line[at]!, line[at + 1]!, rect);
    if (!isOnEdge && distance(line, at, end, 0) > most) return undefined;
    ends.push(end);
  }
  if (ends.every(({ length }) => length === 0)) return coast;
  return { id, line: Float64Array.from([...ends[0]!, ...line, ...ends[1]!]) };
}

function nearestOnEdge(x: number, y: number, { minX, minY, maxX, maxY }: Rect): Float64Array {
  const [west, east, south, north] = [x - minX, maxX - x, y - minY, maxY - y];
  const least = Math.min(west, east, south, north);
  if (least === west || least === east) return Float64Array.of(least === west ? minX : maxX, y);
  return Float64Array.of(x, least === south ? minY : maxY);
}

function isOnEdge(x: number, y: number, { minX, minY, maxX, maxY }: Rect): boolean {
  return x === minX || x === maxX || y === minY || y === maxY;
}

function startsOnEdge(line: Float64Array, rect: Rect): boolean {
  return isOnEdge(line[0]!, line[1]!, rect);
}

function endsOnEdge(line: Float64Array, rect: Rect): boolean {
  return isOnEdge(line[line.length - 2]!, line[line.length - 1]!, rect);
}

function distance(a: Float64Array, i: number, b: Float64Array, j: number): number {
  return Math.hypot(a[i]! - b[j]!, a[i + 1]! - b[j + 1]!);
}

/** Length in metres. */
export function lengthOf(line: Float64Array): number {
  let length = 0;
  for (let i = 2; i < line.length; i += 2) length += distance(line, i, line, i - 2);
  return length;
}
