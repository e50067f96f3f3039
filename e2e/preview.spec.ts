import { expect, type Worker } from '@playwright/test';
import type { Box, Vec3 } from '../src/preview/box.ts';
import { fitted, poseOf, projected, VIEWS } from '../src/preview/camera.ts';
import { startFakeLoader } from '../src/testing/fake-3dcityloader.ts';
import { dae, faceDxf, glb, ply, textStl, threeMf } from '../src/testing/model-files.ts';
import { sceneMeshes } from '../src/testing/scenes.ts';
import { writtenFiles } from '../src/testing/written-files.ts';
import { test as base, NETWORK_ERRORS } from './cityclip-test.ts';
import { ModelView, type Pixels, TOKEN, zipOf } from './model-view.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

interface PreviewFixtures {
  readonly files: Files | Promise<Files>;
  readonly view: ModelView;
}

/** The opened ZIP of an export whose files the test makes. */
const test = base.extend<PreviewFixtures>({
  files: [{ 'city.glb': glb() }, { option: true }],
  view: async ({ city, files }, use) => {
    const tokens = { [TOKEN]: ['export.create', 'export.read', 'export.pay'] } as const;
    const loader = await startFakeLoader({ tokens, chargeable: true, polls: 1, zip: await zipOf(await files) });
    const view = new ModelView(city);
    await view.open(loader);
    await use(view);
    await loader.close();
  },
});

test.use({ allowedErrors: [NETWORK_ERRORS] });
test.setTimeout(240_000);

/** What {@link glb} holds. */
const BOX: Box = { min: [-20, -15, -1], max: [20, 15, 20] };

async function allFiles(): Promise<Files> {
  const own = await Promise.all(
    (['stl', 'obj', 'dxf'] as const).map((format) => writtenFiles(format, sceneMeshes(), 'own')),
  );
  return {
    ...Object.fromEntries(own.flat()),
    'text.stl': textStl(),
    'faces.dxf': faceDxf(),
    'text.ply': ply('ascii'),
    'binary.ply': ply('binary_little_endian'),
    'city.glb': glb(),
    'city.dae': dae(),
    'print.3mf': await threeMf(),
  };
}

const ALL_FILES = allFiles();

test.describe('every readable format', () => {
  test('is shown: pixels that are not background', async ({ view, city }) => {
    const names = Object.keys(await ALL_FILES).filter((name) => !name.endsWith('.mtl'));
    expect(names).toHaveLength(10);
    for (const name of names) {
      await test.step(name, async () => {
        await view.section.getByRole('combobox', { name: 'Model' }).selectOption({ label: name });
        await expect(view.section.getByText(/[\d,]+ triangles/)).toBeVisible();
        const { shown, count } = await view.atRest();
        expect(shown / count, `share of ${name} in the view`).toBeGreaterThan(0.1);
      });
    }
    await city.page.screenshot({ path: test.info().outputPath('formats.png') });
  });

  test.use({ files: ALL_FILES });
});

test('layers, section, wireframe, colours and background change the picture', async ({ view }) => {
  const { section } = view;
  const whole = await view.atRest();
  const changed = (other: Pixels, share: number) =>
    expect.poll(async () => (await view.pixels()).differingFrom(other) / whole.count, LONG).toBeGreaterThan(share);
  const asBefore = (other: Pixels) =>
    expect.poll(async () => (await view.pixels()).differingFrom(other) / whole.count, LONG).toBeLessThan(0.002);

  await section.getByRole('checkbox', { name: 'Buildings' }).uncheck();
  await changed(whole, 0.05);
  await section.getByRole('checkbox', { name: 'Buildings' }).check();
  await asBefore(whole);

  await section.getByText('Height', { exact: true }).click();
  await changed(whole, 0.03);
  const cut = await view.atRest();
  const slider = section.getByRole('slider', { name: 'Cut at' });
  await slider.fill('20');
  await changed(cut, 0.03);
  await expect(slider).toHaveAttribute('aria-valuetext', '2.1 m');
  await section.getByText('Off', { exact: true }).click();
  await asBefore(whole);

  await view.tool('Wireframe').click();
  await expect.poll(async () => (await view.pixels()).shown / whole.shown, LONG).toBeLessThan(0.3);
  await view.tool('Wireframe').click();
  await asBefore(whole);

  await section.getByText('Heights', { exact: true }).click();
  await changed(whole, 0.05);
  await expect(section.getByRole('list', { name: 'Where heights come from' })).toContainText('Measured1');
  await section.getByText('File', { exact: true }).click();
  await asBefore(whole);

  await view.tool('Dark background').click();
  await changed(whole, 0.2);
  await view.tool('Dimensions').click();
  await expect(section.getByText('40 m', { exact: true })).toBeVisible();
});

/** A software renderer on a busy computer takes seconds for a picture. */
const LONG = { timeout: 60_000 };

