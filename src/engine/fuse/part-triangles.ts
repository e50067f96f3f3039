import type { Pace } from '../pace.ts';
import type { StageProgress } from '../stages.ts';
import { Meetings } from './meetings.ts';
import { Mender } from './mender.ts';
import type { Surface } from './surface.ts';

/** Vertices are drawn over at most so many times the least detail: the last resort. */
const FARTHEST = 64;

/** After so many rounds what is left is taken to be beyond repair. Each round may draw vertices farther. */
const MOST_ROUNDS = 7;

/** Triangles that share no corner keep this part of the model's size apart: sixteen steps of 32-bit floats. */
const CLEARANCE = 2 ** -20;

/** Triangles between two breaths. */
const BATCH = 64;

/**
 * Makes triangles of a closed surface that cross or nearly touch stop doing so: short edges there are drawn together, long sides
 * of needles turned. A change stays only where it makes things better. Edges shorter than `detail` are drawn together anyway.
 * @param detail in the units of the surface
 * @returns how many pairs cross all the same
 */
export async function partTriangles(
  surface: Surface,
  detail: number,
  pace: Pace,
  progress: StageProgress,
): Promise<number> {
  const clearance = CLEARANCE * size(surface.positions);
  const meetings = new Meetings(surface, { reach: FARTHEST * detail, clearance });
  const mender = new Mender(surface, meetings);
  const all = Array.from({ length: surface.triangleCount }, (_, i) => i);
  await slowly(all, pace, (triangle) => mender.drawShortEdges(triangle, detail));
  let open = await unsound(all, surface, meetings, pace);
  for (let round = 0; round < MOST_ROUNDS && open.length > 0; round++) {
    progress(round + 1, MOST_ROUNDS + 1);
    const farthest = Math.min(FARTHEST, 2 ** (round + 1)) * detail;
    const changed = new Set<number>();
    await slowly(open, pace, (triangle) => {
      for (const other of mender.mend(triangle, { farthest, around: round > 1 })) changed.add(other);
    });
    if (changed.size === 0 && farthest === FARTHEST * detail) break;
    open = await unsound([...new Set([...open, ...changed])].sort(ascending), surface, meetings, pace);
  }
  return countCrossings(open, meetings);
}

/** Those of some triangles that meet others, and the ones that they meet. */
async function unsound(
  triangles: readonly number[],
  surface: Surface,
  meetings: Meetings,
  pace: Pace,
): Promise<number[]> {
  const found = new Set<number>();
  await slowly(triangles, pace, (triangle) => {
    if (!surface.has(triangle)) return;
    const others = meetings.of(triangle);
    if (others.length > 0) found.add(triangle);
    for (const other of others) found.add(other);
  });
  return [...found].sort(ascending);
}

async function slowly(triangles: readonly number[], pace: Pace, work: (triangle: number) => void): Promise<void> {
  for (const [done, triangle] of triangles.entries()) {
    if (done % BATCH === 0) await pace.breathe();
    work(triangle);
  }
}

function countCrossings(triangles: readonly number[], meetings: Meetings): number {
  let count = 0;
  for (const triangle of triangles) {
    for (const other of meetings.crossing(triangle)) if (other >= triangle) count++;
  }
  return count;
}

function size(positions: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < positions.length; i++) most = Math.max(most, Math.abs(positions[i]!));
  return most;
}

function ascending(a: number, b: number): number {
  return a - b;
}
