import type { Pace } from '../pace.ts';

/** Triangles between two breaths. */
const BATCH = 64;

/** Works on triangle after triangle, and lets other work in between. */
export async function inBatches(
  triangles: readonly number[],
  pace: Pace,
  work: (triangle: number) => void,
): Promise<void> {
  for (const [done, triangle] of triangles.entries()) {
    if (done % BATCH === 0) await pace.breathe();
    work(triangle);
  }
}
