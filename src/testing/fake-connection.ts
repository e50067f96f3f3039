import { type Capabilities, ENGINE_CAPABILITIES, REMOTE_CAPABILITIES } from '../contract/capabilities.ts';
import type { Connection, ConnectionId, OnBytes } from '../contract/connection.ts';
import { ExportError, type Failure } from '../contract/errors.ts';
import type { Job, JobId } from '../contract/job.ts';
import type { ExportRequest } from '../contract/request.ts';

/** A connection without engine or network: the test tells how its jobs fare. */
export interface FakeConnection extends Connection {
  readonly requests: readonly ExportRequest[];
  readonly cancelled: readonly JobId[];
  /** How often each method was asked. */
  readonly asked: { status: number; download: number };
  /** Changes what the status of a job (the latest unless told) will be. */
  tell(changes: Partial<Job>, id?: JobId): void;
  /** Fails a method until {@link FakeConnection.recover}. */
  fail(method: 'create' | 'status' | 'download', failure: Failure): void;
  recover(method: 'create' | 'status' | 'download'): void;
  /** Keeps creations or downloads waiting until the returned function is called; a download reports `bytes` first. */
  hold(method: 'create' | 'download', bytes?: Parameters<OnBytes>): () => void;
}

interface FakeOptions {
  readonly polling?: Connection['polling'];
  readonly zip?: Blob;
  readonly endpoint?: string;
}

/** @param id `embedded` can cancel and is free; `remote` can do neither */
export function fakeConnection(id: ConnectionId, options: FakeOptions = {}): FakeConnection {
  const { polling = { first: 5, next: 5 }, zip = new Blob(['PK fake zip']), endpoint } = options;
  const capabilities: Capabilities = id === 'embedded' ? ENGINE_CAPABILITIES : REMOTE_CAPABILITIES;
  const requests: ExportRequest[] = [];
  const cancelled: JobId[] = [];
  const asked = { status: 0, download: 0 };
  const jobs = new Map<JobId, Job>();
  const failures = new Map<string, Failure>();
  const holds = new Map<string, { released: Promise<void>; bytes: Parameters<OnBytes> | undefined }>();

  const throwIfFailing = (method: string) => {
    const failure = failures.get(method);
    if (failure) throw new ExportError(failure);
  };

  const throwIfAborted = (signal: AbortSignal | undefined) => {
    if (signal?.aborted) throw new ExportError({ code: 'cancelled', message: 'The export was cancelled.' });
  };

  const released = async (method: string, signal: AbortSignal | undefined) => {
    const aborted = new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
    await Promise.race([holds.get(method)?.released, aborted]);
    throwIfAborted(signal);
  };

  return {
    id,
    label: id === 'embedded' ? 'Cityclip engine' : '3DCityLoader',
    ...(endpoint && { endpoint }),
    capabilities,
    polling,
    requests,
    cancelled,
    asked,

    async create(request, signal) {
      requests.push(request);
      await released('create', signal);
      throwIfFailing('create');
      const job: Job = { id: String(jobs.size + 1), status: 'pending' };
      jobs.set(job.id, job);
      return job;
    },
    async status(jobId) {
      asked.status++;
      throwIfFailing('status');
      const job = jobs.get(jobId);
      if (!job) throw new ExportError({ code: 'not-found', message: `There is no export ${jobId}.` });
      return job;
    },
    ...(id === 'embedded' && { cancel: async (jobId: JobId) => void cancelled.push(jobId) }),
    async download(_job, onBytes, signal) {
      asked.download++;
      const bytes = holds.get('download')?.bytes;
      if (bytes) onBytes(...bytes);
      await released('download', signal);
      throwIfFailing('download');
      onBytes(zip.size, zip.size);
      return zip;
    },

    tell(changes, jobId = String(jobs.size)) {
      const job = jobs.get(jobId);
      if (job) jobs.set(jobId, { ...job, ...changes });
    },
    fail: (method, failure) => void failures.set(method, failure),
    recover: (method) => void failures.delete(method),
    hold(method, bytes) {
      let release = () => {};
      const promise = new Promise<void>((resolve) => (release = resolve));
      holds.set(method, { released: promise, bytes });
      return () => {
        holds.delete(method);
        release();
      };
    },
  };
}
