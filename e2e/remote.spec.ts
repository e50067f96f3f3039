import { readFile } from 'node:fs/promises';
import { type Download, expect, type Page } from '@playwright/test';
import JSZip from 'jszip';
import type { Bbox } from '../src/geo/bbox.ts';
import { type FakeLoader, type FakeLoaderOptions, startFakeLoader } from '../src/testing/fake-3dcityloader.ts';
import { BROWSER_ARGS, findBrowser } from './browser.mjs';
import { test as base } from './cityclip-test.ts';
import { RemoteUser } from './remote-settings.ts';

const TOKEN = 'e2e-secret-token';
const BOX: Bbox = [6.9539, 50.9407, 6.9592, 50.9439];

const ZIP = model();

interface RemoteFixtures {
  readonly loaderOptions: FakeLoaderOptions;
  readonly loader: FakeLoader;
  readonly remote: RemoteUser;
}

/** The page with a box and a 3DCityLoader that stands on another origin; the user is not signed in yet. */
const test = base.extend<RemoteFixtures>({
  loaderOptions: [{}, { option: true }],
  loader: async ({ loaderOptions }, use) => {
    const tokens = { [TOKEN]: ['export.create', 'export.read', 'export.pay'] } as const;
    const loader = await startFakeLoader({ tokens, chargeable: true, polls: 1, zip: await ZIP, ...loaderOptions });
    await use(loader);
    await loader.close();
  },
  remote: async ({ city }, use) => {
    await city.open();
    await city.typeBox(BOX);
    await use(new RemoteUser(city));
  },
});

/**
 * The page is cut off from all but this computer by the browser itself: Playwright's routes would answer preflights on
 * their own, and CORS would go untested.
 */
const ALONE = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1';
const browser = findBrowser();
test.use({ launchOptions: { args: [...BROWSER_ARGS, ALONE], ...(browser && { executablePath: browser }) } });

test.use({ allowedErrors: [/^Failed to load resource: |blocked by CORS policy/] });

/** A ZIP as the service makes it, large enough to break in the middle. */
async function model(): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new JSZip();
  const noise = Uint8Array.from({ length: 400_000 }, (_, at) => (Math.imul(at + 1, 2_654_435_761) >>> 24) & 255);
  zip.file('42.stl', noise);
  zip.file('LICENSE.txt', 'A licence');
  return zip.generateAsync({ type: 'uint8array', compression: 'STORE' }) as Promise<Uint8Array<ArrayBuffer>>;
}

async function signIn(remote: RemoteUser, { endpoint }: FakeLoader, remember = false): Promise<void> {
  await remote.enter({ endpoint, token: TOKEN, remember });
  await remote.save();
}

