import { ExportError, type Failure, toFailure } from '../contract/errors.ts';
import type { Job, JobId, Progress } from '../contract/job.ts';
import type { ResolvedRequest } from '../contract/request.ts';
import { requestId } from './request-id.ts';

/** Makes the ZIP of one request. */
export type RunJob = (
  id: JobId,
  request: ResolvedRequest,
  context: { readonly signal: AbortSignal; readonly progress: (progress: Progress) => void },
) => Promise<Blob>;

interface Entry {
  readonly id: JobId;
  readonly request: ResolvedRequest;
  readonly abort: AbortController;
  status: Job['status'];
  progress?: Progress;
  failure?: Failure;
  artifact?: Blob;
}

/** Runs exports one after another and keeps their ZIPs until they are dropped. */
export class JobRunner {
  readonly #run: RunJob;
  readonly #jobs = new Map<JobId, Entry>();
  #queue: Promise<void> = Promise.resolve();

  constructor(run: RunJob) {
    this.#run = run;
  }

  /** Queues a checked request. */
  create(request: ResolvedRequest): Job {
    const entry: Entry = { id: this.#freeId(request), request, abort: new AbortController(), status: 'pending' };
    this.#jobs.set(entry.id, entry);
    this.#queue = this.#queue.then(() => this.#process(entry));
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

  async #process(entry: Entry): Promise<void> {
    if (entry.status !== 'pending') return;
    entry.status = 'processing';
    const progress = (step: Progress) => {
      entry.progress = step;
    };
    try {
      const artifact = await this.#run(entry.id, entry.request, { signal: entry.abort.signal, progress });
      this.#end(entry, { status: 'done', artifact });
    } catch (thrown) {
      this.#end(entry, { status: 'failed', failure: toFailure(thrown) });
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
