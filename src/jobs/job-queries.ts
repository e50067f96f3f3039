import { queryOptions, skipToken, useMutation } from '@tanstack/react-query';
import type { Connection } from '../contract/connection.ts';
import { toFailure } from '../contract/errors.ts';
import type { Job } from '../contract/job.ts';
import { nextTask } from '../contract/next-task.ts';
import type { ExportRequest } from '../contract/request.ts';
import { isAgreed } from './confirm-store.ts';
import { type TrackedJob, useJobStore } from './job-store.ts';
import { pollDelay } from './polling.ts';

/** Everything that is cached about a job lies under `all`, and is freed with it. */
export const jobKeys = {
  all: (key: string) => ['job', key] as const,
  status: (key: string) => ['job', key, 'status'] as const,
  artifact: (key: string) => ['job', key, 'artifact'] as const,
  bytes: (key: string) => ['job', key, 'bytes'] as const,
};

/**
 * What the engine says about a job, asked at once where it is of an earlier visit, and again until it is finished, also while the page is in the background. Failed
 * requests are repeated by the interval rather than by `retry`, which pauses in the background.
 */
export function jobQuery({ key, connection, created, ended, restored, zip }: TrackedJob) {
  return queryOptions<Job>({
    queryKey: jobKeys.status(key),
    queryFn: created ? ({ signal }) => logged(key, connection.status(created.id, signal)) : skipToken,
    enabled: created !== undefined && ended === undefined && zip === undefined,
    ...(created && !restored && { initialData: created }),
    networkMode: 'always',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    refetchOnMount: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: ({ state }) => (pollDelay(connection.polling, state) === false ? false : 'always'),
    refetchInterval: ({ state }) => pollDelay(connection.polling, state),
    refetchIntervalInBackground: true,
  });
}

/** An answer about a job, told to its log. */
async function logged(key: string, answer: Promise<Job>): Promise<Job> {
  const { jobAnswered, jobNoted } = useJobStore.getState();
  try {
    const job = await answer;
    jobAnswered(key, job);
    return job;
  } catch (error) {
    const { code, message } = toFailure(error);
    if (code !== 'cancelled') jobNoted(key, message);
    throw error;
  }
}

/** Where and what to export. */
export interface NewJob {
  readonly connection: Connection;
  readonly request: ExportRequest;
  /** Whether the same export was sent before and may have been created. */
  readonly mayExist?: boolean;
  /** Called when it is sent. */
  readonly onSent?: () => void;
}

/**
 * Creates a job and follows it in the job list, failures included. Never repeated by itself, and never without the
 * user's word where it may cost money.
 */
export function useCreateJob() {
  const { jobStarted, jobCreated, jobEnded } = useJobStore.getState();
  const { mutate, isPending, error, variables, reset } = useMutation({
    mutationFn: async ({ connection, request }: NewJob) => {
      // The answer to the click, the list that shows the export, the start of the engine: in one task they would block the page.
      await nextTask();
      const { key, abort } = jobStarted(connection, request);
      await nextTask();
      try {
        jobCreated(key, await connection.create(request, abort.signal));
      } catch (error) {
        jobEnded(key, toFailure(error));
        throw error;
      }
    },
    retry: false,
    networkMode: 'always',
  });
  const create = async ({ connection, request, mayExist = false, onSent }: NewJob) => {
    if (!(await isAgreed({ connection, request, mayExist }))) return;
    onSent?.();
    mutate({ connection, request });
  };
  return { create, isPending, error, sent: variables?.request, reset };
}
