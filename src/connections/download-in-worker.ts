import type { OnBytes } from '../contract/connection.ts';
import { ExportError, type Failure } from '../contract/errors.ts';
import { type OrderedWorker, oneOrder } from '../contract/one-order.ts';
import { aborted } from './aborted.ts';
import type { DownloadMessage, DownloadOrder, PlainSettings } from './serve-download.ts';

const NOT_STARTED: Failure = {
  code: 'internal',
  message: 'The download could not be started: its program did not load.',
  advice: 'Check your connection and try again; reload the page if that does not help.',
};

const STOPPED: Failure = {
  code: 'internal',
  message: 'The download stopped unexpectedly, possibly because the browser has no memory left for the ZIP.',
  advice: 'Close other pages and try again.',
};

/**
 * Does the same as `downloadZip` in a worker of its own: taking so many bytes in would keep the page from answering.
 * @param onBytes is told the received bytes, and their total (0 where the server does not tell it)
 * @throws ExportError as `downloadZip` does, and `internal` where the worker does not start or crashes
 */
export function downloadInWorker(
  { timeout, retryPause, securePage }: PlainSettings,
  url: URL,
  onBytes: OnBytes,
  signal?: AbortSignal,
  startWorker: () => OrderedWorker = startDownloadWorker,
): Promise<Blob> {
  if (signal?.aborted) return Promise.reject(aborted());
  const order: DownloadOrder = { url: url.href, settings: { timeout, retryPause, securePage } };
  return oneOrder(startWorker(), order, {
    read: (message: DownloadMessage) => {
      if ('failure' in message) throw new ExportError(message.failure);
      if ('zip' in message) return message.zip;
      onBytes(message.received, message.total);
      return undefined;
    },
    crashed: (hasSpoken, cause) => new ExportError(hasSpoken ? STOPPED : NOT_STARTED, { cause }),
    aborted,
    signal,
  });
}

function startDownloadWorker(): OrderedWorker {
  return new Worker(new URL('./download-worker.ts', import.meta.url), { type: 'module', name: 'download' });
}