test('measures metres between two points, and tells what is known of a building', async ({ view, city }) => {
  await view.atRest();
  await view.tool('From above').click();
  const { width, height } = (await view.surface.boundingBox())!;
  const pose = poseOf(fitted(BOX, VIEWS.top, [width, height]));
  const clickAt = async (point: Vec3) => {
    const [x, y] = projected(pose, point, [width, height])!;
    await view.click((x + 1) / 2, (1 - y) / 2);
  };
  await view.tool('Measure').click();
  await clickAt([-14, -9, 20]);
  await expect(view.section.getByText('Choose the second point.')).toBeVisible();
  await clickAt([-4, -3, 20]);
  const measurement = view.section.getByRole('region', { name: 'Measurement' });
  await expect(measurement).toContainText(/Distance11\.[67]/);
  await expect(measurement).toContainText(/Upwards-?0/);

  await view.tool('Measure').click();
  await clickAt([-9, -6, 20]);
  const chosen = view.section.getByRole('region', { name: 'Chosen object' });
  await expect(chosen).toContainText('Town hall');
  await expect(chosen).toContainText('way/1');
  await expect(chosen).toContainText('height.provenancemeasured');
  await expect(chosen).toContainText('20 m');
  await city.page.screenshot({ path: test.info().outputPath('chosen.png') });
});

test('is used by keys alone, and saves a picture', async ({ view, city }) => {
  const home = await view.atRest();
  await view.surface.focus();
  const press = async (...keys: string[]) => {
    for (const key of keys) await city.page.keyboard.press(key);
  };
  const differs = (other: Pixels) =>
    expect.poll(async () => (await view.pixels()).differingFrom(other) / home.count, LONG).toBeGreaterThan(0.02);
  await press('ArrowLeft', 'ArrowLeft', 'ArrowUp');
  await differs(home);
  await press('f', '+', '+', '+');
  await expect.poll(async () => (await view.pixels()).shown / home.shown, LONG).toBeGreaterThan(1.2);
  const near = await view.atRest();
  await press('Shift+ArrowRight', 'Shift+ArrowRight');
  await differs(near);
  await press('t', 'Enter');
  await expect(view.section.getByRole('region', { name: 'Chosen object' })).toContainText('Terrain');
  await press('m', 'Enter');
  await expect(view.section.getByText('Choose the second point.')).toBeVisible();

  const saved = city.page.waitForEvent('download');
  await view.tool('Save a picture').press('Enter');
  expect((await saved).suggestedFilename()).toBe('city.png');
});

/** Keeps the contexts that the viewer draws with, so that a test can take them away as a driver's crash does. */
const WATCH = `
const getContext = OffscreenCanvas.prototype.getContext;
self.contexts = [];
OffscreenCanvas.prototype.getContext = function (...args) {
  const context = getContext.apply(this, args);
  if (context && args[0] === 'webgl2') self.contexts.push(context);
  return context;
};
`;

interface Watched {
  readonly contexts: readonly WebGL2RenderingContext[];
  loser?: WEBGL_lose_context | null;
}

test.describe('a graphics card that stops', () => {
  test.beforeEach(({ context }) =>
    context.route('**/viewer-worker-*.js', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: WATCH + (await answer.text()) });
    }),
  );

  test('is told, and the model comes back with it', async ({ view, city }) => {
    const before = await view.atRest();
    const worker = city.page.workers().find((candidate) => candidate.url().includes('viewer-worker')) as Worker;
    await worker.evaluate(() => {
      const watched = self as unknown as Watched;
      watched.loser = watched.contexts[0]!.getExtension('WEBGL_lose_context');
      watched.loser!.loseContext();
    });
    const notice = view.section.getByText('The graphics card stopped drawing');
    await expect(notice).toBeVisible();
    await worker.evaluate(() => (self as unknown as Watched).loser!.restoreContext());
    await expect(notice).toBeHidden();
    const share = async () => (await view.pixels()).differingFrom(before) / before.count;
    await expect.poll(share, LONG).toBeLessThan(0.002);
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, colorScheme: 'dark', hasTouch: true });

  test('is shown above its controls, dark where the page is, and turns under a finger', async ({ view, city }) => {
    const before = await view.atRest();
    expect(before.shown / before.count).toBeGreaterThan(0.05);
    await city.page.screenshot({ path: test.info().outputPath('phone.png') });
    const frame = (await view.surface.boundingBox())!;
    const middle = { x: frame.x + frame.width / 2, y: frame.y + frame.height / 2 };
    const session = await city.page.context().newCDPSession(city.page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0) =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: type === 'touchEnd' ? [] : [{ x: middle.x + x, y: middle.y }],
      });
    await touch('touchStart');
    for (const x of [20, 40, 60, 80]) await touch('touchMove', x);
    await touch('touchEnd');
    const share = async () => (await view.pixels()).differingFrom(before) / before.count;
    await expect.poll(share, LONG).toBeGreaterThan(0.03);
  });
});
