import { useCallback } from 'react';
import { connectionTo } from '../connections/use-connection.ts';
import type { AppConfig } from '../contract/config.ts';
import { indexedDbRecords } from '../jobs/indexed-db-records.ts';
import { opfsZips } from '../jobs/opfs-zips.ts';
import { useKeptJobs } from '../jobs/use-kept-jobs.ts';

const records = indexedDbRecords();

/** Brings back the exports of earlier visits, and keeps those of this one. */
export function useEarlierExports(config: AppConfig): void {
  useKeptJobs(
    records,
    useCallback((endpoint: string | undefined) => connectionTo(config, endpoint), [config]),
    opfsZips,
  );
}
