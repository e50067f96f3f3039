import { useQueryClient } from '@tanstack/react-query';
import type { Connection } from '../contract/connection.ts';
import { type Failure, toFailure } from '../contract/errors.ts';
import type { ExportRequest } from '../contract/request.ts';
import { withoutLayers } from '../contract/without-layers.ts';
import { jobKeys, useCreateJob } from './job-queries.ts';
import { type TrackedJob, useJobStore } from './job-store.ts';
import { useKeptZips } from './kept-zips.ts';

/**
 * What a user can do with a job.
 * @param current the connection of the current settings: a retry uses it where it is of the job's kind, so that a
 *   corrected token counts; a job of the free engine never moves to a paid one
 */
export function useJobActions(current: Connection | undefined) {
  const queries = useQueryClient();
  const { create } = useCreateJob();
  const { jobEnded, jobDismissed } = useJobStore.getState();

  const dismiss = (job: TrackedJob) => {
    jobDismissed(job.key);
    queries.removeQueries({ queryKey: jobKeys.all(job.key) });
    freeInEngine(job);
    void useKeptZips.getState().zipUnwanted(job.key);
  };

  const replace = (job: TrackedJob, request: ExportRequest, mayExist: boolean) => {
    const connection = current && mayTakeOver(current, job.connection, request) ? current : job.connection;
    create({ connection, request, mayExist, onSent: () => dismiss(job) });
  };

  return {
    /** Stops the job; where the connection cannot, only the following of it. */
    async stop({ key, connection, created, abort }: TrackedJob): Promise<void> {
      if (!created) return abort.abort();
      try {
        await connection.cancel?.(created.id);
        jobEnded(key, {
          code: 'cancelled',
          message: connection.cancel ? 'The export was cancelled.' : goesOn(connection),
        });
      } catch (error) {
        jobEnded(key, toFailure(error));
      }
    },
    /** Takes the job off the list and frees its ZIP. */
    dismiss,
    /** Creates a new job with the same request in place of this one, which had failed. */
    retry(job: TrackedJob, { mayExist = false }: Failure): void {
      replace(job, job.request, mayExist);
    },
    /** Creates a new job in place of a failed one, without the layers that made it fail. */
    goWithout(job: TrackedJob, { layers = [], mayExist = false }: Failure): void {
      const request = withoutLayers(job.request, layers);
      if (request) replace(job, request, mayExist);
    },
    /** Tries once more to keep the ZIP of a finished job on this device. */
    async keepZip({ key }: TrackedJob): Promise<void> {
      const zip = queries.getQueryData<Blob>(jobKeys.artifact(key));
      if (zip) await useKeptZips.getState().zipReady(key, zip);
    },
    /** Follows the same job again after that had failed. */
    checkAgain: ({ key }: TrackedJob) => queries.refetchQueries({ queryKey: jobKeys.status(key) }),
  };
}

export type JobActions = ReturnType<typeof useJobActions>;

/** Another server may not know how to leave layers out. */
function mayTakeOver(current: Connection, before: Connection, { options }: ExportRequest): boolean {
  return current.id === before.id && (!options?.left_out || current.endpoint === before.endpoint);
}

/**
 * Has the engine drop a job that has ended, with its ZIP. An engine that was restarted after a crash gives the same
 * request the same id again: a job in use under that id stays.
 */
function freeInEngine({ connection, created }: TrackedJob): void {
  const { jobs } = useJobStore.getState();
  if (!created || jobs.some((other) => other.connection === connection && other.created?.id === created.id)) return;
  connection.cancel?.(created.id).catch(nothingToFree);
}

/** The engine crashed, and what it held is gone. */
function nothingToFree(): void {}

function goesOn({ label }: Connection): string {
  return `The export is not followed any longer. It goes on at ${label}, which offers no way to stop it.`;
}
