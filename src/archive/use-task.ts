import { useEffect, useState } from 'react';

/** How far a piece of work is that takes time. */
export type Task<T> =
  | { readonly status: 'running' }
  | { readonly status: 'done'; readonly value: T }
  | { readonly status: 'failed'; readonly error: unknown };

/**
 * Does a piece of work when its inputs change, and tells how far it is; work whose inputs are outdated is aborted.
 * @param work must keep its identity while its inputs stay the same (`useCallback`)
 */
export function useTask<T>(work: (signal: AbortSignal) => Promise<T>): Task<T> {
  const [result, setResult] = useState<{ work: unknown; task: Task<T> }>();
  useEffect(() => {
    const stop = new AbortController();
    const settle = (task: Task<T>) => {
      if (!stop.signal.aborted) setResult({ work, task });
    };
    work(stop.signal).then(
      (value) => settle({ status: 'done', value }),
      (error: unknown) => settle({ status: 'failed', error }),
    );
    return () => stop.abort();
  }, [work]);
  return result?.work === work ? result.task : { status: 'running' };
}
