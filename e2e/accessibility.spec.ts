import { devices, expect } from '@playwright/test';
import { zipFile } from './archive-files.ts';
import { NETWORK_ERRORS, test } from './cityclip-test.ts';
import { expectAccessible } from './expect-accessible.ts';
import { describeRecorded } from './recorded-data.ts';
import { offline, type RecordedServices, recorded } from './services.ts';

test.use({ allowedErrors: [NETWORK_ERRORS] });

/** Looking through the page as it is takes axe seconds, many times over. */
test.describe.configure({ timeout: 300_000 });

const SCREENS = [
  ['wide, light', { viewport: { width: 1440, height: 900 }, colorScheme: 'light' }],
  ['narrow, dark', { viewport: { width: 320, height: 640 }, colorScheme: 'dark', hasTouch: true }],
] as const;

for (const [name, screen] of SCREENS) {
  describeRecorded(`axe finds nothing, ${name}`, () => {
    let services: RecordedServices;
    test.use(screen);

    test.beforeEach(async ({ context, city }) => {
      services = await recorded(context);
      await city.open();
    });

    test('from the first visit to the opened ZIP', async ({ city, page }) => {
      await expectAccessible(page, 'at the start');
      await city.typeAddress('800 Black Lives');
      await expect(page.getByRole('option').first()).toBeVisible();
      await expectAccessible(page, 'with places found');
      await page.keyboard.press('Escape');
      await city.typeBox([7.42, 43.733, 7.424, 43.736]);
      await page.getByText('Options', { exact: true }).click();
      await expectAccessible(page, 'with an area and options');
      await city.export();
      await expectAccessible(page, 'while exporting');
      await city.waitUntilDone();
      await city.newestExport.getByText('Log', { exact: true }).click();
      await expectAccessible(page, 'with a finished export and its log');
      await city.openZip();
      await expect(city.zip.getByText(/checksums match/)).toBeVisible();
      await city.readEntry('report.json');
      await expectAccessible(page, 'with an opened ZIP and a text');
    });

    test('with failures and questions', async ({ city, page }) => {
      services.overpass = 'unreachable';
      await city.typeBox([7.42, 43.733, 7.424, 43.736]);
      await city.export();
      await city.waitForFailure();
      await expectAccessible(page, 'with a failed export');
      await city.unfold();
      await city.typeBox([7, 43, 8, 44]);
      await expectAccessible(page, 'with an area that is too large');
      await page.getByRole('button', { name: 'No layers' }).click();
      await expectAccessible(page, 'without layers');
    });

    test('in the settings, the page about the data, and a ZIP of one’s own', async ({ city, page }) => {
      await page.getByRole('button', { name: /^Settings/ }).click();
      await page.getByRole('radio', { name: /3DCityLoader/ }).check({ force: true });
      await expectAccessible(page, 'in the settings');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'About the data' }).click();
      await expect(page.getByRole('heading', { name: 'Sources and licences' })).toBeVisible();
      await expectAccessible(page, 'in the page about the data');
      await page.keyboard.press('Escape');
      await city.pickZip(zipFile('hostile.zip', [{ name: '../a/b.txt' }, { name: 'a.txt' }, { name: 'a.txt' }]));
      await expect(page.getByRole('table', { name: 'Files in the ZIP' })).toBeVisible();
      await expectAccessible(page, 'with warnings in a ZIP');
    });

    test('while drawing by keyboard', async ({ city, page }) => {
      await city.chooseToolByKeyboard('Draw box');
      await expect(page.getByText(/Enter sets the first corner/)).toBeVisible();
      await expectAccessible(page, 'while drawing by keyboard');
    });
  });
}

test('axe finds nothing without network', async ({ city, page, context }) => {
  await offline(context);
  await city.open();
  await expect(page.getByText('No network')).toBeVisible();
  await expectAccessible(page, 'without network');
});

test.describe('by keyboard alone', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('from the first visit to the saved ZIP, and the focus is never lost', async ({ city, page, context }) => {
    await offline(context);
    await city.open();
    await expect(page.getByText('No network')).toBeVisible();
    const before = await city.box();
    await city.chooseToolByKeyboard('Draw box');
    await expect(page.getByText(/Enter sets the first corner/)).toBeVisible();
    await page.keyboard.press('Enter');
    for (const key of ['ArrowRight', 'ArrowDown']) {
      await page.keyboard.press(key);
      await page.waitForTimeout(500);
    }
    await expect(page.getByText(/Enter sets the opposite corner/)).toBeVisible();
    await page.keyboard.press('Enter');
    await expect.poll(() => city.box()).not.toEqual(before);
    expect(await city.focused()).toContain('canvas');

    await city.tabTo('Export');
    await page.keyboard.press('Enter');
    await city.waitUntilDone();
    await city.tabTo('Open ZIP');
    await page.keyboard.press('Enter');
    await expect(city.zip.getByRole('table')).toBeVisible();
    const download = page.waitForEvent('download');
    await city.tabTo('Save ZIP');
    await page.keyboard.press('Enter');
    expect((await download).suggestedFilename()).toMatch(/\.zip$/);
    await page.keyboard.press('Escape');
    await expect(city.zip).toBeHidden();
    await expect.poll(() => city.focused()).toContain('Open ZIP');
    await city.tabTo('Delete');
    await page.keyboard.press('Enter');
    await expect(city.exports).toBeHidden();
    await expect.poll(() => city.focused(), 'the focus is somewhere').not.toBe('body');
  });
});

test.describe('on a phone', () => {
  const { viewport, hasTouch, isMobile, deviceScaleFactor } = devices['Pixel 5'];
  test.use({ viewport, hasTouch, isMobile, deviceScaleFactor });

  test('nothing is wider than the screen, and the attribution stays in view', async ({ city, page, context }) => {
    await offline(context);
    await city.open();
    await expect(page.getByText('No network')).toBeVisible();
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(await overflow()).toBeLessThanOrEqual(0);
    await city.export();
    await city.waitUntilDone();
    expect(await overflow()).toBeLessThanOrEqual(0);
    await city.openZip();
    expect(await overflow()).toBeLessThanOrEqual(0);
  });
});
