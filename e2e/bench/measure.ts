/** A measured ratio with the limit it should keep. */
export interface Ratio {
  readonly what: string;
  readonly ratio: number;
  readonly limit: number;
  readonly detail: string;
}

/** The median wall time in milliseconds of several runs after one that does not count. */
export async function medianTime(run: () => Promise<unknown>, runs = 5): Promise<number> {
  await run();
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)]!;
}

/** The least wall time in milliseconds of several runs: what is done is in every run, what else the computer does is not. */
export async function leastTime(run: () => Promise<unknown>, runs = 12): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    await run();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

/** Milliseconds that a task of the page's main thread may take. */
const LONGEST_TASK = 50;
/** What the page does itself is in every run; what the rest of the computer does to it is not. */
const PAGE_RUNS = 3;

/**
 * The longest task of the page's main thread, the least of several runs.
 * @param run gives milliseconds; 0 where no task took more than 50
 * @param limit times 50 ms
 */
export async function longestTaskRatio(what: string, limit: number, run: () => Promise<number>): Promise<Ratio> {
  const runs: number[] = [];
  for (let i = 0; i < PAGE_RUNS; i++) runs.push(await run());
  const all = runs.map((longest) => (longest > 0 ? ms(longest) : `none above ${LONGEST_TASK} ms`));
  return {
    what: `Longest task of the main thread while ${what} ÷ ${LONGEST_TASK} ms`,
    ratio: Math.min(...runs) / LONGEST_TASK,
    limit,
    detail: `${all.join(', ')}; the least counts`,
  };
}

export function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}
