import { expect } from '@playwright/test';
import type { Bbox } from '../src/geo/bbox.ts';
import { NETWORK_ERRORS, test } from './cityclip-test.ts';
import { describeRecorded } from './recorded-data.ts';
import { offline, type RecordedServices, recorded } from './services.ts';

const BOX: Bbox = [7.42, 43.733, 7.424, 43.736];

test.use({ allowedErrors: [NETWORK_ERRORS] });

describeRecorded('exports', () => {
  let services: RecordedServices;

  test.beforeEach(async ({ context, city }) => {
    services = await recorded(context);
    await city.open();
  });

  test('three at once: one is cancelled, one fails, one is done, each with its own state', async ({ city, page }) => {
    services.overpass = 'rate-limited';
    await city.typeBox(BOX);
    await city.export();
    await city.typeBox([7.4201, 43.7331, 7.4241, 43.7361]);
    await city.export();
    await city.chooseData('Sample city (fictional)');
    await city.export();
    await expect(page).toHaveTitle(/3 exports/);

    services.overpass = 'unreachable';
    const [done, failing, cancelled] = await city.exports.getByRole('article').all();
    await cancelled!.getByRole('button', { name: 'Cancel' }).click();
    await expect(cancelled!.getByRole('status').first()).toHaveText(/Stopped/);
    await expect(failing!.getByRole('alert')).toContainText('cannot be reached', { timeout: 30_000 });
    await expect(done!.getByRole('status').first()).toHaveText(/Ready/, { timeout: 45_000 });
    await done!.getByText('Log', { exact: true }).click();
    await expect(done!.getByRole('listitem').filter({ hasText: /^\d\d:\d\d:\d\dReady$/ })).toBeVisible();
    await expect(page).toHaveTitle(/Export ready/);
  });

  test('an export whose data is there waits for the one that is computed, and says so', async ({ city }) => {
    await city.chooseData('Sample city (fictional)');
    await city.typeCenter([0, 0], [3000, 3000]);
    await city.export();
    await city.typeCenter([0, 0], [200, 200]);
    await city.export();
    await expect(city.newestExport.getByText('1 export before it')).toBeVisible();
    await city.exports.getByRole('article').last().getByRole('button', { name: 'Cancel' }).click();
    await city.waitUntilDone();
  });

  test('another format, and another set of layers, of the same area ask for nothing again', async ({ city }) => {
    await city.typeBox(BOX);
    await city.export();
    await city.waitUntilDone();
    const asked = services.requests.length;
    await city.chooseFormat('OBJ');
    await city.chooseLayers(['Terrain']);
    await city.export();
    await city.waitUntilDone();
    expect(services.requests.slice(asked)).toEqual([]);
  });

  test('a reload in the middle: the export is run again with one click, from data that was fetched before', async ({
    city,
    page,
  }) => {
    await city.typeBox(BOX);
    await city.export();
    await city.waitUntilDone();
    const [queries, tiles] = [services.overpassQueries.length, services.tileRequests.length];
    await city.chooseFormat('DXF');
    await city.export();
    page.once('dialog', (dialog) => dialog.accept());
    await page.reload();
    await expect(city.newestExport.getByRole('status').first()).toHaveText(/Interrupted|Ready/);
    const interrupted = city.newestExport.getByRole('button', { name: 'Run again' });
    if (await interrupted.isVisible()) await interrupted.click();
    await city.waitUntilDone();
    expect(services.overpassQueries).toHaveLength(queries);
    expect(services.tileRequests).toHaveLength(tiles);
  });

  test('a finished ZIP outlives a reload, and is deleted for good', async ({ city, page, context }) => {
    await city.typeBox(BOX);
    await city.export();
    await city.waitUntilDone();
    await expect(city.exports.getByText(/1 ZIP kept on this device/)).toBeVisible();
    await page.reload();
    await city.openZip();
    expect((await city.saveZip()).bytes.length).toBeGreaterThan(1000);
    await page.keyboard.press('Escape');

    const second = await context.newPage();
    await second.goto('/');
    await expect(second.getByRole('button', { name: 'Open ZIP' })).toBeVisible();
    await city.exports.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(second.getByRole('button', { name: 'Open ZIP' })).toBeHidden();
    await page.reload();
    await expect(page.getByRole('button', { name: 'Export', exact: true })).toBeVisible();
    await expect(city.exports).toBeHidden();
  });

  test('without ground heights: tried again, or exported without the terrain, which the report says', async ({
    city,
  }) => {
    services.terrain = 'unreachable';
    await city.typeBox(BOX);
    await city.chooseLayers(['Terrain', 'Buildings']);
    await city.export();
    await expect(await city.waitForFailure(40_000)).toContainText('ground heights');
    await city.newestExport.getByRole('button', { name: 'Export without terrain' }).click();
    await city.waitUntilDone();
    await city.openZip();
    await expect(city.zip.getByText('Left out')).toBeVisible();
    const report = JSON.parse(await city.readEntry('report.json'));
    expect(report.request.options.left_out).toEqual(['terrain']);
    expect(JSON.stringify(report.notes)).toContain('left out at the user’s choice');
    expect(report.solids.map(({ layer }: { layer: string }) => layer)).toEqual(['buildings']);
  });
});

test('from the first visit to the saved ZIP in fewer than eight actions', async ({ city, page, context }) => {
  await offline(context);
  await city.open();
  await expect(page.getByText('No network')).toBeVisible();
  // 1: export, 2: open, 3: save.
  await city.export();
  await city.waitUntilDone();
  await city.openZip();
  expect((await city.saveZip()).name).toMatch(/^cityclip-sample-city-.*\.zip$/);
});
