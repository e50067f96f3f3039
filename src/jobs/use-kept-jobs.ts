import { useEffect } from 'react';
import type { Connection } from '../contract/connection.ts';
import { followDismissals, tellDismissals } from './dismissals.ts';
import { type JobRecord, type JobRecords, needsItsPage, readRecords, recordOf, trackedFrom } from './job-records.ts';
import { type TrackedJob, useJobStore } from './job-store.ts';
import { useKeptZips } from './kept-zips.ts';
import { livingPages, showLife, THIS_PAGE } from './page-life.ts';
import type { ZipStore } from './zip-store.ts';

/**
 * Keeps the list of exports over reloads and closed tabs: brings back those of earlier visits with their ZIPs, then
 * records every change. What is dismissed in one tab goes from the others too.
 * @param records undefined where this browser keeps nothing
 * @param reconnect gives the connection to an endpoint, or to the engine in the page; must stay the same function
 * @param openZips opens the place for finished ZIPs; must stay the same function
 */
export function useKeptJobs(
  records: JobRecords | undefined,
  reconnect: (endpoint: string | undefined) => Connection,
  openZips: () => Promise<ZipStore | undefined> = noZips,
): void {
  useEffect(() => {
    if (!records) return;
    showLife();
    const failed = () => useJobStore.getState().keepingChanged(false);
    restore(records, reconnect, openZips).catch(failed);
    const stopFollowing = followDismissals((key) => useJobStore.getState().jobDismissed(key));
    const stopRecording = useJobStore.subscribe(({ jobs }, before) => {
      if (jobs !== before.jobs) recordChanges(records, jobs, before.jobs).catch(failed);
    });
    return () => {
      stopFollowing();
      stopRecording();
    };
  }, [records, reconnect, openZips]);
}

async function noZips(): Promise<undefined> {}

async function restore(
  records: JobRecords,
  reconnect: (endpoint: string | undefined) => Connection,
  openZips: () => Promise<ZipStore | undefined>,
): Promise<void> {
  const [zips, living] = await Promise.all([openZips(), livingPages()]);
  const kept = readRecords(await records.all(), Date.now());
  const { jobsRestored, keepingChanged } = useJobStore.getState();
  keepingChanged(true);
  const known = await withTheirZips(kept, zips);
  jobsRestored(
    known
      .filter((record) => record.page !== THIS_PAGE && !(needsItsPage(record) && living.has(record.page)))
      .map((record) => trackedFrom(record, reconnect(record.endpoint))),
  );
  useKeptZips.getState().storeOpened(zips);
}

/** The records without ZIPs that are gone; ZIPs that no record knows are deleted. */
async function withTheirZips(records: readonly JobRecord[], zips: ZipStore | undefined): Promise<JobRecord[]> {
  const sizes = (await zips?.sizes()) ?? new Map<string, number>();
  const keys = new Set(records.map(({ key }) => key));
  await Promise.all([...sizes.keys()].filter((key) => !keys.has(key)).map((key) => zips?.delete(key)));
  return records.map(({ zip, ...record }) => (zip && sizes.has(record.key) ? { ...record, zip } : record));
}

async function recordChanges(
  records: JobRecords,
  jobs: readonly TrackedJob[],
  before: readonly TrackedJob[],
): Promise<void> {
  const known = new Set(before);
  const keys = new Set(jobs.map(({ key }) => key));
  const dismissed = before.filter(({ key }) => !keys.has(key)).map(({ key }) => key);
  await Promise.all([
    ...jobs.filter((job) => !known.has(job)).map((job) => records.put(recordOf(job))),
    ...dismissed.map((key) => records.delete(key)),
  ]);
  tellDismissals(dismissed);
}
