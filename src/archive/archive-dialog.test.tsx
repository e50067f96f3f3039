import { Blob as NodeBlob } from 'node:buffer';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ArchiveDialog } from './archive-dialog.tsx';
import { changed, findSignature, LOCAL_HEADER, SAMPLE_FILES, zipBytes } from './test-zips.ts';

/** What the page handed to the browser's downloads: jsdom has none, so the links and their blobs are caught. */
const saved: { name: string; blob: Blob }[] = [];

beforeEach(() => {
  // jsdom's own blobs cannot be read.
  vi.stubGlobal('Blob', NodeBlob);
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
  expect(await screen.findByRole('alert')).toHaveTextContent('“notes.txt” in the ZIP is damaged');
  await user.click(screen.getByRole('button', { name: 'Save notes.txt' }));
  await vi.waitFor(() => expect(screen.getAllByRole('alert')).toHaveLength(2));
  expect(saved).toEqual([]);
});

it('tells of files that cannot be listed', async () => {
  open(await zipBytes({ 'a/../city.stl': 'one', 'city.stl': 'two' }));
  expect(await screen.findByText(/1 file of the ZIP cannot be listed/)).toBeVisible();
});

it('closes on Escape', async () => {
  const onOpenChange = vi.fn();
  const { user } = open(await zipBytes(SAMPLE_FILES), onOpenChange);
  await screen.findByRole('table');
  await user.keyboard('{Escape}');
  expect(onOpenChange).toHaveBeenCalledWith(false);
});
