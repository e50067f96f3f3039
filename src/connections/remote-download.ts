import type { OnBytes } from '../contract/connection.ts';
import { ExportError } from '../contract/errors.ts';
import { noAnswer, refusalFailure } from './remote-errors.ts';

/**
 * Fetches a ZIP, following redirects. Nothing is sent along, least of all the token: the file may lie with a third party.
 * @param onBytes is told the received bytes, and their total (0 where the server does not tell it)
 */
export async function downloadZip(
  fetch: typeof globalThis.fetch,
  url: URL,
  onBytes: OnBytes,
  signal?: AbortSignal,
): Promise<Blob> {
  const { host } = url;
  try {
    const response = await fetch(url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'follow',
      ...(signal && { signal }),
    });
    if (!response.ok) throw new ExportError(refusalFailure({ step: 'download', host, status: response.status }));
    const zip = await receive(response, onBytes);
    await checkZip(zip, host);
    return zip;
  } catch (error) {
    throw error instanceof ExportError ? error : noAnswer('download', host, error, signal);
  }
}

async function receive(response: Response, onBytes: OnBytes): Promise<Blob> {
  const total = response.headers.has('content-encoding') ? 0 : Number(response.headers.get('content-length') ?? 0);
  const reader = response.body?.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let received = 0;
  onBytes(received, total);
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    chunks.push(part.value);
    received += part.value.byteLength;
    onBytes(received, total);
  }
  return new Blob(chunks, { type: 'application/zip' });
}

async function checkZip(zip: Blob, host: string): Promise<void> {
  if ((await zip.slice(0, 2).text()) === 'PK') return;
  throw new ExportError({
    code: 'bad-file',
    message: `${host} sent a file that is not a ZIP.`,
    advice: 'Try the download again. If it happens again, ask the service.',
  });
}
