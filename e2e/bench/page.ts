import { CityclipPage } from '../cityclip-page.ts';
import { offline } from '../services.ts';
import { withBuiltPage } from './built-page.ts';
import type { Ratio } from './measure.ts';

/** Milliseconds that a task of the page's main thread may take while an export runs. */
const LIMIT = 50;

/** The longest task of the page's main thread while the built page exports 4 km² of the sample city. */
export function longestTask(): Promise<Ratio> {
  return withBuiltPage(async (context) => {
    await offline(context);
    const city = new CityclipPage(await context.newPage());
    await city.open();
    await city.typeCenter([0, 0], [2000, 2000]);
    await city.page.waitForTimeout(4000);
    await city.watchLongTasks();
    await city.export();
    await city.waitUntilDone();
    const longest = await city.longestTask();
    return {
      what: `Longest task of the main thread while 4 km² are exported ÷ ${LIMIT} ms`,
      ratio: longest / LIMIT,
      limit: 1,
      detail: longest > 0 ? `${longest.toFixed(0)} ms` : `none above ${LIMIT} ms`,
    };
  });
}
