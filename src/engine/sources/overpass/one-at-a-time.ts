/** Runs a task when all earlier ones have ended. */
export type RunInTurn = <T>(task: () => Promise<T>, signal: AbortSignal) => Promise<T>;

/**
 * A queue that runs one task at a time. A task whose signal aborts while it waits is never started, and its
 * promise rejects at once with the signal's reason.
 */
export function oneAtATime(): RunInTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (task, signal) => {
    const turn = last.then(() => {
      signal.throwIfAborted();
      return task();
    });
    // The next task runs whether this one succeeds or fails; its caller gets the failure.
    last = turn.catch(() => undefined);
    return untilAborted(turn, signal);
  };
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
