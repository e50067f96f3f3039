import { hasRealData } from '../../src/testing/real-data-files.ts';
import { CityclipPage } from '../cityclip-page.ts';
import { mapOfParis } from '../paris-map.ts';
import { offline } from '../services.ts';
import { withBuiltPage } from './built-page.ts';
import { longestTaskRatio, type Ratio } from './measure.ts';

/** Metres along a side. The smaller area is one that the recorded map shows. */
const SIDES = [1000, 2000] as const;

/** The longest task of the page's main thread while the built page exports parts of the sample city, one of them with a picture of a dense vector map. */
export function longestTask(): Promise<Ratio> {
  const map = hasRealData() ? 'with and without a vector map' : 'without a map, for want of real data,';
  return longestTaskRatio(`1 and 4 km² are exported ${map}`, 1, longestOfExports);
}

function longestOfExports(): Promise<number> {
  return withBuiltPage(async (context) => {
    await offline(context);
    if (hasRealData()) await mapOfParis(context);
    const city = new CityclipPage(await context.newPage());
    await city.open();
    await city.chooseData('Sample city (fictional)');
    const longest: number[] = [];
    for (const side of SIDES) {
      await city.typeCenter([2.3183, 48.8725], [side, side]);
      await city.page.waitForTimeout(4000);
      await city.watchLongTasks();
      await city.export();
      await city.waitUntilDone();
      longest.push(await city.longestTask());
    }
    return Math.max(...longest);
  });
}
