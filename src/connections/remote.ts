import * as v from 'valibot';
import { REMOTE_CAPABILITIES } from '../contract/capabilities.ts';
import type { Connection } from '../contract/connection.ts';
import { ExportError } from '../contract/errors.ts';
import type { Job } from '../contract/job.ts';
import { CreatedSchema, ErrorSchema, requestBody, StatusSchema, statusJob } from './remote-answers.ts';
import { downloadZip } from './remote-download.ts';
import { noAnswer, type RemoteStep, refusalFailure, retryAfterSeconds, unreadableAnswer } from './remote-errors.ts';

export interface RemoteSettings {
  /** A checked endpoint, without a slash at its end. */
  readonly endpoint: string;
  readonly token: string;
  readonly fetch: typeof fetch;
  /** Milliseconds that the server has for an answer; 60 seconds unless told. */
  readonly timeout?: number;
}

/** A visible ASCII text: nothing else can stand in the header. */
const TOKEN = /^[\x21-\x7e]+$/;
const LONGEST_MESSAGE = 300;

/**
 * 3DCityLoader or a compatible server, spoken to by the Simple Export API. The public API has no way to stop an export,
 * so there is no `cancel`.
 */
export function remoteConnection({ endpoint, token, fetch, timeout = 60_000 }: RemoteSettings): Connection {
  const { host } = new URL(endpoint);

  /** Sends the token to the endpoint's own address only: a redirect is an error. */
  const ask = async (step: RemoteStep, path: string, init: RequestInit, signal: AbortSignal | undefined) => {
    if (!TOKEN.test(token)) throw badToken(token);
    const limit = AbortSignal.timeout(timeout);
    try {
      const response = await fetch(endpoint + path, {
        ...init,
        headers: {
          Authorization: `Bearer ${token}`,
          Accept: 'application/json',
          'Content-Type': 'application/json',
        },
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        redirect: 'manual',
        cache: 'no-store',
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      });
      return { response, text: await response.text() };
    } catch (error) {
      throw noAnswer(step, host, error, signal);
    }
  };

  const refusal = (step: RemoteStep, response: Response, text: string): ExportError => {
    const error = v.safeParse(ErrorSchema, parseJson(text));
    const { message, errors } = error.success ? error.output : {};
    return new ExportError(
      refusalFailure({
        step,
        host,
        status: response.type === 'opaqueredirect' ? 302 : response.status,
        message: message?.replaceAll(token, '…').slice(0, LONGEST_MESSAGE),
        fields: errors,
        retryAfter: retryAfterSeconds(response.headers.get('retry-after'), Date.now()),
      }),
    );
  };

  return {
    id: 'remote',
    label: '3DCityLoader',
    capabilities: REMOTE_CAPABILITIES,
    polling: { first: 4000, next: 3000 },

    async create(request, signal) {
      const init = { method: 'POST', body: requestBody(request) };
      const { response, text } = await ask('create', '/export/simple', init, signal);
      if (!response.ok) throw refusal('create', response, text);
      if (response.status !== 201) {
        throw unreadableAnswer('create', host, `${described(text)} and status ${response.status} instead of 201`);
      }
      const created = v.safeParse(CreatedSchema, parseJson(text));
      if (!created.success) throw unreadableAnswer('create', host, `${described(text)} without the export's id`);
      return { id: created.output.id, status: 'pending' };
    },

    async status(id, signal) {
      const { response, text } = await ask('status', `/export/${encodeURIComponent(id)}`, { method: 'GET' }, signal);
      if (response.status !== 200) throw refusal('status', response, text);
      const answer = v.safeParse(StatusSchema, parseJson(text));
      if (!answer.success) throw unreadableAnswer('status', host, `${described(text)} without a status`);
      return statusJob(id, answer.output);
    },

    download: async (job, onBytes, signal) => downloadZip(fetch, downloadUrl(job, endpoint), onBytes, signal),
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

function badToken(token: string): ExportError {
  return new ExportError({
    code: 'unauthorized',
    message: token
      ? 'The token holds characters that no token has.'
      : '3DCityLoader needs a token, and none is entered.',
    advice: 'Enter your token in the settings, or use the free Cityclip engine.',
  });
}

/** The parsed text; `undefined` where it is no JSON, which no schema accepts. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isPage(text: string): boolean {
  return /^\s*</.test(text);
}

function described(text: string): string {
  return isPage(text) ? 'a web page' : 'data';
}
