import { expect } from '@playwright/test';
import { deflated, type RawEntry } from '../src/archive/test-zips.ts';
import { zipFile } from './archive-files.ts';
import { NETWORK_ERRORS, test } from './cityclip-test.ts';
import { offline } from './services.ts';

test.use({ allowedErrors: [NETWORK_ERRORS] });

const bytes = (text: string) => new TextEncoder().encode(text);

test.beforeEach(async ({ context, city }) => {
  await offline(context);
  await city.open();
});

/** Each hostile ZIP with what is said of it in the dialog. */
const HOSTILE: readonly [what: string, entries: readonly RawEntry[], says: RegExp][] = [
  ['names that leave the folder', [{ name: '../../.bashrc' }, { name: '/etc/passwd' }], /2 names would lead out/],
  ['equal names', [{ name: 'a.stl' }, { name: 'a.stl' }], /1 file has the name of another one/],
  ['encrypted files', [{ name: 'a.stl', flags: 1 }], /1 file is encrypted and cannot be opened/],
  ['a bomb that says so', [{ name: 'a.txt', size: 4e9 }], /Unpacked, this ZIP would be 4\.0 GB/],
  ['markup in names', [{ name: '<script>alert(1)<\\script>.txt' }], /<script>alert\(1\)</],
  ['a wrong checksum', [{ name: 'a.txt', data: bytes('words'), crc: 1 }], /1 file is damaged/],
];

for (const [what, entries, says] of HOSTILE) {
  test(`a ZIP with ${what} does no harm and is told`, async ({ city, page }) => {
    await city.pickZip(zipFile('hostile.zip', entries));
    const dialog = page.getByRole('dialog', { name: 'hostile.zip' });
    await expect(dialog.getByText(says).first()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });
}

test('a bomb that hides its size is stopped', async ({ city, page }) => {
  const data = await deflated(new Uint8Array(200_000_000));
  await city.dropZip(zipFile('bomb.zip', [{ name: 'bomb.txt', data, method: 8, size: 10, crc: 0 }]));
  await expect(page.getByRole('alert')).toContainText('1 file is damaged');
  await page.getByRole('button', { name: 'Read bomb.txt' }).click();
  await expect(page.getByText('This file cannot be read')).toBeVisible();
});

test('a hundred thousand entries are listed', async ({ city, page }) => {
  const many = Array.from({ length: 100_000 }, (_, i) => ({ name: `folder ${i % 9}/file ${i}` }));
  const zip = zipFile('many.zip', many, { zip64: true });
  await city.pickZip(zip);
  await expect(page.getByText('100,000 files, 0 B unpacked')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'folder 3' }).click();
  await expect(page.getByText('file 3', { exact: true })).toBeVisible();
});

test('a ZIP of another program, dropped onto the page: its tree, its triangles, its picture', async ({
  city,
  page,
}) => {
  const stl = new Uint8Array(84 + 50 * 12);
  new DataView(stl.buffer).setUint32(80, 12, true);
  const picture = bytes(
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="20" height="20"/></svg>',
  );
  await city.dropZip(
    zipFile('loader.zip', [
      { name: 'models/city.stl', data: stl },
      { name: 'preview.svg', data: picture },
      { name: 'readme.txt', data: bytes('Made elsewhere.') },
    ]),
  );
  const dialog = page.getByRole('dialog', { name: 'loader.zip' });
  await expect(dialog.getByText(/This ZIP has no report/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'models', exact: true })).toBeVisible();
  await expect(dialog.getByRole('cell', { name: '12', exact: true })).toBeVisible();
  await dialog.getByRole('button', { name: 'Show preview.svg' }).click();
  const shown = dialog.getByRole('img', { name: 'preview.svg' });
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(20);
  await dialog.getByRole('button', { name: 'Read readme.txt' }).click();
  await expect(dialog.getByText('Made elsewhere.')).toBeVisible();
});

test('what is no ZIP is told in plain words', async ({ city, page }) => {
  await city.dropZip({ name: 'photo.zip', mimeType: 'image/jpeg', buffer: Buffer.from('not a zip') });
  await expect(page.getByRole('alert')).toContainText('photo.zip is not a ZIP file.');
});
