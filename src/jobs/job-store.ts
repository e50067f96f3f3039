import { create } from 'zustand';
import type { AreaSketch } from '../contract/area-sketch.ts';
import type { Connection } from '../contract/connection.ts';
import type { Failure } from '../contract/errors.ts';
import type { Job } from '../contract/job.ts';
import type { ExportRequest } from '../contract/request.ts';
import { answerLine, type LogLine, withLine } from './job-log.ts';
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
  /** What happened so far. */
  readonly log: readonly LogLine[];
  /** What its area looks like, where the map could tell. */
  readonly sketch?: AreaSketch;
  /** Its ZIP outlives the page. */
  readonly zip?: { readonly bytes: number };
  /** Why its ZIP does not. */
  readonly zipProblem?: Failure | undefined;
}

interface JobStoreState {
  /** The newest first. */
  readonly jobs: readonly TrackedJob[];
  /** Whether this list outlives the page. */
  readonly kept: boolean;
  jobStarted(connection: Connection, request: ExportRequest): TrackedJob;
  jobCreated(key: string, created: Job): void;
  /** The engine told how a job stands. */
  jobAnswered(key: string, answer: Job): void;
  /** Something happened that its log should tell. */
  jobNoted(key: string, text: string): void;
  jobEnded(key: string, ended: Failure): void;
  jobSketched(key: string, sketch: AreaSketch): void;
  /** @param text for its log */
  zipKept(key: string, bytes: number, text: string): void;
  zipNotKept(key: string, problem: Failure): void;
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
  const log = (key: string, line: LogLine, changes: Partial<TrackedJob> = {}) => {
    const job = get().jobs.find((one) => one.key === key);
    if (!job) return;
    const lines = withLine(job.log, line);
    if (lines !== job.log || Object.keys(changes).length > 0) change(key, { ...changes, log: lines });
  };
  const note = (key: string, text: string, changes: Partial<TrackedJob> = {}) =>
    log(key, { at: Date.now(), text }, changes);

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
        log: [{ at: Date.now(), text: `Sent to ${connection.label}` }],
      };
      set(({ jobs }) => ({ jobs: [job, ...jobs] }));
      return job;
    },
    jobCreated: (key, created) => log(key, answerLine(created, Date.now()), { created }),
    jobAnswered: (key, answer) => log(key, answerLine(answer, Date.now())),
    jobNoted: note,
    jobEnded: (key, ended) => note(key, ended.message, { ended, endedAt: Date.now() }),
    jobSketched: (key, sketch) => change(key, { sketch }),
    zipKept: (key, bytes, text) => note(key, text, { zip: { bytes }, zipProblem: undefined }),
    zipNotKept: (key, zipProblem) => note(key, zipProblem.message, { zipProblem }),
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
