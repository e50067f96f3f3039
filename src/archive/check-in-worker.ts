import { ExportError } from '../contract/errors.ts';
import type { CheckResult } from './check-all.ts';
import type { ArchiveEntry } from './read-archive.ts';
import type { CheckAnswer, CheckOrder } from './serve-check.ts';

/** The part of a `Worker` that is needed for a check. */
export type CheckWorker = Pick<Worker, 'postMessage' | 'addEventListener' | 'terminate'>;

/**
 * Does the same as `checkAll` for all files of a ZIP, in a worker of its own: so many bytes would keep the page from answering.
 * @throws ExportError where the ZIP cannot be read, or the worker does not start or crashes; the signal's reason on abort
 */
export async function checkInWorker(
  files: readonly ArchiveEntry[],
  limit: number,
  signal: AbortSignal,
  startWorker: () => CheckWorker = startCheckWorker,
): Promise<CheckResult> {
  signal.throwIfAborted();
  const zip = files[0]?.zip;
  if (!zip) return { checked: 0, damaged: [] };
  const worker = startWorker();
  try {
    const answer = await answerTo(worker, { zip, limit }, signal);
    if ('failure' in answer) throw new ExportError(answer.failure);
    const damaged = new Set(answer.damaged);
    return { checked: answer.checked, damaged: files.filter(({ index }) => damaged.has(index)) };
  } finally {
    worker.terminate();
  }
}

function answerTo(worker: CheckWorker, order: CheckOrder, signal: AbortSignal): Promise<CheckAnswer> {
  return new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<CheckAnswer>) => resolve(data));
    worker.addEventListener('error', (cause) => reject(stopped(cause)));
    worker.addEventListener('messageerror', (cause) => reject(stopped(cause)));
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    worker.postMessage(order);
  });
}

function stopped(cause: Event): ExportError {
  return new ExportError(
    {
      code: 'internal',
      message: 'The check stopped unexpectedly: its program did not load, or the browser has no memory left.',
      advice: 'Close other pages and open the ZIP again.',
    },
    { cause },
  );
}

function startCheckWorker(): CheckWorker {
  return new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module', name: 'check' });
}
