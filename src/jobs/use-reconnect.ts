import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Connection } from '../contract/connection.ts';
import { jobQuery } from './job-queries.ts';
import type { JobView } from './job-state.ts';
import { useJobStore } from './job-store.ts';

/** Goes on with exports that wait for a token, once the settings hold another one for their endpoint. */
export function useReconnect(views: readonly JobView[], current: Connection | undefined): void {
  const queries = useQueryClient();
  const waiting = views.filter(
    ({ job, state }) =>
      state.kind === 'paused' && current !== job.connection && current?.endpoint === job.connection.endpoint,
  );
  const keys = waiting.map(({ job }) => job.key).join(' ');
  useEffect(() => {
    if (!current) return;
    for (const key of keys.split(' ').filter(Boolean)) {
      const job = useJobStore.getState().jobReconnected(key, current);
      if (job) queries.prefetchQuery({ ...jobQuery(job), staleTime: 0 });
    }
  }, [keys, current, queries]);
}
