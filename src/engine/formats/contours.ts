import type { GroundSurface } from '../ground/ground-surface.ts';
import { ContourTracer } from './contour-tracer.ts';
import { oncePer } from './once-per.ts';

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

/** Contours at a round interval, the lowest first; higher ground lies on their right. None where the ground is flat. */
export const contours = oncePer((surface: GroundSurface): Contour[] => {
  const { lowest, highest } = range(surface.z);
  const interval = INTERVALS.find((step) => (highest - lowest) / step <= MOST) ?? 1000;
  const tracer = new ContourTracer(surface);
  const found: Contour[] = [];
  for (const [index, sides] of sidesByLevel(surface.corners, levelsOf(surface.z, interval)).entries()) {
    if (sides.length === 0) continue;
    const height = (levelOf(lowest, interval) + 1 + index) * interval;
    found.push({ height, lines: tracer.lines(height, sides) });
  }
  return found;
});

function range(z: ArrayLike<number>): { lowest: number; highest: number } {
  let [lowest, highest] = [Infinity, -Infinity];
  for (let i = 0; i < z.length; i++) {
    lowest = Math.min(lowest, z[i]!);
    highest = Math.max(highest, z[i]!);
  }
  return { lowest, highest };
}

/** The highest level at or below each vertex. */
function levelsOf(z: ArrayLike<number>, interval: number): Int32Array {
  const levels = new Int32Array(z.length);
  for (let i = 0; i < levels.length; i++) levels[i] = levelOf(z[i]!, interval);
  return levels;
}

/** A corner exactly at a level counts as above it: the quotient may be rounded up to the next level. */
function levelOf(z: number, interval: number): number {
  const level = Math.floor(z / interval);
  return level * interval > z ? level - 1 : level;
}

/** The sides of triangles that rise through each level from the lowest on: exactly one in every triangle that the level crosses. */
function sidesByLevel(corners: ArrayLike<number>, levels: Int32Array): number[][] {
  const { lowest, highest } = range(levels);
  const byLevel = Array.from({ length: Math.max(0, highest - lowest) }, (): number[] => []);
  for (let side = 0; side < corners.length; side += 3) {
    const a = levels[corners[side]!]! - lowest;
    const b = levels[corners[side + 1]!]! - lowest;
    const c = levels[corners[side + 2]!]! - lowest;
    for (let level = a; level < b; level++) byLevel[level]!.push(side);
    for (let level = b; level < c; level++) byLevel[level]!.push(side + 1);
    for (let level = c; level < a; level++) byLevel[level]!.push(side + 2);
  }
  return byLevel;
}
