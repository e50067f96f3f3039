import { setTimeout as pause } from 'node:timers/promises';
import { archiveName } from '../../contract/archive-name.ts';
import { type Failure, toFailure } from '../../contract/errors.ts';
import type { Job, JobId, Progress } from '../../contract/job.ts';
import type { ResolvedRequest } from '../../contract/request.ts';
import { busy, expired, gaveUp, MAX_ATTEMPTS, notFound, notKept, notReady, tooManyOwn } from './disk-exports-errors.ts';
import { type ExportRecord, isUnfinished, newId, toJob } from './disk-exports-record.ts';
import { isOverdue, type Retention, toExpire, toForget } from './disk-exports-retention.ts';
import type { ExportStore } from './disk-exports-store.ts';
import type { ExportPool } from './export-pool.ts';
import type { Artifact, ExportService } from './export-service.ts';
import { errorFacts, type Log, type LogEvent } from './log.ts';

interface Parts {
  readonly store: ExportStore;
  readonly pool: ExportPool;
  readonly unlock: () => Promise<void>;
  readonly retention: Retention;
  readonly queueLimit: number;
  readonly perOwnerLimit: number;
  /** Milliseconds. */
  readonly closeWithin: number;
  readonly log: Log;
  readonly now: () => number;
}

/** Milliseconds between two looks at what has expired. */
const SWEEP = 10 * 60_000;
/** What an export under way has in memory only. */
interface Running {
  readonly abort: AbortController;
  readonly ended: Promise<void>;
  progress?: Progress;
}