test('an export is confirmed, followed, fetched and listed, and the token goes to the endpoint only', async ({
  city,
  remote,
  loader,
  context,
}) => {
  const said: string[] = [];
  context.on('console', (message) => said.push(message.text()));
  const carriers = new Set<string>();
  context.on('request', async (request) => {
    const everything = JSON.stringify([request.url(), await request.allHeaders(), request.postData()]);
    if (everything.includes(TOKEN)) carriers.add(new URL(request.url()).origin);
  });

  await signIn(remote, loader);
  await city.page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(remote.question).toContainText(new URL(loader.endpoint).host);
  await expect(remote.question.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await city.page.keyboard.press('Enter');
  await expect(remote.question).toBeHidden();
  expect(loader.created()).toBe(0);

  await remote.export();
  await city.waitUntilDone();
  expect(loader.created()).toBe(1);
  await city.openZip();
  expect(await city.entryNames()).toEqual(['42.stl', 'LICENSE.txt']);

  expect([...carriers]).toEqual([new URL(loader.endpoint).origin]);
  expect(JSON.stringify(loader.seen.filter(({ server }) => server === 'files'))).not.toContain(TOKEN);
  expect(await storedTexts(city.page)).not.toContain(TOKEN);
  expect(said.join()).not.toContain(TOKEN);
  expect(city.page.url()).not.toContain(TOKEN);
});

test('a refusal stands at its field', async ({ city, remote, loader }) => {
  await signIn(remote, loader);
  const errors = { format: ['is not for you'], bbox: ['lies outside of the model'] };
  loader.next('create', { status: 422, json: { message: 'The given data was invalid.', errors } });
  await remote.export();
  await expect(city.page.getByRole('radiogroup', { name: 'Format' })).toHaveAccessibleDescription(/is not for you/);
  await expect(city.page.getByRole('region', { name: 'Area' })).toContainText('lies outside of the model');
  expect(loader.created()).toBe(0);
});

test('a server that asks to wait gets its time, with a countdown', async ({ city, remote, loader }) => {
  await signIn(remote, loader);
  const wait = { status: 429, json: { message: 'Slow down.' }, headers: { 'Retry-After': '6' } };
  loader.next('create', wait);
  loader.next('status', wait);
  await remote.export();
  const again = city.newestExport.getByRole('button', { name: 'Try again' });
  await expect(again).toBeDisabled();
  await expect(city.newestExport).toContainText(/Possible in [3-6] s/);
  await expect(again).toBeEnabled({ timeout: 8000 });
  expect(loader.created()).toBe(0);
  await again.click();
  await remote.question.getByRole('button', { name: 'Create the export' }).click();
  await expect(remote.status).toContainText('Waiting as the server asks', { timeout: 8000 });
  await expect(city.newestExport).toContainText(/Next try in \d s\./);
  await city.waitUntilDone();
  expect(loader.created()).toBe(1);
});

test('a network that is lost on the way does not lose the export', async ({ city, remote, loader, context }) => {
  await signIn(remote, loader);
  await remote.export();
  await expect(remote.status).toContainText('Waiting to start');
  await context.setOffline(true);
  await expect(remote.status).toContainText('Connection lost, trying again', { timeout: 10_000 });
  await context.setOffline(false);
  await city.waitUntilDone();
  expect(loader.created()).toBe(1);
});

test.describe('a reload on the way', () => {
  test.use({ loaderOptions: { polls: 3 } });

  test('goes on by itself with a remembered token', async ({ city, remote, loader }) => {
    await signIn(remote, loader, true);
    await remote.export();
    await expect(remote.status).toContainText('Waiting to start');
    await city.page.reload();
    await expect(city.exports.getByRole('article')).toHaveCount(1);
    await city.waitUntilDone();
    expect(loader.created()).toBe(1);
    await city.page.reload();
    await city.waitUntilDone();
    await city.openZip();
  });

  test('waits for a token that is not remembered, and goes on with it', async ({ city, remote, loader }) => {
    await signIn(remote, loader);
    await remote.export();
    await expect(remote.status).toContainText('Waiting to start');
    await city.page.reload();
    await expect(remote.status).toContainText('Token needed to go on');
    await city.newestExport.getByRole('button', { name: 'Open the settings' }).click();
    await expect(remote.settings).toBeVisible();
    await signIn(remote, loader);
    await city.waitUntilDone();
    expect(loader.created()).toBe(1);
  });

  test('says that an export has expired since', async ({ city, remote, loader }) => {
    await signIn(remote, loader, true);
    await remote.export();
    await expect(remote.status).toContainText('Waiting to start');
    loader.expire();
    await city.page.reload();
    await expect(await city.waitForFailure()).toContainText('has expired');
    await city.newestExport.getByRole('button', { name: 'Dismiss' }).click();
    await expect(city.exports).toBeHidden();
    await expect.poll(() => storedTexts(city.page)).not.toContain('createdAt');
    await city.page.reload();
    await expect(city.page.getByRole('heading', { name: 'Cityclip' })).toBeVisible();
    await expect(city.exports).toBeHidden();
  });
});

test('a creation whose answer was lost is repeated only after a warning', async ({ city, remote, loader }) => {
  await signIn(remote, loader);
  loader.next('create', 'drop-answer');
  await remote.export();
  await expect(await city.waitForFailure()).toContainText('may have been created');
  await city.newestExport.getByRole('button', { name: 'Try again' }).click();
  await expect(remote.question).toContainText('You may pay twice');
  await city.page.keyboard.press('Enter');
  expect(loader.created()).toBe(1);
});

test('a download that breaks in the middle goes on where it stopped', async ({ city, remote, loader }) => {
  await signIn(remote, loader);
  loader.next('download', { cutAfter: 150_000 }, { cutAfter: 100_000 });
  await remote.export();
  await city.waitUntilDone();
  await city.openZip();
  expect(await city.entryNames()).toEqual(['42.stl', 'LICENSE.txt']);
  const ranges = loader.seen.filter(({ path }) => path.startsWith('/files/')).map(({ headers }) => headers.range);
  expect(ranges).toEqual([undefined, 'bytes=150000-', 'bytes=250000-']);
});

test.describe('a download host that lets no page in', () => {
  test.use({ loaderOptions: { filesCors: false } });

  test('gives its file to the browser, and the page says why there is no listing', async ({ city, remote, loader }) => {
    await signIn(remote, loader);
    await remote.export();
    await city.waitUntilDone();
    await city.newestExport.getByRole('button', { name: 'Open ZIP' }).click();
    const dialog = city.page.getByRole('dialog');
    await expect(dialog).toContainText('does not let a page read its files');
    const started = nextDownload(city.page);
    await dialog.getByRole('link', { name: 'Download the ZIP' }).click();
    const download = await started;
    expect(new Uint8Array(await readFile(await download.path()))).toEqual(await ZIP);
    expect(JSON.stringify(loader.seen.filter(({ server }) => server === 'files'))).not.toContain(TOKEN);
  });
});

test('the connection can be tested before it is used', async ({ remote, loader }) => {
  const { endpoint } = loader;
  await remote.enter({ endpoint, token: TOKEN });
  await remote.test();
  await expect(remote.settings).toContainText('can be reached and accepts the token');
  await remote.enter({ endpoint, token: 'wrong' });
  await remote.test();
  await expect(remote.settings.getByRole('alert')).toContainText('does not accept the token');
  await remote.enter({ endpoint: 'http://127.0.0.1:9/api', token: TOKEN });
  await remote.test();
  await expect(remote.settings.getByRole('alert')).toContainText('No answer from 127.0.0.1:9');
  expect(loader.created()).toBe(0);
});

test.describe('an endpoint that lets no page in', () => {
  test.use({ loaderOptions: { apiCors: false } });

  test('is told apart from one that is not there', async ({ remote, loader }) => {
    await remote.enter({ endpoint: loader.endpoint, token: TOKEN });
    await remote.test();
    await expect(remote.settings.getByRole('alert')).toContainText('does not let this page read its answers');
  });
});

/** The next download, in whichever tab: a link that opens its own may belong to that or to the page. */
function nextDownload(page: Page): Promise<Download> {
  return new Promise((resolve) => {
    page.on('download', resolve);
    page.context().on('page', (opened) => opened.on('download', resolve));
  });
}

/** Everything that the page has stored, as text. */
async function storedTexts(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const texts = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie];
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await done(indexedDB.open(name));
      for (const store of db.objectStoreNames) {
        texts.push(JSON.stringify(await done(db.transaction(store).objectStore(store).getAll())));
      }
    }
    return texts.join();
  });
}
