import { create } from 'zustand';
import type { Connection } from '../contract/connection.ts';
import type { Failure } from '../contract/errors.ts';
import type { Job } from '../contract/job.ts';
import type { ExportRequest } from '../contract/request.ts';
import { jobTitle } from './job-title.ts';

/** An export of this session. What the engine says about it is a query (`job-queries.ts`). */
export interface TrackedJob {
  /** Unique in this session, over all connections. */
  readonly key: string;
  /** The connection that it was created with: changed settings do not redirect it. */
  readonly connection: Connection;
  readonly request: ExportRequest;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Aborts the creation. */
  readonly abort: AbortController;
  /** The answer to the creation, once there is one. */
  readonly created?: Job;
  /** Why it is not followed any longer: its creation failed, or the user stopped it. */
  readonly ended?: Failure;
}

interface JobStoreState {
  /** The newest first. */
  readonly jobs: readonly TrackedJob[];
  jobStarted(connection: Connection, request: ExportRequest): TrackedJob;
  jobCreated(key: string, created: Job): void;
  jobEnded(key: string, ended: Failure): void;
  jobDismissed(key: string): void;
}

let started = 0;

export const useJobStore = create<JobStoreState>()((set) => {
  const change = (key: string, changes: Partial<TrackedJob>) =>
    set(({ jobs }) => ({ jobs: jobs.map((job) => (job.key === key ? { ...job, ...changes } : job)) }));

  return {
    jobs: [],
    jobStarted: (connection, request) => {
      const job: TrackedJob = {
        key: `job-${++started}`,
        connection,
        request,
        title: jobTitle(request),
        createdAt: Date.now(),
        abort: new AbortController(),
      };
      set(({ jobs }) => ({ jobs: [job, ...jobs] }));
      return job;
    },
    jobCreated: (key, created) => change(key, { created }),
    jobEnded: (key, ended) => change(key, { ended }),
    jobDismissed: (key) => set(({ jobs }) => ({ jobs: jobs.filter((job) => job.key !== key) })),
  };
});
