import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../contract/crc32.ts';
import { ExportError } from '../contract/errors.ts';
import { TooLargeError } from './archive-errors.ts';
import { extractEntry } from './extract-entry.ts';
import { type ArchiveEntry, readArchive } from './read-archive.ts';
import {
  changed,
  DIRECTORY_HEADER,
  deflated,
  findSignature,
  LOCAL_HEADER,
  rawZip,
  SAMPLE_FILES,
  zipBytes,
} from './test-zips.ts';

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
  const { files } = await open(bytes);
  for (const file of files) await extractEntry(file);
}

describe('readArchive', () => {
  it('lists files with kinds and sizes in their order', async () => {
    const { files } = await open(await zipBytes(SAMPLE_FILES));
    expect(files.map(({ path, kind, view }) => [path, kind, view])).toEqual([
      ['abc123.stl', 'model', undefined],
      ['report.json', 'report', 'text'],
      ['LICENSE.txt', 'licence', 'text'],
    ]);
    expect(files.map(({ size }) => size)).toEqual(
      Object.values(SAMPLE_FILES).map((text) => new TextEncoder().encode(text).length),
    );
    expect(files[0]!.compressedSize).toBeLessThan(files[0]!.size);
  });

  it('opens an empty ZIP', async () => {
    expect(await open(await zipBytes({}))).toMatchObject({ files: [] });
  });

  it('shows names that leave the folder as they are, but never saves under them', async () => {
    const paths = ['../../etc/passwd.txt', '/root.stl', 'C:\\windows\\city.obj', 'a/b/city.dxf'];
    const { files } = await open(await zipBytes(Object.fromEntries(paths.map((path) => [path, 'x']))));
    expect(files.map(({ path }) => path)).toEqual(paths);
    expect(files.map(({ name }) => name)).toEqual(['passwd.txt', 'root.stl', 'city.obj', 'city.dxf']);
  });

  it('lists all entries that share a name, each with its own bytes', async () => {
    const text = (words: string) => new TextEncoder().encode(words);
    const twins = rawZip([
      { name: 'city.stl', data: text('first') },
      { name: 'city.stl', data: text('second') },
    ]);
    const { files } = await open(twins);
    const contents = await Promise.all(files.map(async (entry) => (await extractEntry(entry)).text()));
    expect(contents).toEqual(['first', 'second']);
  });

  it('lists a hundred thousand entries, in the short form and in ZIP64', async () => {
    const many = Array.from({ length: 100_000 }, (_, i) => ({ name: `folder ${i % 7}/file ${i}.txt` }));
    const { files } = await open(rawZip(many, { zip64: true }));
    expect(files).toHaveLength(100_000);
    expect(files[99_999]!.path).toBe('folder 4/file 99999.txt');
    expect((await open(rawZip(many.slice(0, 66_000)))).files).toHaveLength(66_000);
  }, 120_000);

  it('reads ZIP64 and what stands behind other bytes', async () => {
    const data = new TextEncoder().encode('a city');
    for (const zip of [
      rawZip([{ name: 'a.txt', data }], { zip64: true }),
      new Uint8Array([...data, ...rawZip([{ name: 'a.txt', data }])]),
    ]) {
      const { files } = await open(zip);
      expect(await (await extractEntry(files[0]!)).text()).toBe('a city');
    }
  });

  it('refuses ZIP64 with impossible numbers in plain words', async () => {
    const zip = changed(rawZip([{ name: 'a.txt' }], { zip64: true }), (copy) => {
      copy.fill(0xff, findSignature(copy, [6, 6]) + 40, findSignature(copy, [6, 6]) + 56);
    });
    expect((await badFile(open(zip))).message).toBe('city.zip is damaged: its list of files cannot be read.');
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

  it('lists encrypted files, and says that it cannot open them', async () => {
    const bytes = await zipBytes(SAMPLE_FILES);
    const encrypted = changed(bytes, (copy) => {
      copy[findSignature(copy, DIRECTORY_HEADER) + 8]! |= 1;
    });
    const { files } = await open(encrypted);
    expect((await badFile(extractEntry(files[0]!))).message).toContain('“abc123.stl” in the ZIP is encrypted');
    await extractEntry(files[1]!);
  });

  it('names the file that is compressed in an unknown way', async () => {
    const bytes = await zipBytes(SAMPLE_FILES);
    const unknown = changed(bytes, (copy) => {
      copy[findSignature(copy, DIRECTORY_HEADER, 1) + 10] = 99;
    });
    const { files } = await open(unknown);
    expect((await badFile(extractEntry(files[1]!))).message).toContain('“report.json” in the ZIP is compressed in a');
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
    const { files } = await open(await zipBytes(SAMPLE_FILES));
    const seen: number[] = [];
    const blob = await extractEntry(files[0]!, { onBytes: (received) => seen.push(received) });
    expect(await blob.text()).toBe(SAMPLE_FILES['abc123.stl']);
    expect(seen.at(-1)).toBe(files[0]!.size);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });

  it('gives back any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (data) => {
        const { files } = await open(await zipBytes({ 'x.bin': data }));
        expect(new Uint8Array(await (await extractEntry(files[0]!)).arrayBuffer())).toEqual(new Uint8Array(data));
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
        const { files } = await open(broken);
        const error = await badFile(extractEntry(files[1]!));
        expect(error.message).toContain('“report.json”');
        await extractEntry(files[0]!);
        await extractEntry(files[2]!);
      }),
    );
  });

  it('unpacks no more than the limit, by what the ZIP states', async () => {
    const { files } = await open(rawZip([{ name: 'big.stl', size: 4_000_000_000 }]));
    const error = await badFile(extractEntry(files[0]!));
    expect(error).toBeInstanceOf(TooLargeError);
    expect(error.message).toBe('“big.stl” would unpack to 4.0 GB, more than the limit of 1.0 GB.');
  });

  it('stops a bomb that states less than it holds at the first byte too many', async () => {
    const data = await deflated(new Uint8Array(50_000_000));
    const { files } = await open(rawZip([{ name: 'bomb.txt', data, method: 8, size: 1000, crc: 0 }]));
    let received = 0;
    const error = await badFile(extractEntry(files[0]!, { onBytes: (bytes) => (received = bytes) }));
    expect(error.message).toContain('“bomb.txt” in the ZIP is damaged');
    expect(received).toBeLessThan(1000);
  });

  it('unpacks beyond the limit where the user raised it', async () => {
    const data = await deflated(new Uint8Array(3000));
    const crc = crc32(new Uint8Array(3000));
    const { files } = await open(rawZip([{ name: 'big.txt', data, method: 8, size: 3000, crc }]));
    await expect(extractEntry(files[0]!, { limit: 2999 })).rejects.toBeInstanceOf(TooLargeError);
    expect((await extractEntry(files[0]!, { limit: 3000 })).size).toBe(3000);
  });

  it('stops when it is told to', async () => {
    const noise = Uint8Array.from({ length: 2_000_000 }, (_, i) => (i * 2_654_435_761) >>> 13);
    const { files } = await open(await zipBytes({ 'big.bin': noise }));
    const entry = files[0] as ArchiveEntry;
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
