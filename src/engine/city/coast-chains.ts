import type { LocalFrame, Rect } from '../../geo/local-frame.ts';
import type { OsmWay } from '../sources/osm-data.ts';
import { clipLine, outcode } from './clip.ts';
import { degreesAround, toLocal } from './local-lines.ts';

/** A stretch of coast, with the land on its left and the water on its right. */
export interface Coast {
  /** The first of its ways, for the report. */
  readonly id: string;
  /** `x, y` pairs; a closed coast repeats its first point at the end. */
  readonly line: Float64Array;
}

/** Joins ways head to tail, as far as they run the same way. */
export function joinCoasts(ways: readonly OsmWay[]): Coast[] {
  const lines = ways.filter(({ coords }) => coords.length >= 4);
  const startingAt = new Map<string, number[]>();
  const ends = new Set<string>();
  for (const [index, { coords }] of lines.entries()) {
    const key = pointKey(coords, 0);
    const there = startingAt.get(key);
    if (there) there.push(index);
    else startingAt.set(key, [index]);
    ends.add(pointKey(coords, coords.length - 2));
  }
  const used = new Uint8Array(lines.length);
  const follow = (first: number): Coast => {
    const chain: Float64Array[] = [];
    for (let at: number | undefined = first; at !== undefined; ) {
      used[at] = 1;
      const { coords }: OsmWay = lines[at]!;
      chain.push(coords);
      at = startingAt.get(pointKey(coords, coords.length - 2))?.find((index) => !used[index]);
    }
    return { id: `way/${lines[first]!.id}`, line: concatenate(chain) };
  };
  const coasts: Coast[] = [];
  const start = (mayFollow: boolean) => {
    for (const [index, { coords }] of lines.entries()) {
      if (!used[index] && (mayFollow || !ends.has(pointKey(coords, 0)))) coasts.push(follow(index));
    }
  };
  start(false);
  start(true);
  return coasts;
}

function pointKey(coords: Float64Array, at: number): string {
  return `${coords[at]},${coords[at + 1]}`;
}

/** Each piece without its first point, which is the last one's end. */
function concatenate(chain: readonly Float64Array[]): Float64Array {
  const line = new Float64Array(chain.reduce((sum, { length }) => sum + length - 2, 2));
  line.set(chain[0]!.subarray(0, 2));
  let offset = 2;
  for (const way of chain) {
    line.set(way.subarray(2), offset);
    offset += way.length - 2;
  }
  return line;
}

/** What of a coast in degrees lies in the frame's rectangle, in local metres; what was cut ends exactly on its edge. */
export function coastInside({ id, line }: Coast, frame: LocalFrame): Coast[] {
  return piecesInside(line, degreesAround(frame, 1))
    .map((piece) => toLocal(piece, frame))
    .flatMap((piece) => piecesInside(piece, frame.rect))
    .map((piece) => ({ id, line: piece }));
}

/** Of a closed line, the pieces do not end where the line happens to start. */
function piecesInside(line: Float64Array, rect: Rect): Float64Array[] {
  return clipLine(isLoop(line) ? startedOutside(line, rect) : line, rect);
}

export function isLoop(line: Float64Array): boolean {
  const n = line.length;
  return n >= 8 && line[0] === line[n - 2] && line[1] === line[n - 1];
}

function startedOutside(loop: Float64Array, rect: Rect): Float64Array {
  const n = loop.length - 2;
  let first = 0;
  while (first < n && outcode(loop[first]!, loop[first + 1]!, rect) === 0) first += 2;
  if (first === n || first === 0) return loop;
  const turned = new Float64Array(loop.length);
  turned.set(loop.subarray(first, n));
  turned.set(loop.subarray(0, first + 2), n - first);
  return turned;
}
