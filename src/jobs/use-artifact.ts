import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Failure, toFailure } from '../contract/errors.ts';
import { artifactQuery, type Bytes } from './download.ts';
import { jobKeys } from './job-queries.ts';
import type { FinishedJob } from './job-state.ts';

/** How far the ZIP of a job is; `stopped` after {@link ArtifactHandle.stop}. */
export type Artifact =
  | { readonly state: 'stopped' }
  | ({ readonly state: 'loading' } & Bytes)
  | { readonly state: 'ready'; readonly zip: Blob }
  | { readonly state: 'failed'; readonly failure: Failure };

export interface ArtifactHandle {
  readonly artifact: Artifact;
  /** Aborts the download. */
  stop(): void;
  /** Starts the download again. */
  retry(): void;
}

/**
 * Fetches the ZIP of a finished job while a component uses this: the download is aborted with the last of them, a
 * fetched ZIP stays until the job is dismissed.
 * @param enabled false only shows what is there already
 */
export function useArtifact(finished: FinishedJob, enabled = true): ArtifactHandle {
  const queries = useQueryClient();
  const query = useQuery({ ...artifactQuery(finished, queries), enabled });
  const bytes = useQuery<Bytes>({ queryKey: jobKeys.bytes(finished.key), queryFn: skipToken });
  return {
    artifact: artifactOf(query, bytes.data),
    stop: () => void queries.cancelQueries({ queryKey: jobKeys.artifact(finished.key) }),
    retry: () => void query.refetch(),
  };
}

function artifactOf(
  { data, error, isFetching }: { data: Blob | undefined; error: Error | null; isFetching: boolean },
  bytes: Bytes | undefined,
): Artifact {
  if (data) return { state: 'ready', zip: data };
  if (isFetching) return { state: 'loading', ...(bytes ?? { received: 0, total: 0 }) };
  return error ? { state: 'failed', failure: toFailure(error) } : { state: 'stopped' };
}
