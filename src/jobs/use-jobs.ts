import { useQueries } from '@tanstack/react-query';
import { jobQuery } from './job-queries.ts';
import { type JobView, jobState } from './job-state.ts';
import { useJobStore } from './job-store.ts';

/** The jobs of this session, the newest first, kept up to date while a component uses this. */
export function useJobs(): readonly JobView[] {
  const jobs = useJobStore((state) => state.jobs);
  const answers = useQueries({ queries: jobs.map(jobQuery) });
  return jobs.map((job, at) => {
    const { data, error, dataUpdatedAt } = answers[at]!;
    return { job, state: jobState(job, data, error), answeredAt: dataUpdatedAt };
  });
}
