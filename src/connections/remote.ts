import * as v from 'valibot';
import { REMOTE_CAPABILITIES } from '../contract/capabilities.ts';
import type { Connection } from '../contract/connection.ts';
import { ExportError } from '../contract/errors.ts';
import type { Job } from '../contract/job.ts';
import { downloadInWorker } from './download-in-worker.ts';
import { CreatedSchema, requestBody, StatusSchema, statusJob } from './remote-answers.ts';
import type { downloadZip } from './remote-download.ts';
import { unreadableAnswer } from './remote-errors.ts';
import { askApi, described, parseJson, type RemoteSettings, refusal } from './remote-request.ts';

/**
 * 3DCityLoader or a compatible server, spoken to by the Simple Export API. The public API has no way to stop an export,
 * so there is no `cancel`.
 * @param download `downloadZip` where there are no workers
 */
export function remoteConnection(
  settings: RemoteSettings,
  download: (...order: Parameters<typeof downloadZip>) => Promise<Blob> = downloadInWorker,
): Connection {
  const { endpoint } = settings;
  const { host } = new URL(endpoint);

  return {
    id: 'remote',
    label: '3DCityLoader',
    endpoint,
    capabilities: REMOTE_CAPABILITIES,
    polling: { first: 4000, next: 3000 },

    // A page cannot keep Chromium from sending a POST once more by itself where a connection that was used before breaks
    // without a byte of the answer; the API has no key by which a server could tell.
    async create(request, signal) {
      const init = { method: 'POST', body: requestBody(request) };
      const answer = await askApi(settings, 'create', '/export/simple', init, signal);
      const { response, text } = answer;
      if (!response.ok) throw refusal(settings, 'create', answer);
      if (response.status !== 201) {
        throw unreadableAnswer('create', host, `${described(text)} and status ${response.status} instead of 201`);
      }
      const created = v.safeParse(CreatedSchema, parseJson(text));
      if (!created.success) throw unreadableAnswer('create', host, `${described(text)} without the export's id`);
      return { id: created.output.id, status: 'pending' };
    },

    async status(id, signal) {
      const path = `/export/${encodeURIComponent(id)}`;
      const answer = await askApi(settings, 'status', path, { method: 'GET' }, signal);
      if (answer.response.status !== 200) throw refusal(settings, 'status', answer);
      const parsed = v.safeParse(StatusSchema, parseJson(answer.text));
      if (!parsed.success) throw unreadableAnswer('status', host, `${described(answer.text)} without a status`);
      return statusJob(id, parsed.output);
    },

    download: async (job, onBytes, signal) => download(settings, downloadUrl(job, endpoint), onBytes, signal),
  };
}

/** The download address, which may be relative to the status request's address. */
function downloadUrl({ id, download_url }: Job, endpoint: string): URL {
  const base = `${endpoint}/export/${encodeURIComponent(id)}`;
  const url = download_url && URL.canParse(download_url, base) ? new URL(download_url, base) : undefined;
  if (url && (url.protocol === 'https:' || url.protocol === 'http:')) return url;
  throw new ExportError({
    code: 'source-failed',
    message: `The server says that export ${id} is done, but gives no address to download it from.`,
    advice: 'Try the download again in a moment.',
  });
}
