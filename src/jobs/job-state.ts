import { type Failure, toFailure } from '../contract/errors.ts';
import { type Job, STAGES } from '../contract/job.ts';
import type { TrackedJob } from './job-store.ts';
import { isPassing } from './polling.ts';

/** What a user needs to know about a job. */
export type JobState =
  | { readonly kind: 'sending' }
  /** `lost`: the last status request failed and is repeated. */
  | { readonly kind: 'running'; readonly job: Job; readonly lost?: Failure }
  | { readonly kind: 'done'; readonly job: Job }
  /** `mayLive`: only following it failed; the export itself may be well. */
  | { readonly kind: 'failed'; readonly failure: Failure; readonly mayLive: boolean };

/** A job with what the engine says about it. */
export interface JobView {
  readonly job: TrackedJob;
  readonly state: JobState;
  /** Milliseconds since 1970 of the last answer. */
  readonly answeredAt: number;
}

/** A job whose ZIP can be opened. */
export interface FinishedJob extends Pick<TrackedJob, 'key' | 'connection' | 'request' | 'title'> {
  readonly job: Job;
}

/** The state of a job from its entry in the list and the answers to its status requests. */
export function jobState({ created, ended }: TrackedJob, data: Job | undefined, error: unknown): JobState {
  if (ended) return { kind: 'failed', failure: ended, mayLive: false };
  if (!created) return { kind: 'sending' };
  const job = data ?? created;
  if (job.status === 'done') return { kind: 'done', job };
  if (job.status === 'failed') return { kind: 'failed', failure: job.failure ?? unexplained, mayLive: false };
  if (!error) return { kind: 'running', job };
  const failure = toFailure(error);
  if (isPassing(failure)) return { kind: 'running', job, lost: failure };
  return { kind: 'failed', failure, mayLive: failure.code !== 'internal' };
}

/** The state in two or three words, the same until the stage changes. */
export function stateText(state: JobState): string {
  switch (state.kind) {
    case 'sending':
      return 'Starting';
    case 'running':
      if (state.lost) return 'Connection lost, trying again';
      if (state.job.progress) return STAGES[state.job.progress.stage];
      return state.job.status === 'pending' ? 'Waiting to start' : 'Making the model';
    case 'done':
      return 'Ready';
    case 'failed':
      return state.failure.code === 'cancelled' ? 'Stopped' : 'Failed';
  }
}

export function isRunning({ kind }: JobState): boolean {
  return kind === 'sending' || kind === 'running';
}

const unexplained: Failure = {
  code: 'internal',
  message: 'The export failed, and the engine gave no reason.',
  advice: 'Try again, or choose a smaller area.',
};
