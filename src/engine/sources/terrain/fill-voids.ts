/** Heights that can occur on Earth, in metres, with room for local datums; anything else is a void. */
const LOWEST = -12_000;
const HIGHEST = 9_000;

/** Whether a number can be a height in metres. False for NaN. */
export function isPossibleHeight(height: number): boolean {
  return height >= LOWEST && height <= HIGHEST;
}

/** Sweeps of relaxation at most, and the largest change in metres at which they end. */
const MAX_SWEEPS = 500;
const SETTLED = 0.01;

/**
 * Replaces impossible heights in a raster by a smooth surface that continues the heights around them: first
 * inwards from the rim by means of known neighbours, then relaxed towards a membrane (each the mean of its neighbours).
 * @param heights changed in place, `rows × columns`
 * @returns number of filled samples; -1 when no sample is possible, so that nothing can be filled
 */
export function fillVoids(heights: Float32Array, rows: number, columns: number): number {
  const voids: number[] = [];
  for (let i = 0; i < heights.length; i++) if (!isPossibleHeight(heights[i]!)) voids.push(i);
  if (voids.length === 0) return 0;
  if (voids.length === heights.length) return -1;
  for (const i of voids) heights[i] = Number.NaN;
  const ordered = fillInwards(heights, rows, columns, voids);
  relax(heights, rows, columns, ordered);
  return voids.length;
}

/** Fills ring after ring; returns the samples in the order of filling. */
function fillInwards(heights: Float32Array, rows: number, columns: number, voids: readonly number[]): number[] {
  const order: number[] = [];
  let rest: readonly number[] = voids;
  while (rest.length > 0) {
    const ring: number[] = [];
    const values: number[] = [];
    const later: number[] = [];
    for (const i of rest) {
      const mean = neighbourMean(heights, rows, columns, i);
      if (Number.isNaN(mean)) later.push(i);
      else {
        ring.push(i);
        values.push(mean);
      }
    }
    ring.forEach((i, k) => {
      heights[i] = values[k]!;
    });
    for (const i of ring) order.push(i);
    rest = later;
  }
  return order;
}

function relax(heights: Float32Array, rows: number, columns: number, samples: readonly number[]): void {
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let change = 0;
    for (const i of samples) {
      const mean = neighbourMean(heights, rows, columns, i);
      change = Math.max(change, Math.abs(mean - heights[i]!));
      heights[i] = mean;
    }
    if (change < SETTLED) return;
  }
}

/** Mean of the known ones of the four neighbours; NaN where none is known. */
function neighbourMean(heights: Float32Array, rows: number, columns: number, i: number): number {
  const column = i % columns;
  const row = (i - column) / columns;
  let sum = 0;
  let count = 0;
  const add = (j: number) => {
    const height = heights[j]!;
    if (Number.isNaN(height)) return;
    sum += height;
    count++;
  };
  if (column > 0) add(i - 1);
  if (column < columns - 1) add(i + 1);
  if (row > 0) add(i - columns);
  if (row < rows - 1) add(i + columns);
  return count > 0 ? sum / count : Number.NaN;
}
