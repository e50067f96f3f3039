import type { OnBytes } from '../contract/connection.ts';
import { ExportError } from '../contract/errors.ts';
import { noAnswer, refusalFailure } from './remote-errors.ts';
import { DEFAULT_TIMEOUT, DISCREET, type RemoteSettings } from './remote-request.ts';

type DownloadTools = Pick<RemoteSettings, 'fetch' | 'timeout' | 'retryPause'>;

/** How often a download that broke in the middle goes on before it is given up. */
const RESUMPTIONS = 5;

/** Bytes that are handed to the browser together, which holds them outside of the page's memory. */
const FOLDED_AT_ONCE = 2 ** 22;
/** Milliseconds between two reports of progress: each of them draws. */
const REPORT_EVERY = 200;

/** What has arrived of a file. */
interface Received {
  parts: Blob[];
  /** Behind the parts. */
  chunks: Uint8Array<ArrayBuffer>[];
  chunkBytes: number;
  /** In all. */
  bytes: number;
  /** Of the whole file; 0 where it is unknown. */
  total: number;
  etag: string | null;
  lastModified: string | null;
}

/**
 * Fetches a file, following redirects. Nothing is sent along, least of all a token. After a break in the middle it goes
 * on where it stopped, if the server gives the rest of the same file, and otherwise from the start.
 * @throws ExportError for a refusal and for a download that broke too often; the browser's own error where nothing came
 */
export async function resumedFetch(
  tools: DownloadTools,
  url: URL,
  onBytes: OnBytes,
  signal: AbortSignal | undefined,
): Promise<Blob> {
  const received = nothing();
  const report = () => onBytes(received.bytes, received.bytes > received.total ? 0 : received.total);
  for (let attempt = 0; ; attempt++) {
    const silence = watchForSilence(tools.timeout ?? DEFAULT_TIMEOUT);
    try {
      const stop = signal ? AbortSignal.any([signal, silence.signal]) : silence.signal;
      await receive(tools, url, received, stop, { heard: silence.heard, report: notTooOften(report) });
      report();
      fold(received);
      return new Blob(received.parts, { type: 'application/zip' });
    } catch (error) {
      if (error instanceof ExportError || signal?.aborted || received.bytes === 0) throw error;
      if (attempt === RESUMPTIONS) throw noAnswer('download', url.host, error, signal);
    } finally {
      silence.end();
    }
    await pause((tools.retryPause ?? 1000) * 2 ** attempt, signal);
  }
}

function nothing(): Received {
  return { parts: [], chunks: [], chunkBytes: 0, bytes: 0, total: 0, etag: null, lastModified: null };
}

function take(received: Received, chunk: Uint8Array<ArrayBuffer>): void {
  received.chunks.push(chunk);
  received.chunkBytes += chunk.byteLength;
  received.bytes += chunk.byteLength;
  if (received.chunkBytes >= FOLDED_AT_ONCE) fold(received);
}

function fold(received: Received): void {
  received.parts.push(new Blob(received.chunks));
  received.chunks = [];
  received.chunkBytes = 0;
}

function notTooOften(report: () => void): () => void {
  let next = 0;
  return () => {
    if (performance.now() < next) return;
    next = performance.now() + REPORT_EVERY;
    report();
  };
}

interface Listener {
  /** Something came. */
  heard(): void;
  report(): void;
}

async function receive(
  { fetch }: DownloadTools,
  url: URL,
  received: Received,
  signal: AbortSignal,
  listener: Listener,
): Promise<void> {
  // A condition (`If-Range`) would need a preflight, which file stores rarely answer: the answer is compared instead.
  const headers: HeadersInit = received.bytes > 0 ? { Range: `bytes=${received.bytes}-` } : {};
  const response = await fetch(url, { ...DISCREET, headers, redirect: 'follow', cache: 'no-store', signal });
  const rest = received.bytes > 0 && isRestOf(received, response);
  if (!rest && received.bytes > 0) Object.assign(received, nothing());
  if (!rest && (response.status === 206 || response.status === 416)) {
    await response.body?.cancel();
    return receive({ fetch }, url, received, signal, listener);
  }
  if (!response.ok) {
    throw new ExportError(refusalFailure({ step: 'download', host: url.host, status: response.status }));
  }
  if (!rest) Object.assign(received, aboutFile(response));
  listener.heard();
  listener.report();
  for (const reader = response.body?.getReader(); reader; ) {
    const part = await reader.read();
    if (part.done) break;
    take(received, part.value);
    listener.heard();
    listener.report();
  }
  if (received.bytes < received.total) throw new TypeError('The file ended too early.');
}

function aboutFile({ headers }: Response): Pick<Received, 'total' | 'etag' | 'lastModified'> {
  return {
    total: headers.has('content-encoding') ? 0 : lengthOf(headers),
    etag: strongEtag(headers),
    lastModified: headers.get('last-modified'),
  };
}

/** Whether an answer holds exactly the missing rest, by all that the browser lets the page see of it. */
function isRestOf(received: Received, { status, headers }: Response): boolean {
  if (status !== 206) return false;
  const start = headers.get('content-range')?.match(/^bytes (\d+)-/)?.[1];
  if (start !== undefined && Number(start) !== received.bytes) return false;
  const length = lengthOf(headers);
  if (length > 0 && received.total > 0 && received.bytes + length !== received.total) return false;
  const etag = strongEtag(headers);
  if (etag && received.etag) return etag === received.etag;
  return received.lastModified !== null && received.lastModified === headers.get('last-modified');
}

function lengthOf(headers: Headers): number {
  return Number(headers.get('content-length') ?? 0);
}

/** A weak tag may stand for other bytes. */
function strongEtag(headers: Headers): string | null {
  const etag = headers.get('etag');
  return etag?.startsWith('W/') ? null : etag;
}

/** Aborts its signal when nothing was heard for so many milliseconds: a lost network often says nothing at all. */
function watchForSilence(milliseconds: number) {
  const controller = new AbortController();
  const giveUp = () => controller.abort(new DOMException('No bytes came.', 'TimeoutError'));
  let timer = setTimeout(giveUp, milliseconds);
  const end = () => clearTimeout(timer);
  const heard = () => {
    end();
    timer = setTimeout(giveUp, milliseconds);
  };
  return { signal: controller.signal, heard, end };
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
