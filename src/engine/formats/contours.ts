import type { GroundSurface } from '../ground/ground-surface.ts';
import { nextSide } from '../ground/tin.ts';

/** The lines of one height on the ground. */
export interface Contour {
  /** Metres above the datum. */
  readonly height: number;
  /** `x, y` pairs in local metres; closed lines end where they begin. */
  readonly lines: readonly Float64Array[];
}

/** The round intervals of contours (m), and the most lines of height that a model gets. */
const INTERVALS = [0.5, 1, 2, 5, 10, 20, 25, 50, 100, 200, 500];
const MOST = 40;

type Surface = Pick<GroundSurface, 'x' | 'y' | 'z' | 'corners' | 'twins'>;

/** Contours at a round interval, the lowest first; higher ground lies on their right. None where the ground is flat. */
export function* contours(surface: Surface): Generator<Contour> {
  const { lowest, highest } = range(surface.z);
  const interval = INTERVALS.find((step) => (highest - lowest) / step <= MOST) ?? 1000;
  const byLevel = sidesByLevel(surface, interval);
  const marks = new Uint8Array(surface.corners.length);
  for (const level of [...byLevel.keys()].sort((a, b) => a - b)) {
    const height = level * interval;
    yield { height, lines: linesAt(surface, height, byLevel.get(level)!, marks) };
  }
}

function range(z: ArrayLike<number>): { lowest: number; highest: number } {
  let [lowest, highest] = [Infinity, -Infinity];
  for (let i = 0; i < z.length; i++) {
    lowest = Math.min(lowest, z[i]!);
    highest = Math.max(highest, z[i]!);
  }
  return { lowest, highest };
}

/** The sides of triangles that rise through each level: exactly one in every triangle that the level crosses. */
function sidesByLevel({ z, corners }: Surface, interval: number): Map<number, number[]> {
  const byLevel = new Map<number, number[]>();
  for (let side = 0; side < corners.length; side++) {
    const from = z[corners[side]!]!;
    const to = z[corners[nextSide(side)]!]!;
    // A corner exactly at a level counts as above it.
    for (let level = Math.floor(from / interval) + 1; level * interval <= to; level++) {
      const sides = byLevel.get(level);
      if (sides) sides.push(side);
      else byLevel.set(level, [side]);
    }
  }
  return byLevel;
}

/** Of sides that rise through a level: not yet on a line; a line comes in by it. */
const LEFT = 1;
const ENTERED = 2;

/**
 * Joins the crossings of triangles to lines: from a rising side to the falling one, which is rising in the neighbour.
 * @param marks zero for each side, before and after
 */
function linesAt(surface: Surface, height: number, rising: readonly number[], marks: Uint8Array): Float64Array[] {
  const { twins } = surface;
  for (const side of rising) marks[side]! |= LEFT;
  for (const side of rising) {
    const twin = twins[fallingSide(surface, height, side)]!;
    if (twin >= 0) marks[twin]! |= ENTERED;
  }
  const lines: Float64Array[] = [];
  const follow = (start: number) => {
    const points: number[] = [];
    addCrossing(surface, height, start, points);
    for (let side = start; side >= 0 && (marks[side]! & LEFT) !== 0; ) {
      marks[side]! &= ~LEFT;
      const out = fallingSide(surface, height, side);
      addCrossing(surface, height, out, points);
      side = twins[out]!;
    }
    if (points.length >= 4) lines.push(Float64Array.from(points));
  };
  for (const side of rising) if (marks[side] === LEFT) follow(side);
  for (const side of rising) if ((marks[side]! & LEFT) !== 0) follow(side);
  for (const side of rising) marks[side] = 0;
  return lines;
}

/** The side of a rising side's triangle by which the line leaves it. */
function fallingSide({ z, corners }: Surface, height: number, rising: number): number {
  const next = nextSide(rising);
  return z[corners[nextSide(next)]!]! < height ? next : nextSide(next);
}

/** Adds where a side is at a height, unless the line is there already. */
function addCrossing({ x, y, z, corners }: Surface, height: number, side: number, points: number[]): void {
  const a = corners[side]!;
  const b = corners[nextSide(side)]!;
  const share = (height - z[a]!) / (z[b]! - z[a]!);
  const px = x[a]! + share * (x[b]! - x[a]!);
  const py = y[a]! + share * (y[b]! - y[a]!);
  if (px !== points[points.length - 2] || py !== points[points.length - 1]) points.push(px, py);
}
