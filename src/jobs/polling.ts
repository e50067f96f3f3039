import type { Connection } from '../contract/connection.ts';
import { type Failure, type FailureCode, toFailure } from '../contract/errors.ts';
import { isFinished, type Job } from '../contract/job.ts';

const PASSING: ReadonlySet<FailureCode> = new Set<FailureCode>(['offline', 'timeout', 'busy', 'rate-limited']);
const LONGEST_BACK_OFF = 30_000;

/** Seconds; a server that asks for more is asked again after these. */
export const LONGEST_RETRY_AFTER = 600;

/** What the status requests of a job brought so far; times in milliseconds since 1970. */
export interface PollState {
  readonly data: Job | undefined;
  readonly dataUpdateCount: number;
  readonly dataUpdatedAt: number;
  readonly error: unknown;
  readonly errorUpdatedAt: number;
  /** How many requests failed since the start. */
  readonly errorUpdateCount: number;
}

/** Whether a failed status request says nothing about the job: it is asked again. */
export function isPassing({ code }: Failure): boolean {
  return PASSING.has(code);
}

/**
 * Milliseconds until the next status request, or false where there is none. After passing failures the pause is half of
 * the time since the last answer, so it grows by half with every failure, up to 30 s; before the first answer it grows
 * with their count. A server's `Retry-After` is kept.
 */
export function pollDelay({ first, next }: Connection['polling'], state: PollState): number | false {
  const { data, dataUpdateCount, error } = state;
  if (!error) {
    if (data && isFinished(data)) return false;
    return dataUpdateCount === 0 ? first : next;
  }
  const failure = toFailure(error);
  if (!isPassing(failure)) return false;
  const asked = Math.min(failure.retryAfter ?? 0, LONGEST_RETRY_AFTER) * 1000;
  return Math.max(next, Math.min(LONGEST_BACK_OFF, backOff(next, state)), asked);
}

function backOff(next: number, { dataUpdatedAt, errorUpdatedAt, errorUpdateCount }: PollState): number {
  return dataUpdatedAt > 0 ? (errorUpdatedAt - dataUpdatedAt) / 2 : next * errorUpdateCount;
}
