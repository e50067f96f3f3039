import { afterEach, expect, it } from 'vitest';
import { corsFetch } from '../testing/cors-fetch.ts';
import { failureOf } from '../testing/failure-of.ts';
import { type FakeLoader, type FakeLoaderOptions, startFakeLoader } from '../testing/fake-3dcityloader.ts';
import { downloadZip } from './remote-download.ts';
import type { RemoteSettings } from './remote-request.ts';

const zip = zipOf(300_000, 1);
let loader: FakeLoader;

afterEach(() => loader.close());

function zipOf(size: number, seed: number): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from({ length: size }, (_, at) => (at * 31 + seed * 7 + (at >> 8)) & 255);
  bytes.set([0x50, 0x4b]);
  return bytes;
}

interface Bench {
  readonly loader?: FakeLoaderOptions;
  readonly settings?: Partial<RemoteSettings>;
}

/** Downloads as a page of another origin; the bytes are reported into `reports`. */
async function download(prepare: (loader: FakeLoader) => void, bench: Bench = {}) {
  loader = await startFakeLoader({ zip, ...bench.loader });
  prepare(loader);
  const reports: [number, number][] = [];
  const settings = { fetch: corsFetch, retryPause: 1, ...bench.settings };
  const blob = downloadZip(settings, new URL(`${loader.files}/link/42`), (...bytes) => reports.push(bytes));
  return { bytes: blob.then(async (got) => new Uint8Array(await got.arrayBuffer())), reports };
}

const ranges = () => loader.seen.filter(({ path }) => path.startsWith('/files/')).map(({ headers }) => headers.range);

it('goes on where it broke, several times, with the bytes and their order intact', async () => {
  const { bytes, reports } = await download((fake) =>
    fake.next('download', { cutAfter: 100_000 }, { cutAfter: 50_000 }, { cutAfter: 1000 }),
  );
  expect(await bytes).toEqual(zip);
  expect(ranges()).toEqual([undefined, 'bytes=100000-', 'bytes=150000-', 'bytes=151000-']);
  expect(reports.at(-1)).toEqual([300_000, 300_000]);
  const received = reports.map(([count]) => count);
  expect(received).toEqual(received.toSorted((a, b) => a - b));
});

it('goes on with a file of unknown size', async () => {
  const { bytes, reports } = await download((fake) => fake.next('download', { cutAfter: 100_000 }), {
    loader: { sized: false },
  });
  expect(await bytes).toEqual(zip);
  expect(ranges()).toEqual([undefined, 'bytes=100000-']);
  expect(reports.at(-1)).toEqual([300_000, 0]);
});

it('starts again where the server gives no parts', async () => {
  const { bytes } = await download((fake) => fake.next('download', { cutAfter: 100_000 }), {
    loader: { ranges: false },
  });
  expect(await bytes).toEqual(zip);
});

it('never joins parts of two files', async () => {
  const other = zipOf(300_000, 2);
  const swap: typeof fetch = async (input, init) => {
    if (new Headers(init?.headers).has('range')) loader.replaceZip(other);
    return corsFetch(input, init);
  };
  const { bytes } = await download((fake) => fake.next('download', { cutAfter: 100_000 }), {
    settings: { fetch: swap },
  });
  expect(await bytes).toEqual(other);
  expect(ranges()).toEqual([undefined, 'bytes=100000-', undefined]);
});

it('starts again where the file became shorter than what was there', async () => {
  const shorter = zipOf(50_000, 3);
  const swap: typeof fetch = async (input, init) => {
    if (new Headers(init?.headers).has('range')) loader.replaceZip(shorter);
    return corsFetch(input, init);
  };
  const { bytes } = await download((fake) => fake.next('download', { cutAfter: 100_000 }), {
    settings: { fetch: swap },
  });
  expect(await bytes).toEqual(shorter);
});

it('gives up after some breaks, and says so', async () => {
  const cuts = Array.from({ length: 9 }, () => ({ cutAfter: 1000 }));
  const { bytes } = await download((fake) => fake.next('download', ...cuts));
  expect(await failureOf(bytes)).toMatchObject({ code: 'offline' });
  expect(ranges().length).toBeLessThan(9);
});

it('goes on when the server falls silent', async () => {
  const { bytes } = await download((fake) => fake.next('download', { stallAfter: 5000 }), {
    settings: { timeout: 100 },
  });
  expect(await bytes).toEqual(zip);
  expect(ranges()).toEqual([undefined, 'bytes=5000-']);
});

it('is repeated once where the connection broke before the first byte', async () => {
  const { bytes } = await download((fake) => fake.next('download', 'drop'));
  expect(await bytes).toEqual(zip);
});

it('from a server that is gone says that there is no answer', async () => {
  const { bytes } = await download((fake) => fake.next('download', 'drop', 'drop'));
  expect(await failureOf(bytes)).toMatchObject({ code: 'offline' });
});

it('from a host without CORS gives the link to the browser, and says why', async () => {
  const { bytes } = await download(() => {}, { loader: { filesCors: false } });
  const failure = await failureOf(bytes);
  expect(failure).toMatchObject({ code: 'blocked', link: `${loader.files}/link/42` });
  expect(failure.message).toContain('does not let a page read its files');
});

it.each([
  ['https that works', true],
  ['https that does not', false],
])('over http on an https page is tried by %s', async (_, works) => {
  loader = await startFakeLoader({ zip });
  const asked: string[] = [];
  const fetchFile: typeof fetch = async (input) => {
    asked.push(String(input));
    if (!works) throw new TypeError('Failed to fetch');
    return new Response(zip, { headers: { 'Content-Length': String(zip.length) } });
  };
  const url = new URL('http://files.test/42.zip');
  const got = downloadZip({ fetch: fetchFile, securePage: true }, url, () => {});
  if (works) {
    expect((await got).size).toBe(zip.length);
  } else {
    const failure = await failureOf(got);
    expect(failure).toMatchObject({ code: 'blocked', link: 'http://files.test/42.zip' });
    expect(failure.message).toContain('unencrypted');
  }
  expect(asked.every((address) => address.startsWith('https://files.test'))).toBe(true);
});
