import { expect } from '@playwright/test';
import { test } from './cityclip-test.ts';
import { mapOfParis } from './paris-map.ts';
import { describeRecorded } from './recorded-data.ts';

describeRecorded('the picture of an area', () => {
  test('is drawn from the map, and stays over a reload', async ({ city, context, page }) => {
    await mapOfParis(context);
    await city.open();
    await city.chooseData('Sample city (fictional)');
    await city.typeBox([2.3115, 48.868, 2.3252, 48.877]);
    await city.mapAtRest();
    await city.export();
    const picture = city.newestExport.getByRole('img', { name: /^Area around 48\.8725° north/ });
    await expect(picture.locator('path')).toHaveCount(5);
    const drawn = await picture.innerHTML();
    await city.waitUntilDone();
    await page.reload();
    await expect(picture.locator('path')).toHaveCount(5);
    expect(await picture.innerHTML()).toBe(drawn);
  });
});
