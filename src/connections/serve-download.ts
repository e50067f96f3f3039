import { type Failure, toFailure } from '../contract/errors.ts';
import { type DownloadSettings, downloadZip } from './remote-download.ts';

/** What the page asks of the downloading worker: one ZIP. */
export interface DownloadOrder {
  readonly url: string;
  readonly settings: PlainSettings;
}

/** All that crosses the worker border; the worker has a `fetch` of its own. */
export type PlainSettings = Omit<DownloadSettings, 'fetch'>;

/** What the worker answers: progress until the ZIP or a failure. A `Blob` crosses the border without a copy. */
export type DownloadMessage =
  | { readonly received: number; readonly total: number }
  | { readonly zip: Blob }
  | { readonly failure: Failure };

/** Downloads what is ordered. Whoever no longer wants it ends the worker. */
export async function serveDownload(
  { url, settings }: DownloadOrder,
  fetch: typeof globalThis.fetch,
  say: (message: DownloadMessage) => void,
): Promise<void> {
  try {
    const onBytes = (received: number, total: number) => say({ received, total });
    say({ zip: await downloadZip({ ...settings, fetch }, new URL(url), onBytes) });
  } catch (thrown) {
    say({ failure: toFailure(thrown) });
  }
}
