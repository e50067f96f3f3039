import { ExportError, type Failure, toFailure } from '../contract/errors.ts';
import type { Job, JobId, Progress } from '../contract/job.ts';
import type { ResolvedRequest } from '../contract/request.ts';
import { requestId } from './request-id.ts';

/** Makes the ZIP of one request. */
export type RunJob = (id: JobId, request: ResolvedRequest, context: JobContext) => Promise<Blob>;

interface JobContext {
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
  /** Resolves when it may compute: to be asked once, when its data is there. Rejects when the signal aborts. */
  readonly turn: () => Promise<void>;
}

/** Exports that are started at once. Their data is in memory until they end. */
const MOST_STARTED = 3;

interface Entry {
  readonly id: JobId;
  readonly request: ResolvedRequest;
  readonly abort: AbortController;
  status: Job['status'];
  progress?: Progress;
  failure?: Failure;
  artifact?: Blob;
}

/**
 * Runs exports and keeps their ZIPs until they are dropped. They compute one after another; while one waits for the
 * network, others whose data is there go ahead.
 */
export class JobRunner {
  readonly #run: RunJob;
  readonly #jobs = new Map<JobId, Entry>();
  readonly #waiting: Entry[] = [];
  #started = 0;
  /** Ends with the last export that asked for its turn. */
  #computing: Promise<void> = Promise.resolve();

  constructor(run: RunJob) {
    this.#run = run;
  }

  /** Queues a checked request. */
  create(request: ResolvedRequest): Job {
    const entry: Entry = { id: this.#freeId(request), request, abort: new AbortController(), status: 'pending' };
    this.#jobs.set(entry.id, entry);
    this.#waiting.push(entry);
    queueMicrotask(() => this.#startNext());
    return toJob(entry);
  }

  /** @throws ExportError `not-found` */
  status(id: JobId): Job {
    return toJob(this.#find(id));
  }

  /** Stops a job that waits or runs; one that has ended is dropped with its ZIP. Unknown jobs are gone already. */
  cancel(id: JobId): void {
    const entry = this.#jobs.get(id);
    if (!entry) return;
    if (entry.status === 'done' || entry.status === 'failed') this.#jobs.delete(id);
    else {
      entry.abort.abort();
      this.#end(entry, { status: 'failed', failure: { code: 'cancelled', message: 'The export was cancelled.' } });
    }
  }

  /** The finished ZIP. @throws ExportError `not-found`, `not-ready` */
  artifact(id: JobId): Blob {
    const { artifact } = this.#find(id);
    if (!artifact) throw new ExportError({ code: 'not-ready', message: `Export ${id} is not done yet.` });
    return artifact;
  }

  #startNext(): void {
    while (this.#started < MOST_STARTED) {
      const entry = this.#waiting.shift();
      if (!entry) return;
      if (entry.status !== 'pending') continue;
      this.#started++;
      void this.#process(entry).finally(() => {
        this.#started--;
        this.#startNext();
      });
    }
  }

  async #process(entry: Entry): Promise<void> {
    entry.status = 'processing';
    const { signal } = entry.abort;
    const progress = (step: Progress) => {
      entry.progress = step;
    };
    let endTurn = () => {};
    const turn = async () => {
      const before = this.#computing;
      this.#computing = new Promise((resolve) => {
        endTurn = resolve;
      });
      signal.throwIfAborted();
      progress({ stage: 'turn', done: 0, total: 0 });
      await before;
      signal.throwIfAborted();
    };
    try {
      const artifact = await this.#run(entry.id, entry.request, { signal, progress, turn });
      this.#end(entry, { status: 'done', artifact });
    } catch (thrown) {
      this.#end(entry, { status: 'failed', failure: toFailure(thrown) });
    } finally {
      endTurn();
    }
  }

  /** Only the first end counts: a cancelled job stays cancelled whatever its computation says later. */
  #end(entry: Entry, end: Pick<Entry, 'status' | 'failure' | 'artifact'>): void {
    if (entry.status === 'done' || entry.status === 'failed') return;
    Object.assign(entry, end);
  }

  #find(id: JobId): Entry {
    const entry = this.#jobs.get(id);
    if (!entry) throw new ExportError({ code: 'not-found', message: `There is no export ${id}.` });
    return entry;
  }

  #freeId(request: ResolvedRequest): JobId {
    const id = requestId(request);
    let free = id;
    for (let n = 2; this.#jobs.has(free); n++) free = `${id}-${n}`;
    return free;
  }
}

function toJob({ id, status, progress, failure }: Entry): Job {
  return {
    id,
    status,
    ...(status === 'processing' && progress ? { progress } : {}),
    ...(failure ? { failure } : {}),
  };
}
