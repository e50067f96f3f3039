import { expose } from 'comlink';
import { describe, expect, it, vi } from 'vitest';
import type { AppConfig } from '../contract/config.ts';
import type { EngineService } from '../contract/connection.ts';
import type { Job } from '../contract/job.ts';
import { embeddedConnection } from './embedded.ts';
import type { EngineWorker } from './engine-process.ts';

const config: AppConfig = {
  mapStyle: 'https://maps.test/style',
  overpass: ['https://overpass.test'],
  terrain: [
    {
      id: 'hills',
      label: 'Hills',
      url: 'https://hills.test/{z}/{x}/{y}.png',
      tileSize: 256,
      zoom: 12,
      maxZoom: 14,
      attribution: 'Hills',
      licence: 'CC0',
    },
  ],
  geocoder: { url: 'https://search.test', attribution: 'Search' },
  remoteEndpoint: 'https://exports.test/api',
};

/** A real message channel with a small engine behind it; `crash` is what a browser does when a worker dies. */
function workerBench() {
  const workers: { crash(): void; configured: AppConfig[]; cancelled: string[]; terminated: boolean }[] = [];
  const startWorker = (): EngineWorker => {
    const { port1, port2 } = new MessageChannel();
    const seen = { crash: () => {}, configured: [] as AppConfig[], cancelled: [] as string[], terminated: false };
    const jobs = new Map<string, Job>();
    const service: EngineService = {
      configure: async (given) => void seen.configured.push(given),
      create: async (request) => {
        if (request.address === 'nowhere') return { failure: { code: 'no-data', message: 'Nothing is there.' } };
        const job: Job = { id: `w${workers.length}-${jobs.size + 1}`, status: 'pending' };
        jobs.set(job.id, job);
        return { value: job };
      },
      status: async (id) =>
        id.endsWith('-2') ? await new Promise(() => {}) : { value: { ...jobs.get(id)!, status: 'processing' } },
      cancel: async (id) => void seen.cancelled.push(id),
      artifact: async () => ({ value: new Blob(['PK zip']) }),
    };
    expose(service, port2);
    const errors = new EventTarget();
    seen.crash = () => errors.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' }));
    workers.push(seen);
    return {
      postMessage: port1.postMessage.bind(port1) as EngineWorker['postMessage'],
      addEventListener: ((type: string, listener: EventListener) => {
        if (type !== 'message') return errors.addEventListener(type, listener);
        port1.addEventListener(type, listener);
        port1.start();
      }) as EngineWorker['addEventListener'],
      removeEventListener: port1.removeEventListener.bind(port1) as EngineWorker['removeEventListener'],
      terminate: () => {
        seen.terminated = true;
        port1.close();
      },
    };
  };
  return { workers, connection: embeddedConnection(config, startWorker) };
}

describe('the embedded engine', () => {
  it('starts one worker, with the first job, and configures it once', async () => {
    const { workers, connection } = workerBench();
    expect(workers).toHaveLength(0);
    const first = await connection.create({ bbox: [0, 0, 1, 1] });
    await connection.create({ bbox: [0, 0, 1, 1] });
    expect((await connection.status(first.id)).status).toBe('processing');
    expect(workers).toHaveLength(1);
    expect(workers[0]!.configured).toEqual([config]);
    workers[0]!.crash();
  });

  it('rejects with the failure that the engine answers', async () => {
    const { workers, connection } = workerBench();
    await expect(connection.create({ address: 'nowhere' })).rejects.toMatchObject({ failure: { code: 'no-data' } });
    workers[0]!.crash();
  });

  it('hands over the ZIP and reports its size', async () => {
    const { workers, connection } = workerBench();
    const job = await connection.create({ bbox: [0, 0, 1, 1] });
    const reports: number[][] = [];
    const zip = await connection.download(job, (...bytes) => reports.push(bytes));
    expect(await zip.text()).toBe('PK zip');
    expect(reports).toEqual([[6, 6]]);
    workers[0]!.crash();
  });

  it('cancels a job, and a job whose creation was aborted', async () => {
    const { workers, connection } = workerBench();
    const job = await connection.create({ bbox: [0, 0, 1, 1] });
    await connection.cancel!(job.id);
    const abort = new AbortController();
    const creating = connection.create({ bbox: [0, 0, 1, 1] }, abort.signal);
    abort.abort();
    await expect(creating).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    await vi.waitFor(() => expect(workers[0]!.cancelled).toEqual(['w1-1', 'w1-2']));
    workers[0]!.crash();
  });

  it('fails what waits and what runs when the worker crashes, and starts a new one for the next job', async () => {
    const { workers, connection } = workerBench();
    const first = await connection.create({ bbox: [0, 0, 1, 1] });
    const second = await connection.create({ bbox: [0, 0, 1, 1] });
    const open = connection.status(second.id);
    setTimeout(workers[0]!.crash, 20);
    const stopped = { failure: { code: 'internal', message: expect.stringContaining('stopped unexpectedly') } };
    await expect(open).rejects.toMatchObject(stopped);
    await expect(connection.status(first.id)).rejects.toMatchObject(stopped);
    expect(workers[0]!.terminated).toBe(true);

    const third = await connection.create({ bbox: [0, 0, 1, 1] });
    expect((await connection.status(third.id)).status).toBe('processing');
    expect(workers).toHaveLength(2);
    await expect(connection.status(first.id)).rejects.toMatchObject(stopped);
    workers[1]!.crash();
  });

  it('says so when the worker does not even start, and tries again with the next job', async () => {
    const { workers, connection } = workerBench();
    const creating = connection.create({ bbox: [0, 0, 1, 1] });
    workers[0]!.crash();
    await expect(creating).rejects.toMatchObject({ failure: { message: expect.stringContaining('not be started') } });
    await connection.create({ bbox: [0, 0, 1, 1] });
    workers[1]!.crash();
  });

  it('names an export that it does not know', async () => {
    await expect(workerBench().connection.status('9')).rejects.toMatchObject({ failure: { code: 'not-found' } });
  });
});
