import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { ExportError, toFailure } from '../contract/errors.ts';
import { lazyChunks } from './formats/lazy-chunks.ts';
import { countBytes, textFile } from './formats/output-files.ts';
import { packZip, streamZip } from './zip.ts';

const never = new AbortController().signal;
const ignore = () => {};

/** A file of so many chunks of 64 KiB that compress badly, made while they are read. */
function noise(name: string, chunks: number, onChunk: (index: number) => void = ignore) {
  return {
    name,
    chunks: lazyChunks(function* () {
      let state = 1;
      for (let i = 0; i < chunks; i++) {
        onChunk(i);
        yield Uint8Array.from({ length: 1 << 16 }, () => (state = (state * 48_271) % 0x7fffffff) & 255);
      }
    }),
  };
}

const FILES = [
  noise('42.stl', 20),
  textFile('report.json', '{"name":"Zürich 🏰"}\n'),
  textFile('empty.txt', ''),
  textFile('dir/Zürich 🏰.txt', 'x'.repeat(100_000)),
];

async function bytesOf(zip: Blob): Promise<Uint8Array> {
  return new Uint8Array(await zip.arrayBuffer());
}

describe('packZip', () => {
  it('gives a ZIP that JSZip reads, in the order of the files', async () => {
    const packed = await packZip(FILES, ignore, never);
    const zip = await JSZip.loadAsync(await bytesOf(packed), { checkCRC32: true });
    expect(packed.type).toBe('application/zip');
    expect(Object.values(zip.files).flatMap(({ dir, name }) => (dir ? [] : [name]))).toEqual(
      FILES.map(({ name }) => name),
    );
    for (const { name, chunks } of FILES) {
      const expected = new Uint8Array(await new Blob([...chunks] as Uint8Array<ArrayBuffer>[]).arrayBuffer());
      expect(Buffer.compare(await zip.file(name)!.async('uint8array'), expected), name).toBe(0);
    }
  });

  it('compresses', async () => {
    expect((await packZip([textFile('a', 'v 1.000 2.000\n'.repeat(100_000))], ignore, never)).size).toBeLessThan(
      20_000,
    );
  });

  it('gives the same bytes for the same files, in any time zone', async () => {
    const zone = process.env.TZ;
    const zips: Uint8Array[] = [];
    for (const name of ['UTC', 'Asia/Tokyo', 'America/Los_Angeles']) {
      process.env.TZ = name;
      zips.push(await bytesOf(await packZip(FILES, ignore, never)));
    }
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
    expect(zips.map((bytes) => Buffer.compare(bytes, zips[0]!))).toEqual([0, 0, 0]);
    const entry = (await JSZip.loadAsync(zips[0]!)).file('report.json')!;
    expect(entry.date.getUTCFullYear()).toBe(1980);
  });

  it('asks for a file only after the one before it, so that a report can name sizes', async () => {
    async function* files() {
      const model = countBytes(noise('a.stl', 3));
      yield model;
      yield textFile('report.json', String(model.bytes));
    }
    const zip = await JSZip.loadAsync(await bytesOf(await packZip(files(), ignore, never)));
    expect(await zip.file('report.json')!.async('string')).toBe(String(3 << 16));
  });

  it('reports the bytes taken in, growing to the sum', async () => {
    const seen: number[] = [];
    await packZip([noise('a', 5), noise('b', 2)], (done, total) => void seen.push(done, total), never);
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7].flatMap((chunks) => [chunks << 16, 0]));
  });

  it('stops making chunks when it is cancelled', async () => {
    const controller = new AbortController();
    let made = 0;
    const file = noise('a', 1000, (index) => {
      made++;
      if (index === 10) controller.abort();
    });
    const failure = await packZip([file], ignore, controller.signal).catch(toFailure);
    expect(failure).toMatchObject({ code: 'cancelled' });
    expect(made).toBeLessThan(15);
  });

  it('answers a cancel that comes from outside while it packs', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort());
    const failure = await packZip([noise('a', 100_000)], ignore, controller.signal).catch(toFailure);
    expect(failure).toMatchObject({ code: 'cancelled' });
  });

  it('passes on what went wrong in a writer', async () => {
    const broken = {
      name: 'a',
      chunks: lazyChunks(() => {
        throw new ExportError({ code: 'internal', message: 'broken on purpose' });
      }),
    };
    await expect(packZip([broken], ignore, never)).rejects.toThrow('broken on purpose');
  });

  it('refuses more than its limit with advice', async () => {
    const failure = await packZip([noise('a', 5), noise('b', 5)], ignore, never, 1 << 19).catch(toFailure);
    expect(failure).toMatchObject({ code: 'area-too-large', advice: expect.stringContaining('smaller area') });
  });

  it('packs no files into a valid ZIP', async () => {
    const zip = await JSZip.loadAsync(await bytesOf(await packZip([], ignore, never)));
    expect(zip.files).toEqual({});
  });
});

describe('streamZip', () => {
  it('gives the files in pieces as they are made', async () => {
    const pieces: Uint8Array[] = [];
    for await (const piece of streamZip(FILES)) pieces.push(piece);
    expect(pieces.length).toBeGreaterThan(10);
    const zip = await JSZip.loadAsync(Buffer.concat(pieces), { checkCRC32: true });
    expect(await zip.file('report.json')!.async('string')).toBe('{"name":"Zürich 🏰"}\n');
  });

  it('ends with what reads it', async () => {
    let made = 0;
    const inner = { name: 'a.3mf', chunks: streamZip([noise('b', 1000, () => made++)]) };
    const controller = new AbortController();
    const failure = await packZip([inner], (done) => done > 1 << 20 && controller.abort(), controller.signal).catch(
      toFailure,
    );
    expect(failure).toMatchObject({ code: 'cancelled' });
    expect(made).toBeLessThan(50);
  });

  it('passes on what went wrong in a writer', async () => {
    const broken = {
      name: 'a',
      chunks: lazyChunks(() => {
        throw new ExportError({ code: 'internal', message: 'broken on purpose' });
      }),
    };
    await expect(packZip([{ name: 'b', chunks: streamZip([broken]) }], ignore, never)).rejects.toThrow('on purpose');
  });
});
