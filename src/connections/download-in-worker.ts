import type { OnBytes } from '../contract/connection.ts';
import { ExportError, type Failure } from '../contract/errors.ts';
import { aborted } from './aborted.ts';
import type { DownloadMessage, DownloadOrder, PlainSettings } from './serve-download.ts';

/** The part of a `Worker` that is needed for a download. */
export type DownloadWorker = Pick<Worker, 'postMessage' | 'addEventListener' | 'terminate'>;

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
  startWorker: () => DownloadWorker = startDownloadWorker,
): Promise<Blob> {
  if (signal?.aborted) return Promise.reject(aborted());
  const worker = startWorker();
  let isStarted = false;
  const answer = new Promise<Blob>((resolve, reject) => {
    const crash = (event: Event) => reject(new ExportError(isStarted ? STOPPED : NOT_STARTED, { cause: event }));
    worker.addEventListener('error', crash);
    worker.addEventListener('messageerror', crash);
    worker.addEventListener('message', ({ data }: MessageEvent<DownloadMessage>) => {
      isStarted = true;
      if ('zip' in data) resolve(data.zip);
      else if ('failure' in data) reject(new ExportError(data.failure));
      else onBytes(data.received, data.total);
    });
    signal?.addEventListener('abort', () => reject(aborted()), { once: true });
  });
  worker.postMessage({ url: url.href, settings: { timeout, retryPause, securePage } } satisfies DownloadOrder);
  return answer.finally(() => worker.terminate());
}

function startDownloadWorker(): DownloadWorker {
  return new Worker(new URL('./download-worker.ts', import.meta.url), { type: 'module', name: 'download' });
}
