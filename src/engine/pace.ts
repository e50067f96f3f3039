import { nextTask } from '../contract/next-task.ts';

/** Lets a long computation answer messages and be cancelled. */
export interface Pace {
  readonly signal: AbortSignal;
  /** To be awaited often; lets other work in when enough time has passed. Rejects when the signal aborts. */
  breathe(): Promise<void>;
}

/** Milliseconds of work between two breaths: a status question is answered in that time. */
const WORK_TIME = 30;

/** A pace for one export. */
export function createPace(signal: AbortSignal): Pace {
  let last = performance.now();
  return {
    signal,
    breathe: async () => {
      if (performance.now() - last >= WORK_TIME) {
        await nextTask();
        last = performance.now();
      }
      signal.throwIfAborted();
    },
  };
}
