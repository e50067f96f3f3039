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

/** Short runs are repeated for so long, in milliseconds. */
const LEAST_DURATION = 1000;

/** The least wall time in milliseconds of several runs: what is done is in every run, what else the computer does is not. */
export async function leastTime(run: () => Promise<unknown>, runs = 12): Promise<number> {
  const [least] = await leastTimes([run], runs);
  return least!;
}

/** So often each of several runs in a row: the first of them pays for what others left to the garbage collector. */
const IN_A_ROW = 4;

/** The same of several that are compared. They take turns, so that the computer is as fast for one as for the others. */
export async function leastTimes(all: readonly (() => Promise<unknown>)[], runs = 12): Promise<number[]> {
  const least = all.map(() => Number.POSITIVE_INFINITY);
  const begun = performance.now();
  for (let i = 0; i < runs || performance.now() - begun < LEAST_DURATION; i += IN_A_ROW) {
    for (const [k, run] of all.entries()) {
      for (let turn = 0; turn < IN_A_ROW; turn++) {
        const start = performance.now();
        await run();
        least[k] = Math.min(least[k]!, performance.now() - start);
      }
    }
  }
  return least;
}

export function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}
