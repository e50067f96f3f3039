import { create } from 'zustand';
import type { Connection } from '../contract/connection.ts';
import type { Failure } from '../contract/errors.ts';
import type { Job } from '../contract/job.ts';
import type { ExportRequest } from '../contract/request.ts';
import { jobTitle } from './job-title.ts';
import { randomName, THIS_PAGE } from './page-life.ts';

/** An export of this visit or an earlier one. What the engine says about it is a query (`job-queries.ts`). */
export interface TrackedJob {
  /** Unique over all visits and connections. */
  readonly key: string;
  /** The connection that it was created with: changed settings do not redirect it. */
  readonly connection: Connection;
  readonly request: ExportRequest;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** The visit that it was started in. */
  readonly page: string;
  /** Whether that was an earlier one. */
  readonly restored?: true;
  /** Aborts the creation. */
  readonly abort: AbortController;
  /** The answer to the creation, once there is one. */
  readonly created?: Job;
  /** Why it is not followed any longer: its creation failed, or the user stopped it. */
  readonly ended?: Failure;
  /** Milliseconds since 1970. */
  readonly endedAt?: number;
}

interface JobStoreState {
  /** The newest first. */
  readonly jobs: readonly TrackedJob[];
  /** Whether this list outlives the page. */
  readonly kept: boolean;
  jobStarted(connection: Connection, request: ExportRequest): TrackedJob;
  jobCreated(key: string, created: Job): void;
  jobEnded(key: string, ended: Failure): void;
  jobDismissed(key: string): void;
  /** The exports of earlier visits are known again. */
  jobsRestored(jobs: readonly TrackedJob[]): void;
  /** From now on a job is followed over another connection to the same endpoint. */
  jobReconnected(key: string, connection: Connection): TrackedJob | undefined;
  keepingChanged(kept: boolean): void;
}

export const useJobStore = create<JobStoreState>()((set, get) => {
  const change = (key: string, changes: Partial<TrackedJob>) =>
    set(({ jobs }) => ({ jobs: jobs.map((job) => (job.key === key ? { ...job, ...changes } : job)) }));

  return {
    jobs: [],
    kept: false,
    jobStarted: (connection, request) => {
      const job: TrackedJob = {
        key: randomName(),
        connection,
        request,
        title: jobTitle(request),
        createdAt: Date.now(),
        page: THIS_PAGE,
        abort: new AbortController(),
      };
      set(({ jobs }) => ({ jobs: [job, ...jobs] }));
      return job;
    },
    jobCreated: (key, created) => change(key, { created }),
    jobEnded: (key, ended) => change(key, { ended, endedAt: Date.now() }),
    jobDismissed: (key) => set(({ jobs }) => ({ jobs: jobs.filter((job) => job.key !== key) })),
    jobsRestored: (restored) =>
      set(({ jobs }) => {
        const known = new Set(jobs.map(({ key }) => key));
        return { jobs: [...jobs, ...restored.filter(({ key }) => !known.has(key))] };
      }),
    jobReconnected: (key, connection) => {
      change(key, { connection });
      return get().jobs.find((job) => job.key === key);
    },
    keepingChanged: (kept) => set({ kept }),
  };
});
