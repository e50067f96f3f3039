import { CityclipPage } from '../cityclip-page.ts';
import { offline } from '../services.ts';
import { withBuiltPage } from './built-page.ts';
import type { Ratio } from './measure.ts';

/** Milliseconds that a task of the page's main thread may take while an export runs. */
const LIMIT = 50;
/** What the page does itself is in every run; what the rest of the computer does to it is not. */
const RUNS = 3;

/** The longest task of the page's main thread while the built page exports 4 km² of the sample city. */
export async function longestTask(): Promise<Ratio> {
  const runs: number[] = [];
  for (let run = 0; run < RUNS; run++) runs.push(await longestOfOneExport());
  const longest = Math.min(...runs);
  return {
    what: `Longest task of the main thread while 4 km² are exported ÷ ${LIMIT} ms`,
    ratio: longest / LIMIT,
    limit: 1,
    detail: `${runs.map((run) => (run > 0 ? `${run.toFixed(0)} ms` : `none above ${LIMIT} ms`)).join(', ')}; the least counts`,
  };
}

function longestOfOneExport(): Promise<number> {
  return withBuiltPage(async (context) => {
    await offline(context);
    const city = new CityclipPage(await context.newPage());
    await city.open();
    await city.typeCenter([0, 0], [2000, 2000]);
    await city.page.waitForTimeout(4000);
    await city.watchLongTasks();
    await city.export();
    await city.waitUntilDone();
    return city.longestTask();
  });
}
