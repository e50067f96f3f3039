import { expect } from '@playwright/test';
import type { Bbox } from '../src/geo/bbox.ts';
import { NETWORK_ERRORS, test } from './cityclip-test.ts';
import { describeRecorded } from './recorded-data.ts';
import { type OverpassAnswer, type RecordedServices, recorded } from './services.ts';

const BOX: Bbox = [7.42, 43.733, 7.424, 43.736];

test.use({ allowedErrors: [NETWORK_ERRORS] });

interface FailureCase {
  readonly answer: OverpassAnswer;
  readonly says: RegExp;
  /** Seconds that the app keeps away from the server, as its operators ask. */
  readonly patience: number;
}

const CASES: readonly FailureCase[] = [
  { answer: 'unreachable', says: /cannot be reached/, patience: 0 },
  { answer: 'refused', says: /do not say which site they come from \(406\)/, patience: 0 },
  { answer: 'web-page', says: /something other than map data: Welcome to the hotel/, patience: 0 },
  { answer: 'out-of-time', says: /ran out of time with this area/, patience: 0 },
  { answer: 'busy', says: /too busy at the moment \(504\)/, patience: 15 },
  { answer: 'rate-limited', says: /no more requests from this network address/, patience: 30 },
];

describeRecorded('when Overpass fails', () => {
  let services: RecordedServices;

  test.beforeEach(async ({ context, city }) => {
    services = await recorded(context);
    await city.open();
    await city.typeBox(BOX);
    await city.chooseFormat('OBJ');
    await city.chooseLayers(['Buildings']);
  });

  for (const { answer, says, patience } of CASES) {
    test(`Overpass ${answer}: a plain sentence, nothing lost, and a second try that works`, async ({ city }) => {
      services.overpass = answer;
      await city.export();
      const failure = await city.waitForFailure((patience + 20) * 1000);
      await expect(failure).toContainText(says);
      await expect(failure).toContainText('sample city');

      expect(await city.box()).toEqual(BOX);
      await expect(city.page.getByRole('radio', { name: 'OBJ' })).toBeChecked();
      await expect(city.page.getByRole('checkbox', { name: 'Terrain' })).not.toBeChecked();

      services.overpass = 'data';
      await city.newestExport.getByRole('button', { name: 'Try again' }).click();
      await city.waitUntilDone();
    });
  }

  test('where Overpass cannot be reached, the sample city is one click away', async ({ city }) => {
    services.overpass = 'unreachable';
    await city.export();
    await city.waitForFailure();
    await city.newestExport.getByRole('button', { name: 'Choose Sample city (fictional)' }).click();
    await expect(city.page.getByRole('radio', { name: 'Sample city (fictional)' })).toBeChecked();
    await city.export();
    await city.waitUntilDone();
  });
});
