import { hasRealData } from '../../src/testing/real-data-files.ts';
import { CityclipPage } from '../cityclip-page.ts';
import { mapOfParis } from '../paris-map.ts';
import { offline } from '../services.ts';
import { withBuiltPage } from './built-page.ts';
import { longestTaskRatio, longestTaskWhile, type Task } from './longest-task.ts';
import type { Ratio } from './measure.ts';

/** Metres along a side. The smaller area is one that the recorded map shows. */
const SIDES = [1000, 2000] as const;

/** The longest task of the page's main thread while the built page exports parts of the sample city, one of them with a picture of a dense vector map. */
export function longestTask(): Promise<Ratio> {
  const map = hasRealData() ? 'with and without a vector map' : 'without a map, for want of real data,';
  return longestTaskRatio(`1 and 4 km² are exported ${map}`, longestOfExports);
}

function longestOfExports(): Promise<Task> {
  return withBuiltPage(async (context) => {
    await offline(context);
    if (hasRealData()) await mapOfParis(context);
    const city = new CityclipPage(await context.newPage());
    await city.open();
    await city.chooseData('Sample city (fictional)');
    const tasks: Task[] = [];
    for (const side of SIDES) {
      await city.typeCenter([2.3183, 48.8725], [side, side]);
      await city.page.waitForTimeout(4000);
      tasks.push(
        await longestTaskWhile(city.page, async () => {
          await city.export();
          await city.waitUntilDone();
        }),
      );
    }
    const most = (key: keyof Task) => Math.max(...tasks.map((task) => task[key]));
    return { cpu: most('cpu'), wall: most('wall') };
  });
}