/** The export service over a folder and a pool of threads. */
export class DiskExports implements ExportService {
  readonly #parts: Parts;
  readonly #running = new Map<JobId, Running>();
  readonly #sweeping: NodeJS.Timeout;
  #closing: Promise<void> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#sweeping = setInterval(() => void this.#sweep(), SWEEP);
    this.#sweeping.unref();
  }

  /** Takes up what an earlier process left. */
  async resume(): Promise<void> {
    const { store } = this.#parts;
    for (const record of store.all()) {
      const size = await store.zipSize(record.id);
      if (isUnfinished(record) && size !== undefined) await this.#finish(record, size);
      else if (record.status === 'processing' && record.attempts >= MAX_ATTEMPTS)
        await this.#fail(record, gaveUp(record.attempts));
      else if (record.status === 'done' && size === undefined) await this.#expire(record.id, 'its ZIP is gone');
    }
    await this.#sweep();
    const unfinished = store.all().filter(isUnfinished);
    for (const record of unfinished.sort((a, b) => a.created - b.created)) {
      if (record.status === 'processing') {
        this.#parts.log({ level: 'info', event: 'export-resumed', id: record.id, attempts: record.attempts });
        await store.save({ ...record, status: 'pending' });
      }
      this.#begin(record.id);
    }
  }

  async create(request: ResolvedRequest, owner: string): Promise<Job> {
    this.#refuseBeyondLimits(owner);
    const { store, log, now } = this.#parts;
    const record: ExportRecord = {
      id: newId(),
      owner,
      request,
      status: 'pending',
      attempts: 0,
      created: now(),
    };
    try {
      await store.save(record);
    } catch (cause) {
      await store.remove(record.id);
      throw notKept('the export', cause);
    }
    log({ level: 'info', event: 'export-created', id: record.id });
    this.#begin(record.id);
    return toJob(record);
  }

  async status(id: JobId, owner: string): Promise<Job> {
    return toJob(await this.#find(id, owner), this.#running.get(id)?.progress);
  }

  async cancel(id: JobId, owner: string): Promise<void> {
    const record = await this.#find(id, owner);
    this.#parts.log({ level: 'info', event: 'export-cancelled', id });
    if (!isUnfinished(record)) return this.#parts.store.remove(id);
    const failed = this.#fail(record, { code: 'cancelled', message: 'The export was cancelled.' });
    this.#running.get(id)?.abort.abort();
    await failed;
  }

  async artifact(id: JobId): Promise<Artifact> {
    const record = await this.#find(id);
    const { status, request, size = 0 } = record;
    if (status !== 'done') throw notReady(record);
    return { path: this.#parts.store.zipPath(id), size, fileName: archiveName(request) };
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const { store, pool, unlock, closeWithin } = this.#parts;
    clearInterval(this.#sweeping);
    const running = [...this.#running].filter(([id]) => store.get(id)?.status === 'processing');
    const waiting = [...this.#running].filter(([id]) => store.get(id)?.status === 'pending');
    for (const [, { abort }] of waiting) abort.abort();
    const patience = new AbortController();
    const all = Promise.all(running.map(([, { ended }]) => ended));
    await Promise.race([all, pause(closeWithin, undefined, { signal: patience.signal }).catch(() => undefined)]);
    patience.abort();
    for (const [id, { abort }] of running) {
      if (this.#running.has(id)) await this.#requeue(id);
      abort.abort();
    }
    await pool.close();
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
    await store.settled();
    await unlock();
  }

  /** Queues a record's export; what becomes of it goes into the record. */
  #begin(id: JobId): void {
    const record = this.#parts.store.get(id);
    if (record?.status !== 'pending' || this.#closing) return;
    const abort = new AbortController();
    const ended = this.#run(record, abort.signal).finally(() => this.#running.delete(id));
    this.#running.set(id, { abort, ended });
  }

  async #run({ id, request }: ExportRecord, signal: AbortSignal): Promise<void> {
    const { store, pool } = this.#parts;
    try {
      const size = await pool.run(
        { id, request, path: store.zipPath(id) },
        {
          signal,
          started: () => this.#started(id),
          progress: (progress) => {
            const running = this.#running.get(id);
            if (running) running.progress = progress;
          },
        },
      );
      const record = store.get(id);
      if (record?.status === 'processing') await this.#finish(record, size);
      else if (record?.status !== 'pending') await store.removeZip(id);
    } catch (thrown) {
      const record = store.get(id);
      if (record?.status === 'processing') await this.#fail(record, toFailure(thrown));
    }
  }

  #started(id: JobId): void {
    const record = this.#parts.store.get(id);
    if (!record) return;
    const attempts = record.attempts + 1;
    void this.#change(
      { ...record, status: 'processing', attempts },
      { level: 'info', event: 'export-started', attempts },
    );
  }

  async #finish(record: ExportRecord, size: number): Promise<void> {
    const finished = this.#parts.now();
    const milliseconds = finished - record.created;
    const done = { ...record, status: 'done', finished, size } as const;
    await Promise.all([this.#change(done, { level: 'info', event: 'export-done', size, milliseconds }), this.#sweep()]);
  }

  async #fail(record: ExportRecord, failure: Failure): Promise<void> {
    const finished = this.#parts.now();
    await this.#change(
      { ...record, status: 'failed', finished, failure },
      { level: 'info', event: 'export-failed', code: failure.code },
    );
  }

  /** The attempt does not count: the export did not end the server. */
  async #requeue(id: JobId): Promise<void> {
    const record = this.#parts.store.get(id);
    if (record?.status !== 'processing') return;
    await this.#change(
      { ...record, status: 'pending', attempts: record.attempts - 1 },
      { level: 'info', event: 'export-requeued' },
    );
  }

  /** A change that the disk does not take still holds for this process; the next one starts from the change before. */
  async #change(record: ExportRecord, entry: LogEvent): Promise<void> {
    const { store, log } = this.#parts;
    const { id } = record;
    log({ ...entry, id });
    await store
      .save(record)
      .catch((error) => log({ level: 'error', event: 'record-not-written', id, ...errorFacts(error) }));
  }

  async #find(id: JobId, owner?: string): Promise<ExportRecord> {
    const { store, retention, now } = this.#parts;
    const record = store.get(id);
    if (!record || (owner !== undefined && record.owner !== owner)) throw notFound(id);
    if (record.status !== 'expired' && isOverdue(record, retention, now())) await this.#expire(id, 'its time is over');
    if (store.get(id)?.status === 'expired') throw expired(id, retention.maxAgeDays);
    return record;
  }

  /** Clearing up serves later exports: that it fails is told in the log, and nobody's export fails for it. */
  async #sweep(): Promise<void> {
    const { store, retention, now, log } = this.#parts;
    try {
      for (const id of toExpire(store.all(), retention, now())) await this.#expire(id, 'its time or the space is over');
      for (const id of toForget(store.all(), retention, now())) await store.remove(id);
    } catch (error) {
      log({ level: 'error', event: 'clearing-failed', ...errorFacts(error) });
    }
  }

  async #expire(id: JobId, reason: string): Promise<void> {
    const record = this.#parts.store.get(id);
    if (!record || record.status === 'expired') return;
    await this.#change({ ...record, status: 'expired' }, { level: 'info', event: 'export-expired', reason });
    await this.#parts.store.removeZip(id);
  }

  #refuseBeyondLimits(owner: string): void {
    const { store, queueLimit, perOwnerLimit } = this.#parts;
    if (this.#closing) throw busy('This server is about to stop.');
    const unfinished = store.all().filter(isUnfinished);
    const own = unfinished.filter((record) => record.owner === owner).length;
    if (own >= perOwnerLimit) throw tooManyOwn(own, perOwnerLimit);
    const waiting = unfinished.filter(({ status }) => status === 'pending').length;
    if (waiting >= queueLimit) throw busy(`${waiting} exports are waiting already.`);
  }
}
