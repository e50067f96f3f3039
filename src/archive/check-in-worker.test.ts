import { expect, it } from 'vitest';
import { ExportError } from '../contract/errors.ts';
import { checkInWorker } from './check-in-worker.ts';
import { readArchive } from './read-archive.ts';
import { checkWorkerHere } from './test-check-worker.ts';
import { type RawEntry, rawZip } from './test-zips.ts';

const LIMIT = 1e6;
const data = new TextEncoder().encode('hello');

async function check(entries: readonly RawEntry[], signal = new AbortController().signal) {
  const { files } = await readArchive(new Blob([rawZip(entries)]), 'city.zip');
  const { worker, seen } = checkWorkerHere();
  const result = checkInWorker(files, LIMIT, signal, () => worker);
  return { files, result, seen };
}

it('finds the damaged file, also among equal names, and ends the worker', async () => {
  const { files, result, seen } = await check([
    { name: 'folder/' },
    { name: 'same.txt', data },
    { name: 'same.txt', data, crc: 1 },
    { name: 'huge.stl', size: 2 * LIMIT },
  ]);
  expect(await result).toEqual({ checked: 2, damaged: [files[1]] });
  expect(seen.isTerminated).toBe(true);
});

it('has nothing to do where there are no files', async () => {
  const { result, seen } = await check([{ name: 'folder/' }]);
  expect(await result).toEqual({ checked: 0, damaged: [] });
  expect(seen.isTerminated).toBe(false);
});

it('ends the worker when nobody wants the answer any more', async () => {
  const abort = new AbortController();
  const { result, seen } = await check([{ name: 'a.txt', data }], abort.signal);
  abort.abort(new Error('closed'));
  await expect(result).rejects.toThrow('closed');
  expect(seen.isTerminated).toBe(true);
});

it('says so where the worker crashes', async () => {
  const { result, seen } = await check([{ name: 'a.txt', data }]);
  seen.crash();
  const error = await result.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ExportError);
  expect((error as ExportError).failure).toMatchObject({ code: 'internal', advice: expect.stringContaining('again') });
  expect(seen.isTerminated).toBe(true);
});
