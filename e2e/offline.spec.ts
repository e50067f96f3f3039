import { expect } from '@playwright/test';
import { bboxCenter, bboxSize } from '../src/geo/bbox.ts';
import { NETWORK_ERRORS, test } from './cityclip-test.ts';
import { expectClosedSolids, expectFictional, expectSize, ground, openedModel } from './model-checks.ts';
import { offline } from './services.ts';

test.use({ allowedErrors: [NETWORK_ERRORS] });

test.beforeEach(async ({ context, city }) => {
  await offline(context);
  await city.open();
  await expect(city.page.getByText('No network')).toBeVisible();
});

test('without network, one click exports the sample city that lies ready', async ({ city }) => {
  await expect(city.page.getByRole('radio', { name: 'Sample city (fictional)' })).toBeChecked();
  expect(bboxCenter(await city.box()).map((degrees) => Math.abs(degrees))).toEqual([0, 0]);

  await city.export();
  await city.waitUntilDone();
  const model = await openedModel(city);
  expectClosedSolids(model.stl);
  expectSize(ground(model.stl), [1000, 1000]);
  await expectFictional(city, model);
});

test('without network, a box drawn with the mouse becomes a model of its size', async ({ city }) => {
  const before = await city.box();
  const [from, to] = [
    [0.45, 0.35],
    [0.65, 0.6],
  ] as const;
  await city.drawBox(from, to);
  await expect.poll(() => city.box()).not.toEqual(before);
  const drawn = await city.box();
  const [width, height] = bboxSize(drawn);
  const [pixelWidth, pixelHeight] = await city.pixels(from, to);
  expect(Math.abs(width / height / (pixelWidth / pixelHeight) - 1), 'the box has the shape of the drag').toBeLessThan(
    0.03,
  );

  await city.export();
  await city.waitUntilDone();
  const model = await openedModel(city);
  expectClosedSolids(model.stl);
  expectSize(ground(model.stl), bboxSize(drawn));
  await expectFictional(city, model);
});

test('without network, a center dropped on the map moves the box', async ({ city }) => {
  const before = await city.box();
  await city.dropCenter([0.6, 0.4]);
  await expect.poll(() => city.box()).not.toEqual(before);
  const dropped = await city.box();
  const [lon, lat] = bboxCenter(dropped);
  expect(lon, 'east of the old center').toBeGreaterThan(0);
  expect(lat, 'north of the old center').toBeGreaterThan(0);
  const [width, height] = bboxSize(dropped);
  expect([Math.round(width), Math.round(height)]).toEqual([1000, 1000]);
});

test('the saved ZIP holds the same model as the saved file', async ({ city }) => {
  await city.chooseLayers(['Terrain']);
  await city.export();
  await city.waitUntilDone();
  const { name, stl } = await openedModel(city);
  const single = await city.saveEntry(name);
  expect(single.name).toBe(name);
  expect(single.bytes.length).toBe(stl.bytes.length);
  expect(Buffer.compare(single.bytes, stl.bytes)).toBe(0);
});
