import { useQueries } from '@tanstack/react-query';
import { jobQuery } from './job-queries.ts';
import { type JobView, jobState } from './job-state.ts';
import { useJobStore } from './job-store.ts';
import { pollDelay } from './polling.ts';

/** The jobs of this visit and earlier ones, the newest first, kept up to date while a component uses this. */
export function useJobs(): readonly JobView[] {
  const jobs = useJobStore((state) => state.jobs);
  const answers = useQueries({ queries: jobs.map(jobQuery) });
  return jobs.map((job, at) => {
    const { data, error, dataUpdatedAt, errorUpdatedAt, errorUpdateCount } = answers[at]!;
    const times = { dataUpdatedAt, errorUpdatedAt, errorUpdateCount, dataUpdateCount: 0 };
    const delay = pollDelay(job.connection.polling, { ...times, data, error });
    return {
      job,
      state: jobState(job, data, error),
      answeredAt: dataUpdatedAt,
      nextTryAt: errorUpdatedAt + (delay || 0),
    };
  });
}
