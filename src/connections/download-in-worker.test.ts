import { afterEach, describe, expect, it } from 'vitest';
import type { OrderedWorker } from '../contract/one-order.ts';
import { corsFetch } from '../testing/cors-fetch.ts';
import { failureOf } from '../testing/failure-of.ts';
import { type FakeLoader, startFakeLoader } from '../testing/fake-3dcityloader.ts';
import { downloadInWorker } from './download-in-worker.ts';
import { type DownloadOrder, serveDownload } from './serve-download.ts';

const zip = Uint8Array.from({ length: 300_000 }, (_, at) => [0x50, 0x4b][at] ?? (at * 31) & 255);
let loader: FakeLoader;

afterEach(() => loader.close());

/** The worker's program at the other end of a real message channel. */
function workerBench() {
  const { port1, port2 } = new MessageChannel();
  const seen = { orders: [] as DownloadOrder[], isTerminated: false, crash: () => {} };
  const errors = new EventTarget();
  seen.crash = () => void errors.dispatchEvent(new Event('error'));
  port2.addEventListener('message', ({ data }: MessageEvent<DownloadOrder>) => {
    seen.orders.push(data);
    void serveDownload(data, corsFetch, (message) => port2.postMessage(message));
  });
  port2.start();
  const worker: OrderedWorker = {
    postMessage: port1.postMessage.bind(port1) as OrderedWorker['postMessage'],
    addEventListener: ((type: string, listener: EventListener) => {
      (type === 'error' ? errors : port1).addEventListener(type, listener);
      port1.start();
    }) as OrderedWorker['addEventListener'],
    terminate: () => {
      seen.isTerminated = true;
      port1.close();
    },
  };
  return { worker, seen };
}

async function start(signal?: AbortSignal) {
  loader = await startFakeLoader({ zip });
  const { worker, seen } = workerBench();
  const reports: [number, number][] = [];
  const settings = { retryPause: 1, token: 'secret', fetch: corsFetch };
  const download = () =>
    downloadInWorker(
      settings,
      new URL(`${loader.files}/link/42`),
      (...bytes) => reports.push(bytes),
      signal,
      () => worker,
    );
  return { download, seen, reports };
}

describe('a download in a worker', () => {
  it('gives all bytes, tells how many came, goes on after a break, and ends the worker', async () => {
    const { download, seen, reports } = await start();
    loader.next('download', { cutAfter: 100_000 });
    const blob = await download();
    expect(new Uint8Array(await blob.arrayBuffer())).toEqual(zip);
    expect(reports[0]).toEqual([0, 300_000]);
    expect(reports.at(-1)).toEqual([300_000, 300_000]);
    expect(seen.isTerminated).toBe(true);
  });

  it('gets nothing but what it needs, least of all the token', async () => {
    const { download, seen } = await start();
    await download();
    expect(seen.orders).toEqual([{ url: `${loader.files}/link/42`, settings: { retryPause: 1 } }]);
  });

  it('fails as it would fail in the page', async () => {
    const { download, seen } = await start();
    loader.next('download', { status: 410, json: {} });
    expect(await failureOf(download())).toMatchObject({ code: 'expired' });
    expect(seen.isTerminated).toBe(true);
  });

  it('ends at once when it is aborted', async () => {
    const abort = new AbortController();
    const { download, seen } = await start(abort.signal);
    loader.next('download', { stallAfter: 5000 });
    const failure = failureOf(download());
    abort.abort();
    expect(await failure).toMatchObject({ code: 'cancelled' });
    expect(seen.isTerminated).toBe(true);
  });

  it('does not start where it was aborted before', async () => {
    const { download, seen } = await start(AbortSignal.abort());
    expect(await failureOf(download())).toMatchObject({ code: 'cancelled' });
    expect(seen.orders).toEqual([]);
  });

  it('says so where the program does not load', async () => {
    const { download, seen } = await start();
    loader.next('download', 'silence');
    const failure = failureOf(download());
    seen.crash();
    expect(await failure).toMatchObject({ code: 'internal', message: expect.stringContaining('did not load') });
    expect(seen.isTerminated).toBe(true);
  });
});
