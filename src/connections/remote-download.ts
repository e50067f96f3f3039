import type { OnBytes } from '../contract/connection.ts';
import { ExportError } from '../contract/errors.ts';
import { isLoopback } from './endpoint.ts';
import { isReachable } from './is-reachable.ts';
import { noAnswer } from './remote-errors.ts';
import type { RemoteSettings } from './remote-request.ts';
import { resumedFetch } from './resumed-fetch.ts';

export type DownloadSettings = Pick<RemoteSettings, 'fetch' | 'timeout' | 'retryPause' | 'securePage'>;

/**
 * Fetches a ZIP without the token: the file may lie with a third party. Where the page may not read it, the failure
 * carries the link for the browser itself.
 * @param onBytes is told the received bytes, and their total (0 where the server does not tell it)
 */
export async function downloadZip(
  settings: DownloadSettings,
  url: URL,
  onBytes: OnBytes,
  signal?: AbortSignal,
): Promise<Blob> {
  const isPlain = settings.securePage === true && url.protocol === 'http:' && !isLoopback(url);
  const readable = isPlain ? encrypted(url) : url;
  const fetchZip = async () => checkedZip(await resumedFetch(settings, readable, onBytes, signal), url.host);
  try {
    return await fetchZip();
  } catch (error) {
    if (error instanceof ExportError) throw error;
    if (signal?.aborted) throw noAnswer('download', url.host, error, signal);
    if (!(await isReachable(settings, readable, signal))) {
      throw isPlain ? plainFile(url) : noAnswer('download', url.host, error, signal);
    }
  }
  try {
    return await fetchZip();
  } catch (error) {
    if (error instanceof ExportError) throw error;
    throw signal?.aborted ? noAnswer('download', url.host, error, signal) : closedFile(url);
  }
}

/** Browsers refuse plain http to a page that came over https; most servers have the same file over https. */
function encrypted(url: URL): URL {
  const copy = new URL(url);
  copy.protocol = 'https:';
  return copy;
}

function closedFile({ host, href }: URL): ExportError {
  return new ExportError({
    code: 'blocked',
    message: `${host} does not let a page read its files (it sends no CORS headers), so the ZIP cannot be listed here.`,
    advice: 'The browser can save it all the same: use the link, and open the ZIP on your computer.',
    link: href,
  });
}

function plainFile({ host, href }: URL): ExportError {
  return new ExportError({
    code: 'blocked',
    message: `The ZIP lies at an unencrypted address (http:) of ${host}, which this page may not read, and https: brings no answer. So it cannot be listed here.`,
    advice: 'The browser can save it all the same: use the link, and confirm where the browser warns of it.',
    link: href,
  });
}

async function checkedZip(zip: Blob, host: string): Promise<Blob> {
  if ((await zip.slice(0, 2).text()) === 'PK') return zip;
  throw new ExportError({
    code: 'bad-file',
    message: `${host} sent a file that is not a ZIP.`,
    advice: 'Try the download again. If it happens again, ask the service.',
  });
}
