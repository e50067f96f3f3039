import { CityclipPage } from '../cityclip-page.ts';
import { offline } from '../services.ts';
import { withBuiltPage } from './built-page.ts';
import { longestTaskRatio, type Ratio } from './measure.ts';

/** The longest task of the page's main thread while the built page exports 4 km² of the sample city. */
export function longestTask(): Promise<Ratio> {
  return longestTaskRatio('4 km² are exported', 1, longestOfOneExport);
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
