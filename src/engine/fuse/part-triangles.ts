import type { Pace } from '../pace.ts';
import type { StageProgress } from '../stages.ts';
import { inBatches } from './in-batches.ts';
import { Meetings } from './meetings.ts';
import { Mender } from './mender.ts';
import { PairFinder } from './pair-finder.ts';
import type { Surface } from './surface.ts';

/** Vertices are drawn over at most so many times the least detail: the last resort. */
const FARTHEST = 64;

/** After so many rounds what is left is taken to be beyond repair. Each round may draw vertices farther. */
const MOST_ROUNDS = 9;

/** Triangles that share no corner keep this part of the model's size apart: sixteen steps of 32-bit floats. */
const CLEARANCE = 2 ** -20;

/**
 * Makes triangles of a closed surface that cross or nearly touch stop doing so: short edges there are drawn together, long sides
 * of needles turned, corners moved a little. A change stays only where it makes things better. Edges shorter than `detail` are
 * drawn together anyway.
 * @param detail in the units of the surface; corners move by multiples of it
 * @returns how many pairs cross all the same
 */
export async function partTriangles(
  surface: Surface,
  detail: number,
  pace: Pace,
  progress: StageProgress,
): Promise<number> {
  const finder = new PairFinder(surface, CLEARANCE * surface.size);
  const all = Array.from({ length: surface.triangleCount }, (_, i) => i).filter((triangle) => surface.has(triangle));
  const meetings = await Meetings.among(all, finder, pace);
  const mender = new Mender(surface, meetings);
  await inBatches(all, pace, (triangle) => mender.drawShortEdges(triangle, detail));
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const open = meetings.triangles();
    if (open.length === 0) break;
    progress(round + 1, MOST_ROUNDS + 1);
    const farthest = Math.min(FARTHEST, 2 ** (round + 1)) * detail;
    let changes = 0;
    await inBatches(open, pace, (triangle) => {
      if (mender.mend(triangle, { farthest, moves: [detail, farthest / 4], around: round > 1 })) changes++;
    });
    if (changes === 0 && farthest === FARTHEST * detail) break;
  }
  return meetings.crossings();
}
