import { ExportError, toFailure } from '../contract/errors.ts';
import { isReachable } from './is-reachable.ts';
import { blockedApi, noAnswer, unreadableAnswer } from './remote-errors.ts';
import {
  askApi,
  DEFAULT_TIMEOUT,
  DISCREET,
  described,
  JSON_HEADERS,
  parseJson,
  type RemoteAnswer,
  type RemoteSettings,
  refusal,
} from './remote-request.ts';

/** Counted and named ids alike never have this value. */
const NO_EXPORT = '/export/0';

/**
 * Tries an endpoint and a token out without creating anything: asks for an export that cannot exist, which only a token
 * with `export.read` may be told, and then without a token, which must be refused.
 * @throws ExportError for everything but success; `blocked` where the server answers but the page may not read it
 */
export async function testConnection(settings: RemoteSettings, signal?: AbortSignal): Promise<void> {
  const answer = await askReadably(settings, signal);
  const { host } = new URL(settings.endpoint);
  if (settings.forwarder && !isJson(answer)) throw noForwarder(settings.forwarder);
  if (answer.response.ok) throw unreadableAnswer('status', host, `${described(answer.text)} about no export at all`);
  if (answer.response.status !== 404) throw refusal(settings, 'status', answer);
  if (!isJson(answer) || !(await refusesStrangers(settings, signal))) throw noApi(host);
}

async function askReadably(settings: RemoteSettings, signal: AbortSignal | undefined): Promise<RemoteAnswer> {
  const ask = () => askApi(settings, 'status', NO_EXPORT, { method: 'GET' }, signal);
  const { endpoint, forwarder } = settings;
  try {
    return await ask();
  } catch (error) {
    if (!isOffline(error)) throw error;
    if (forwarder || !(await isReachable(settings, endpoint + NO_EXPORT, signal))) throw error;
  }
  try {
    return await ask();
  } catch (error) {
    throw isOffline(error) ? blockedApi(new URL(endpoint).host) : error;
  }
}

/** Any address answers 404 that does not exist; an export API answers 401 first. */
async function refusesStrangers(settings: RemoteSettings, signal: AbortSignal | undefined): Promise<boolean> {
  const { endpoint, forwarder, fetch, timeout = DEFAULT_TIMEOUT } = settings;
  const limit = AbortSignal.timeout(timeout);
  try {
    const { status } = await fetch((forwarder ?? endpoint) + NO_EXPORT, {
      ...DISCREET,
      headers: JSON_HEADERS,
      redirect: 'manual',
      cache: 'no-store',
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    return status === 401 || status === 403;
  } catch (cause) {
    throw noAnswer('status', new URL(endpoint).host, cause, signal);
  }
}

function isOffline(error: unknown): boolean {
  return toFailure(error).code === 'offline';
}

function isJson({ text }: RemoteAnswer): boolean {
  return parseJson(text) !== undefined;
}

function noApi(host: string): ExportError {
  return new ExportError({
    code: 'not-found',
    message: `${host} answers, but there is no export API at this address.`,
    advice: 'Check the endpoint: its path often ends in /api.',
  });
}

function noForwarder(address: string): ExportError {
  return new ExportError({
    code: 'source-failed',
    message: `The server of this page has no forwarder at ${new URL(address).pathname}.`,
    advice: 'Forwarders run with “npm start” and “npm run dev”. Without one, switch it off.',
  });
}
