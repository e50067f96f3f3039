import { useEffect } from 'react';
import type { Connection } from '../contract/connection.ts';
import { type JobRecords, needsItsPage, readRecords, recordOf, trackedFrom } from './job-records.ts';
import { type TrackedJob, useJobStore } from './job-store.ts';
import { livingPages, showLife, THIS_PAGE } from './page-life.ts';

/**
 * Keeps the list of exports over reloads and closed tabs: brings back those of earlier visits, then records every change.
 * @param records undefined where this browser keeps nothing
 * @param reconnect gives the connection to an endpoint, or to the engine in the page; must stay the same function
 */
export function useKeptJobs(
  records: JobRecords | undefined,
  reconnect: (endpoint: string | undefined) => Connection,
): void {
  useEffect(() => {
    if (!records) return;
    showLife();
    const failed = () => useJobStore.getState().keepingChanged(false);
    restore(records, reconnect).catch(failed);
    return useJobStore.subscribe(({ jobs }, before) => {
      if (jobs !== before.jobs) recordChanges(records, jobs, before.jobs).catch(failed);
    });
  }, [records, reconnect]);
}

async function restore(records: JobRecords, reconnect: (endpoint: string | undefined) => Connection): Promise<void> {
  const [kept, living] = await Promise.all([records.all(), livingPages()]);
  const { jobsRestored, keepingChanged } = useJobStore.getState();
  keepingChanged(true);
  jobsRestored(
    readRecords(kept, Date.now())
      .filter((record) => record.page !== THIS_PAGE && !(needsItsPage(record) && living.has(record.page)))
      .map((record) => trackedFrom(record, reconnect(record.endpoint))),
  );
}

async function recordChanges(
  records: JobRecords,
  jobs: readonly TrackedJob[],
  before: readonly TrackedJob[],
): Promise<void> {
  const known = new Set(before);
  const keys = new Set(jobs.map(({ key }) => key));
  await Promise.all([
    ...jobs.filter((job) => !known.has(job)).map((job) => records.put(recordOf(job))),
    ...before.filter(({ key }) => !keys.has(key)).map(({ key }) => records.delete(key)),
  ]);
}
