import { ExportError } from '../contract/errors.ts';
import { type OrderedWorker, oneOrder } from '../contract/one-order.ts';
import type { CheckResult } from './check-all.ts';
import type { ArchiveEntry } from './read-archive.ts';
import type { CheckAnswer, CheckOrder } from './serve-check.ts';

/**
 * Does the same as `checkAll` for all files of a ZIP, in a worker of its own: so many bytes would keep the page from answering.
 * @throws ExportError where the ZIP cannot be read, or the worker does not start or crashes; the signal's reason on abort
 */
export async function checkInWorker(
  files: readonly ArchiveEntry[],
  limit: number,
  signal: AbortSignal,
  startWorker: () => OrderedWorker = startCheckWorker,
): Promise<CheckResult> {
  signal.throwIfAborted();
  const zip = files[0]?.zip;
  if (!zip) return { checked: 0, damaged: [] };
  const order: CheckOrder = { zip, limit };
  const { checked, damaged } = await oneOrder(startWorker(), order, {
    read: (answer: CheckAnswer) => {
      if ('failure' in answer) throw new ExportError(answer.failure);
      return answer;
    },
    crashed: (_, cause) => stopped(cause),
    aborted: () => signal.reason,
    signal,
  });
  const numbers = new Set(damaged);
  return { checked, damaged: files.filter(({ index }) => numbers.has(index)) };
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

function startCheckWorker(): OrderedWorker {
  return new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module', name: 'check' });
}
