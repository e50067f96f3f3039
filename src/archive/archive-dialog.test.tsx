import { Blob as NodeBlob, File as NodeFile } from 'node:buffer';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ArchiveFile } from '../contract/archive-file.ts';
import { ArchiveDialog } from './archive-dialog.tsx';
import { checkWorkerHere } from './test-check-worker.ts';
import { changed, findSignature, LOCAL_HEADER, type RawEntry, rawZip, SAMPLE_FILES, zipBytes } from './test-zips.ts';

// jsdom has no workers: the checking one's program runs in the test's thread.
vi.mock('./check-in-worker.ts', async (original) => {
  const { checkInWorker } = await original<typeof import('./check-in-worker.ts')>();
  const here: typeof checkInWorker = (files, limit, signal) =>
    checkInWorker(files, limit, signal, () => checkWorkerHere().worker);
  return { checkInWorker: here };
});

/** What the page handed to the browser's downloads: jsdom has none, so the links and their blobs are caught. */
const saved: { name: string; blob: Blob }[] = [];

beforeEach(() => {
  // jsdom's own blobs cannot be read.
  vi.stubGlobal('Blob', NodeBlob);
  vi.stubGlobal('File', NodeFile);
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  saved.length = 0;
  const blobs = new Map<string, Blob>();
  URL.createObjectURL = (blob) => {
    const url = `blob:test/${blobs.size}`;
    blobs.set(url, blob as Blob);
    return url;
  };
  URL.revokeObjectURL = (url) => void blobs.delete(url);
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push({ name: this.download, blob: blobs.get(this.href) as Blob });
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function open(bytes: Uint8Array<ArrayBuffer>, onOpenChange = (_: boolean) => {}) {
  const blob = new Blob([bytes], { type: 'application/zip' });
  render(<ArchiveDialog open onOpenChange={onOpenChange} blob={blob} fileName="city.zip" />);
  return { blob, user: userEvent.setup() };
}

const rowTexts = () =>
  within(screen.getByRole('table', { name: 'Files in the ZIP' }))
    .getAllByRole('row')
    .slice(1)
    .map((row) => [
      within(row).getByRole('rowheader').textContent,
      ...within(row)
        .getAllByRole('cell')
        .slice(0, 2)
        .map((cell) => cell.textContent),
    ]);

it('lists the files of the ZIP with kind and size, and their sum', async () => {
  open(await zipBytes(SAMPLE_FILES));
  expect(screen.getByRole('dialog', { name: 'city.zip' })).toBeVisible();
  expect(await screen.findByText('3 files, 12 kB unpacked')).toBeVisible();
  expect(rowTexts()).toEqual([
    ['abc123.stl', 'Model', '12 kB'],
    ['report.json', 'Report', '32 B'],
    ['LICENSE.txt', 'Licence', '39 B'],
  ]);
});

it('says on top that the city is made up', async () => {
  open(await zipBytes(SAMPLE_FILES));
  expect(await screen.findByText('This city is made up.')).toBeVisible();
});

it('shows a text and closes it', async () => {
  const { user } = open(await zipBytes(SAMPLE_FILES));
  await user.click(await screen.findByRole('button', { name: 'Read LICENSE.txt' }));
  const text = screen.getByRole('region', { name: 'LICENSE.txt' });
  expect(await within(text).findByText(/ODbL 1.0/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Read abc123.stl' })).toBeNull();
  await user.click(within(text).getByRole('button', { name: 'Close the text' }));
  expect(screen.queryByRole('region', { name: 'LICENSE.txt' })).toBeNull();
});

it('saves the whole ZIP', async () => {
  const { blob, user } = open(await zipBytes(SAMPLE_FILES));
  await user.click(screen.getByRole('button', { name: 'Save ZIP' }));
  expect(saved).toEqual([{ name: 'city.zip', blob }]);
});

it('saves one file, unpacked, under its bare name', async () => {
  const { user } = open(await zipBytes({ '../out/city.stl': 'solid city' }));
  await user.click(await screen.findByRole('button', { name: 'Save ../out/city.stl' }));
  await vi.waitFor(() => expect(saved.map(({ name }) => name)).toEqual(['city.stl']));
  expect(saved[0]!.blob.size).toBe('solid city'.length);
});

it('says that a ZIP is empty', async () => {
  open(await zipBytes({}));
  expect(await screen.findByText(/This ZIP is empty/)).toBeVisible();
});

it('says that a ZIP is incomplete, and still saves it', async () => {
  const bytes = await zipBytes(SAMPLE_FILES);
  const { user } = open(bytes.slice(0, -10));
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('city.zip is incomplete');
  await user.click(screen.getByRole('button', { name: 'Save ZIP' }));
  expect(saved).toHaveLength(1);
});

it('names the damaged file when it is read or saved', async () => {
  const bytes = await zipBytes({ 'notes.txt': 'some words that can be compressed, compressed, compressed' });
  const broken = changed(bytes, (copy) => {
    copy[findSignature(copy, LOCAL_HEADER) + 30 + 'notes.txt'.length + 5]! ^= 0xff;
  });
  const { user } = open(broken);
  await user.click(await screen.findByRole('button', { name: 'Read notes.txt' }));
  const told = () => screen.getAllByRole('alert').map(({ textContent }) => textContent);
  await vi.waitFor(() =>
    expect(told()).toContainEqual(expect.stringMatching(/cannot be read“notes.txt” in the ZIP is dam/)),
  );
  await user.click(screen.getByRole('button', { name: 'Save notes.txt' }));
  await vi.waitFor(() =>
    expect(told()).toContainEqual(expect.stringMatching(/^notes.txt was not saved“notes.txt” in/)),
  );
  expect(saved).toEqual([]);
});

const dropped = (entries: readonly RawEntry[]) => open(rawZip(entries));
const bytesOf = (text: string) => new TextEncoder().encode(text);

it('shows folders as a tree that opens and closes', async () => {
  const { user } = dropped([{ name: 'models/a/one.stl' }, { name: 'models/two.stl' }, { name: 'readme.txt' }]);
  await screen.findByRole('table');
  expect(screen.getAllByRole('rowheader').map(({ textContent }) => textContent)).toEqual([
    'models',
    'a',
    'one.stl',
    'two.stl',
    'readme.txt',
  ]);
  await user.click(screen.getByRole('button', { name: 'models', expanded: true }));
  expect(screen.getAllByRole('rowheader').map(({ textContent }) => textContent)).toEqual(['models', 'readme.txt']);
});

it('tells how many triangles a binary STL has', async () => {
  const stl = new Uint8Array(84 + 50 * 1234);
  new DataView(stl.buffer).setUint32(80, 1234, true);
  dropped([{ name: 'city.stl', data: stl }]);
  expect(await screen.findByRole('cell', { name: '1,234' })).toBeVisible();
});

it('checks the files by itself, and names the damaged one', async () => {
  dropped([{ name: 'good.txt', data: bytesOf('good') }]);
  expect(await screen.findByText(/All files are undamaged/)).toBeVisible();
  cleanup();
  dropped([
    { name: 'good.txt', data: bytesOf('good') },
    { name: 'bad.txt', data: bytesOf('bad'), crc: 1 },
  ]);
  expect(await screen.findByRole('alert')).toHaveTextContent('1 file is damaged');
  expect(screen.getByRole('alert')).toHaveTextContent('“bad.txt”');
});

it('shows a picture', async () => {
  const { user } = dropped([{ name: 'view.svg', data: bytesOf('<svg xmlns="http://www.w3.org/2000/svg"/>') }]);
  await user.click(await screen.findByRole('button', { name: 'Show view.svg' }));
  expect(await screen.findByRole('img', { name: 'view.svg' })).toHaveAttribute('src', expect.stringMatching(/^blob:/));
});

it.each([
  ['names that leave the folder', [{ name: '../../.bashrc' }, { name: '/etc/passwd' }], /2 names would lead out/],
  ['equal names', [{ name: 'a.stl' }, { name: 'a.stl' }], /1 file has the name of another one/],
  ['encrypted files', [{ name: 'a.stl', flags: 1 }], /1 file is encrypted/],
  ['a bomb', [{ name: 'a.stl', size: 4e9 }], /Unpacked, this ZIP would be 4\.0 GB/],
] as const)('warns of %s', async (_, entries, words) => {
  dropped(entries);
  expect(await screen.findByText(words)).toBeVisible();
});

it('shows markup and hidden characters in names as what they are', async () => {
  dropped([{ name: '<img src=x onerror=alert(1)>.txt' }, { name: 'gpj.\u202Eexe' }]);
  await screen.findByRole('table');
  expect(screen.queryByRole('img')).toBeNull();
  expect(screen.getByText('<img src=x onerror=alert(1)>.txt')).toBeVisible();
  expect(screen.getByText('gpj.�exe')).toBeVisible();
});

it('shows many files in steps', async () => {
  const { user } = dropped(Array.from({ length: 610 }, (_, i) => ({ name: `file ${i}` })));
  await screen.findByText('550 more lines');
  const lines = () => document.querySelectorAll('tbody tr').length;
  expect(lines()).toBe(60);
  await user.click(screen.getByText('Show 60 more'));
  expect(lines()).toBe(120);
});

it('unpacks a file beyond the limit only when it is allowed', async () => {
  const { user } = dropped([{ name: 'big.stl', size: 4e9 }]);
  await user.click(await screen.findByRole('button', { name: 'Save big.stl' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('would unpack to 4.0 GB');
  await user.click(screen.getByRole('button', { name: 'Unpack it all the same' }));
  expect(await screen.findByText(/“big\.stl” in the ZIP is damaged/)).toBeVisible();
  expect(saved).toEqual([]);
});

it('saves where the browser’s dialog says, and nothing when that is cancelled', async () => {
  const written: Blob[] = [];
  const picker = vi.fn(async (_: { suggestedName: string }) => ({
    createWritable: async () => ({
      write: async (content: Blob) => void written.push(content),
      close: async () => undefined,
    }),
  }));
  vi.stubGlobal('showSaveFilePicker', picker);
  const { user, blob } = open(await zipBytes(SAMPLE_FILES));
  await user.click(screen.getByRole('button', { name: 'Save ZIP' }));
  expect(await screen.findByText('Saved city.zip.')).toBeVisible();
  expect(picker).toHaveBeenCalledWith({ suggestedName: 'city.zip' });
  expect(written.reduce((sum, { size }) => sum + size, 0)).toBe(blob.size);
  picker.mockRejectedValueOnce(new DOMException('The user aborted a request.', 'AbortError'));
  await user.click(screen.getByRole('button', { name: 'Save LICENSE.txt' }));
  expect(screen.queryByRole('alert')).toBeNull();
  expect(saved).toEqual([]);
});

it('gives a preview the files', async () => {
  const data = bytesOf('solid');
  const preview = vi.fn((files: readonly ArchiveFile[]) => <p>{files.map(({ path }) => path).join()}</p>);
  const blob = new Blob([rawZip([{ name: 'a/city.stl', data }])]);
  render(<ArchiveDialog open onOpenChange={() => {}} blob={blob} fileName="own.zip" own preview={preview} />);
  expect(await screen.findAllByText('city.stl')).not.toHaveLength(0);
  expect(preview.mock.lastCall![0]).toMatchObject([{ path: 'a/city.stl', size: 5 }]);
  expect(screen.queryByRole('button', { name: 'Save ZIP' })).toBeNull();
});

it('closes on Escape', async () => {
  const onOpenChange = vi.fn();
  const { user } = open(await zipBytes(SAMPLE_FILES), onOpenChange);
  await screen.findByRole('table');
  await user.keyboard('{Escape}');
  expect(onOpenChange).toHaveBeenCalledWith(false);
});
