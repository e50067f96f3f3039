import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ExportError } from '../contract/errors.ts';
import type { Job, JobId } from '../contract/job.ts';
import type { ResolvedRequest } from '../contract/request.ts';
import type { ExportService } from '../entry/http/export-service.ts';

/** An export service whose jobs fare as the test tells. */
export interface MemoryExports extends ExportService {
  readonly requests: readonly ResolvedRequest[];
  /** Changes what a job's status will be. */
  tell(id: JobId, changes: Partial<Job>): void;
  /** Ends a job with a ZIP of these bytes. */
  finish(id: JobId, zip: Uint8Array): Promise<void>;
  /** Lets a job and its ZIP expire. */
  expire(id: JobId): void;
  /** Every creation is refused until further notice. */
  fillQueue(): void;
}

/** @param folder where the ZIPs go */
export function memoryExports(folder: string): MemoryExports {
  const requests: ResolvedRequest[] = [];
  const jobs = new Map<JobId, { job: Job; owner: string; size: number; expired: boolean }>();
  let isFull = false;

  const find = (id: JobId, owner?: string) => {
    const entry = jobs.get(id);
    if (!entry || (owner !== undefined && entry.owner !== owner)) {
      throw new ExportError({ code: 'not-found', message: `There is no export ${id}.` });
    }
    if (entry.expired) throw new ExportError({ code: 'expired', message: `Export ${id} has expired.` });
    return entry;
  };

  return {
    requests,
    async create(request, owner) {
      if (isFull) throw new ExportError({ code: 'busy', message: 'The queue is full.', retryAfter: 7 });
      requests.push(request);
      const job: Job = { id: `job${requests.length}`, status: 'pending' };
      jobs.set(job.id, { job, owner, size: 0, expired: false });
      return job;
    },
    status: async (id, owner) => find(id, owner).job,
    cancel: async (id, owner) => {
      find(id, owner);
      jobs.delete(id);
    },
    async artifact(id) {
      const { job, size } = find(id);
      if (job.status !== 'done') throw new ExportError({ code: 'not-ready', message: `Export ${id} is not done.` });
      return { path: join(folder, `${id}.zip`), size, fileName: `cityclip-${id}.zip` };
    },
    close: async () => {},

    tell(id, changes) {
      const entry = find(id);
      entry.job = { ...entry.job, ...changes };
    },
    async finish(id, zip) {
      await writeFile(join(folder, `${id}.zip`), zip);
      const entry = find(id);
      Object.assign(entry, { job: { id, status: 'done' }, size: zip.length });
    },
    expire: (id) => void (find(id).expired = true),
    fillQueue: () => void (isFull = true),
  };
}
