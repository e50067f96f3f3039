import { type Failure, type FailureCode, toFailure } from '../contract/errors.ts';
import { type Job, STAGES } from '../contract/job.ts';
import type { TrackedJob } from './job-store.ts';
import { isPassing } from './polling.ts';

/** What a user needs to know about a job. */
export type JobState =
  | { readonly kind: 'sending' }
  /** Of an earlier visit: how it stands is being asked. */
  | { readonly kind: 'asking' }
  /** `lost`: the last status request failed and is repeated. */
  | { readonly kind: 'running'; readonly job: Job; readonly lost?: Failure }
  | { readonly kind: 'done'; readonly job: Job }
  /** It may be well, but cannot be followed without a token. */
  | { readonly kind: 'paused'; readonly failure: Failure }
  /** `mayLive`: only following it failed; the export itself may be well. */
  | { readonly kind: 'failed'; readonly failure: Failure; readonly mayLive: boolean };

/** A job with what the engine says about it. */
export interface JobView {
  readonly job: TrackedJob;
  readonly state: JobState;
  /** Milliseconds since 1970 of the last answer. */
  readonly answeredAt: number;
  /** Milliseconds since 1970 of the next status request after a failed one. */
  readonly nextTryAt: number;
}

/** A job whose ZIP can be opened. */
export interface FinishedJob extends Pick<TrackedJob, 'key' | 'connection' | 'request' | 'title' | 'zip'> {
  readonly job: Job;
}

/** The state of a job from its entry in the list and the answers to its status requests. */
export function jobState(
  { created, ended, restored, zip }: TrackedJob,
  data: Job | undefined,
  error: unknown,
): JobState {
  if (ended) return { kind: 'failed', failure: ended, mayLive: false };
  if (!created) return { kind: 'sending' };
  const job = data ?? created;
  if (zip) return { kind: 'done', job: { id: job.id, status: 'done' } };
  if (job.status === 'done') return { kind: 'done', job };
  if (job.status === 'failed') return { kind: 'failed', failure: job.failure ?? unexplained, mayLive: false };
  if (!error) return restored && !data ? { kind: 'asking' } : { kind: 'running', job };
  const failure = toFailure(error);
  if (isPassing(failure)) return { kind: 'running', job, lost: failure };
  if (failure.code === 'unauthorized') return { kind: 'paused', failure };
  return { kind: 'failed', failure, mayLive: failure.code !== 'internal' };
}

/** The state in two or three words, the same until the stage changes. */
export function stateText(state: JobState): string {
  switch (state.kind) {
    case 'sending':
      return 'Starting';
    case 'asking':
      return 'Asking how it stands';
    case 'running':
      if (state.lost) return LOST[state.lost.code] ?? 'Connection lost, trying again';
      if (state.job.progress) return STAGES[state.job.progress.stage];
      return state.job.status === 'pending' ? 'Waiting to start' : 'Making the model';
    case 'done':
      return 'Ready';
    case 'paused':
      return 'Token needed to go on';
    case 'failed':
      return ENDED[state.failure.code] ?? 'Failed';
  }
}

const LOST: Partial<Record<FailureCode, string>> = {
  'rate-limited': 'Waiting as the server asks',
  busy: 'Server busy, trying again',
};

const ENDED: Partial<Record<FailureCode, string>> = { cancelled: 'Stopped', interrupted: 'Interrupted' };

export function isRunning({ kind }: JobState): boolean {
  return kind === 'sending' || kind === 'asking' || kind === 'running';
}

const unexplained: Failure = {
  code: 'internal',
  message: 'The export failed, and the engine gave no reason.',
  advice: 'Try again, or choose a smaller area.',
};
