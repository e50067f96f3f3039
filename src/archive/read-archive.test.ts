import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExportError } from '../contract/errors.ts';
import { extractEntry } from './extract-entry.ts';
import { type ArchiveEntry, readArchive } from './read-archive.ts';
import { changed, DIRECTORY_HEADER, findSignature, LOCAL_HEADER, SAMPLE_FILES, zipBytes } from './test-zips.ts';

const open = (bytes: Uint8Array<ArrayBuffer>) => readArchive(new Blob([bytes]), 'city.zip');

/** The error of a promise that must fail with a plain `bad-file`. */
async function badFile(promise: Promise<unknown>): Promise<ExportError> {
  const error = await promise.then(
    () => expect.fail('It was accepted.'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ExportError);
  const { failure } = error as ExportError;
  expect(failure.code).toBe('bad-file');
  expect(failure.message).toMatch(/^[A-Z“c].*\.$/s);
  expect(failure.advice).toBeTruthy();
  return error as ExportError;
}

/** Opens a ZIP and unpacks everything, the way a user would. */
async function openAll(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const { entries } = await open(bytes);
  for (const entry of entries) if (!entry.isFolder) await extractEntry(entry);
}

describe('readArchive', () => {
  it('lists files with kinds and sizes in their order', async () => {
    const { entries, hiddenCount } = await open(await zipBytes(SAMPLE_FILES));
    expect(entries.map(({ path, kind, readable }) => [path, kind, readable])).toEqual([
      ['abc123.stl', 'model', false],
      ['report.json', 'report', true],
      ['LICENSE.txt', 'licence', true],
    ]);
    expect(entries.map(({ size }) => size)).toEqual(
      Object.values(SAMPLE_FILES).map((text) => new TextEncoder().encode(text).length),
    );
    expect(entries[0]!.compressedSize).toBeLessThan(entries[0]!.size);
    expect(hiddenCount).toBe(0);
  });

  it('opens an empty ZIP', async () => {
    expect(await open(await zipBytes({}))).toEqual({ entries: [], hiddenCount: 0 });
  });

  it('shows names that leave the folder as they are, but never saves under them', async () => {
    const paths = ['../../etc/passwd.txt', '/root.stl', 'C:\\windows\\city.obj', 'a/b/city.dxf'];
    const { entries } = await open(await zipBytes(Object.fromEntries(paths.map((path) => [path, 'x']))));
    expect(entries.map(({ path }) => path)).toEqual(paths);
    expect(entries.map(({ name }) => name)).toEqual(['passwd.txt', 'root.stl', 'city.obj', 'city.dxf']);
  });

  it('counts entries that share a name', async () => {
    const { entries, hiddenCount } = await open(await zipBytes({ 'x/../city.stl': 'first', 'city.stl': 'second' }));
    expect(entries).toHaveLength(1);
    expect(hiddenCount).toBe(1);
  });

  it.each([
    ['nothing at all', new Uint8Array(0), 'city.zip is empty: it holds no data at all.'],
    ['a page of HTML', new TextEncoder().encode('<!doctype html><title>Busy</title>'), 'city.zip is not a ZIP file.'],
    ['three bytes', new Uint8Array([0x50, 0x4b, 3]), 'city.zip is incomplete: a part of it is missing.'],
  ])('refuses %s', async (_, bytes, message) => {
    expect((await badFile(open(bytes))).message).toBe(message);
  });

  it('refuses a ZIP cut anywhere, in plain words', async () => {
    const bytes = await zipBytes(SAMPLE_FILES);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), async (length) => {
        const { message } = await badFile(open(bytes.slice(0, length)));
        expect(message).toContain('city.zip');
      }),
    );
  });

  it('says that it cannot open an encrypted ZIP', async () => {
    const bytes = await zipBytes(SAMPLE_FILES);
    const encrypted = changed(bytes, (copy) => {
      copy[findSignature(copy, DIRECTORY_HEADER) + 8]! |= 1;
    });
    expect((await badFile(open(encrypted))).message).toContain('encrypted');
  });

  it('names the file that is compressed in an unknown way', async () => {
    const bytes = await zipBytes(SAMPLE_FILES);
    const unknown = changed(bytes, (copy) => {
      copy[findSignature(copy, DIRECTORY_HEADER, 1) + 10] = 99;
    });
    expect((await badFile(open(unknown))).message).toContain('“report.json” in city.zip is compressed in a way');
  });

  it('fails with nothing but a plain bad-file, whatever single byte is wrong', async () => {
    const bytes = await zipBytes(SAMPLE_FILES);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const broken = changed(bytes, (copy) => {
          copy[at]! ^= flip;
        });
        const error = await openAll(broken).catch((thrown: unknown) => thrown);
        if (error !== undefined) expect(error).toMatchObject({ failure: { code: 'bad-file' } });
      }),
      { numRuns: 400 },
    );
  });
});

describe('extractEntry', () => {
  const dataStart = (bytes: Uint8Array, name: string) => findSignature(bytes, LOCAL_HEADER, 1) + 30 + name.length;

  it('gives back the bytes and reports progress up to the end', async () => {
    const { entries } = await open(await zipBytes(SAMPLE_FILES));
    const seen: number[] = [];
    const blob = await extractEntry(entries[0]!, { onBytes: (received) => seen.push(received) });
    expect(await blob.text()).toBe(SAMPLE_FILES['abc123.stl']);
    expect(seen.at(-1)).toBe(entries[0]!.size);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });

  it('gives back any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (data) => {
        const { entries } = await open(await zipBytes({ 'x.bin': data }));
        expect(new Uint8Array(await (await extractEntry(entries[0]!)).arrayBuffer())).toEqual(new Uint8Array(data));
      }),
      { numRuns: 30 },
    );
  });

  it('names the one damaged file; the others stay good', async () => {
    const bytes = await zipBytes(SAMPLE_FILES);
    const at = dataStart(bytes, 'report.json');
    await fc.assert(
      fc.asyncProperty(fc.nat(20), fc.integer({ min: 1, max: 255 }), async (offset, flip) => {
        const broken = changed(bytes, (copy) => {
          copy[at + offset]! ^= flip;
        });
        const { entries } = await open(broken);
        const error = await badFile(extractEntry(entries[1]!));
        expect(error.message).toContain('“report.json”');
        await extractEntry(entries[0]!);
        await extractEntry(entries[2]!);
      }),
    );
  });

  it('stops when it is told to', async () => {
    const noise = Uint8Array.from({ length: 2_000_000 }, (_, i) => (i * 2_654_435_761) >>> 13);
    const { entries } = await open(await zipBytes({ 'big.bin': noise }));
    const entry = entries[0] as ArchiveEntry;
    const stop = new AbortController();
    let last = 0;
    const extraction = extractEntry(entry, {
      signal: stop.signal,
      onBytes: (received) => {
        last = received;
        stop.abort();
      },
    });
    await expect(extraction).rejects.toMatchObject({ name: 'AbortError' });
    expect(last).toBeLessThan(entry.size);
    await expect(extractEntry(entry, { signal: stop.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });
});
