import { expect } from '@playwright/test';
import { type Bbox, bboxFromCenter, bboxSize } from '../src/geo/bbox.ts';
import { NETWORK_ERRORS, test } from './cityclip-test.ts';
import { expectClosedSolids, expectSize, ground, openedModel } from './model-checks.ts';
import { describeRecorded } from './recorded-data.ts';
import { type RecordedServices, recorded } from './services.ts';

/** A square kilometre of which map data and heights were recorded. */
const MONACO: Bbox = [7.418, 43.731, 7.4304, 43.74];

/** The first terrain service has no recorded tiles. */
test.use({ allowedErrors: [NETWORK_ERRORS] });

describeRecorded('Monaco by recorded services', () => {
  let services: RecordedServices;

  test.beforeEach(async ({ context, city }) => {
    services = await recorded(context);
    await city.open();
  });

  test('typed coordinates become a model of real data', async ({ city }) => {
    await city.typeBox(MONACO);
    await city.chooseFormat('STL');
    await city.chooseLayers(['Terrain', 'Buildings']);
    await city.export();
    await city.waitUntilDone();
    const { name, stl, report, licence } = await openedModel(city);
    await expect(city.zip).toContainText(`Yes: ${report.counts.bodies.toLocaleString('en-US')} solids`);

    expect(name).toMatch(/^[\w-]+\.stl$/);
    expectClosedSolids(stl);
    expectSize(ground(stl), bboxSize(MONACO));
    expect(stl.min[2]).toBeGreaterThan(-20);
    expect(stl.max[2]).toBeLessThan(300);
    expect(stl.max[2] - stl.min[2]).toBeGreaterThan(100);
    expect(report.fictional).toBe(false);
    expect(report.counts.buildings).toBeGreaterThan(400);
    expect(report.heights.levels).toBeGreaterThan(200);
    expect(report.solids.map(({ bodies, closed }) => bodies - closed)).toEqual(report.solids.map(() => 0));
    expect(licence).toContain('OpenStreetMap contributors');
    expect(services.overpassQueries).toHaveLength(1);
  });

  test('buildings cut at the edge leave nothing beyond the box', async ({ city }) => {
    await city.typeBox(MONACO);
    await city.chooseOption('At the edge of the box', 'Cut buildings');
    await city.export();
    await city.waitUntilDone();
    const { stl } = await openedModel(city);
    expectClosedSolids(stl);
    expectSize(stl, bboxSize(MONACO));
  });

  test('a center with a size becomes a model of that size', async ({ city }) => {
    await city.typeCenter([7.4242, 43.7355], [300, 200]);
    await city.chooseLayers(['Terrain']);
    await city.export();
    await city.waitUntilDone();
    const { stl } = await openedModel(city);
    expectClosedSolids(stl);
    expectSize(stl, [300, 200]);
  });

  test('bodies that are fused are one surface, which the opened ZIP tells', async ({ city, page }) => {
    await city.typeCenter([7.4205, 43.735], [100, 100]);
    await city.chooseFormat('STL');
    await page.getByText('File options').click();
    await page.getByRole('checkbox', { name: /^Fuse into one solid/ }).check();
    await city.export();
    await city.waitUntilDone();
    const { name, stl, report } = await openedModel(city);
    expectClosedSolids(stl);
    expect(report.counts.bodies).toBeGreaterThan(5);
    expect(report.fused).toMatchObject([{ name, pieces: stl.parts.length, triangles: stl.triangles, crossings: 0 }]);
    expect(stl.parts.length).toBeLessThan(4);
    await expect(city.zip).toContainText(`${name} is `);
  });

  test('an address is found with the keyboard alone', async ({ city }) => {
    await city.searchByKeyboard('800 Black Lives Matter Plaza');
    const found = bboxFromCenter([-77.0372192, 38.9002248], [500, 500]);
    await expect.poll(async () => distance(await city.box(), found)).toBeLessThan(1e-4);
    expect(services.searches.at(-1)).toBe('800 Black Lives Matter Plaza');
  });

  test('an address that nobody knows is told as such', async ({ city }) => {
    await city.typeAddress('nowhere at all');
    await expect(city.page.getByText('No place found for “nowhere at all”.').first()).toBeVisible();
  });

  test('a square kilometre of Monaco is made beside the page: how long the page is blocked at most', async ({
    city,
  }, info) => {
    await city.typeBox(MONACO);
    await city.mapAtRest();
    await city.watchLongTasks();
    await city.export();
    await city.waitUntilDone();
    const longest = await city.longestTask();
    const told = longest === 0 ? 'nothing above 50 ms' : `${Math.round(longest)} ms`;
    info.annotations.push({ type: 'longest task of the page', description: told });
    console.log(`    Longest task of the page during the export: ${told}`);
  });

  test('a running export can be cancelled and started again', async ({ city }) => {
    await city.typeBox(MONACO);
    services.overpass = 'rate-limited';
    await city.export();
    await city.newestExport.getByRole('button', { name: 'Cancel' }).click();
    await expect(city.newestExport.getByRole('status').first()).toHaveText(/Stopped/);
    services.overpass = 'data';
    await city.newestExport.getByRole('button', { name: 'Try again' }).click();
    await city.waitUntilDone();
  });
});

/** The largest difference of the edges, in degrees. */
function distance(a: Bbox, b: Bbox): number {
  return Math.max(...a.map((degrees, i) => Math.abs(degrees - b[i]!)));
}
