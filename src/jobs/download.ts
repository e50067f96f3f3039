import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { OnBytes } from '../contract/connection.ts';
import { ExportError, toFailure } from '../contract/errors.ts';
import { jobKeys } from './job-queries.ts';
import type { FinishedJob } from './job-state.ts';
import { useKeptZips } from './kept-zips.ts';

/** Received bytes of a running download; `total` is 0 where it is unknown. */
export interface Bytes {
  readonly received: number;
  readonly total: number;
}

/** The ZIP of a finished job: fetched once, kept until the job is dismissed. */
export function artifactQuery(finished: FinishedJob, queries: QueryClient) {
  const onBytes: OnBytes = (received, total) => {
    queries.setQueryData<Bytes>(jobKeys.bytes(finished.key), { received, total });
  };
  return queryOptions({
    queryKey: jobKeys.artifact(finished.key),
    queryFn: ({ signal }) => fetchArtifact(finished, onBytes, signal),
    networkMode: 'always',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    refetchOnMount: false,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
  });
}

/** The ZIP as it is kept on this device, or downloaded and kept from now on. */
async function fetchArtifact(finished: FinishedJob, onBytes: OnBytes, signal: AbortSignal): Promise<Blob> {
  const { store, zipReady } = useKeptZips.getState();
  const { key, connection, zip: wasKept } = finished;
  const kept = wasKept && (await store?.read(key));
  if (kept) return kept;
  if (wasKept && connection.id === 'embedded') throw goneFromDevice();
  const zip = await download(finished, onBytes, signal);
  await zipReady(key, zip);
  return zip;
}

function goneFromDevice(): ExportError {
  return new ExportError({
    code: 'expired',
    message: 'The ZIP is no longer on this device: the browser or another tab has deleted it.',
    advice: 'Close this and export again: that is free.',
  });
}

/** Downloads the ZIP; where its address has expired since, asks the job for a fresh one, once. */
async function download({ connection, job }: FinishedJob, onBytes: OnBytes, signal: AbortSignal): Promise<Blob> {
  try {
    return await connection.download(job, onBytes, signal);
  } catch (error) {
    if (toFailure(error).code !== 'expired') throw error;
    const fresh = await connection.status(job.id, signal);
    if (fresh.download_url === job.download_url) throw error;
    return connection.download(fresh, onBytes, signal);
  }
}
