import { nextTask } from './next-task.ts';

/** Milliseconds of work after which the page gets its turn to answer and to draw: half a frame. */
const WORK_TIME = 8;

/**
 * A pace for a long loop on the page's own thread. What it returns is to be awaited often; it lets the page in when
 * enough time has passed.
 */
export function createPagePace(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < WORK_TIME) return;
    await nextTask();
    last = performance.now();
  };
}
