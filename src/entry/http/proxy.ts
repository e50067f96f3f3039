import { ExportError } from '../../contract/errors.ts';
import { SOFTWARE } from '../../engine/software.ts';
import { errorAnswer, ProtocolError } from './api-errors.ts';
import { DEFAULT_LIMITS } from './api-limits.ts';
import { readBytes } from './read-body.ts';

export const PROXY_PATH = '/proxy/3dcityloader';

export interface ProxyOptions {
  /** The one endpoint that requests are handed on to, for example `https://v2.3dcityloader.com/api`. */
  readonly target: string;
  readonly fetch: typeof fetch;
  /** Milliseconds that the endpoint has for an answer. */
  readonly timeout?: number;
}

/** Hands a request on; `remoteAddress` is that of the computer which sent it. */
export type ForwardProxy = (request: Request, remoteAddress: string | undefined) => Promise<Response>;

const METHODS = ['GET', 'POST', 'DELETE'];
const LOOPBACK_ADDRESS = /^(127(\.\d+){3}|::1|::ffff:127(\.\d+){3})$/;
const LOOPBACK_HOST = /^(localhost|127(\.\d+){3}|\[::1\])$/;
/** Nothing else passes: no cookies, no addresses, nothing about the browser. */
const REQUEST_HEADERS = ['Authorization', 'Accept', 'Content-Type'];
const ANSWER_HEADERS = ['Content-Type', 'Retry-After'];

/**
 * Hands requests under {@link PROXY_PATH} on to one export API and nowhere else, for pages of this computer that this
 * server delivered: an endpoint without CORS cannot be asked by a page itself.
 * @throws ExportError where the target is no https address (or http on this computer)
 */
export function createProxy({ target, fetch, timeout = 60_000 }: ProxyOptions): ForwardProxy {
  const endpoint = checkedTarget(target);

  return async (request, remoteAddress) => {
    try {
      requireOwnPage(request, remoteAddress);
      const url = targetUrl(new URL(request.url), endpoint);
      return await forward(request, url, endpoint, fetch, timeout);
    } catch (thrown) {
      const { status, headers, body } = errorAnswer(thrown);
      return refusal(status, body.message, headers);
    }
  };
}

async function forward(
  request: Request,
  url: URL,
  endpoint: URL,
  fetch: ProxyOptions['fetch'],
  timeout: number,
): Promise<Response> {
  if (!METHODS.includes(request.method)) {
    return refusal(405, `${request.method} is not handed on.`, { Allow: METHODS.join(', ') });
  }
  const body = request.method === 'POST' ? await readBytes(request, DEFAULT_LIMITS) : null;
  try {
    const answer = await fetch(url, {
      method: request.method,
      headers: { ...picked(request.headers, REQUEST_HEADERS), 'User-Agent': `${SOFTWARE.name}/${SOFTWARE.version}` },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(timeout)]),
    });
    const location = answer.headers.get('Location');
    return new Response(answer.body, {
      status: answer.status,
      headers: {
        ...picked(answer.headers, ANSWER_HEADERS),
        ...(location === null ? {} : { Location: ownLocation(location, url, endpoint) }),
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      },
    });
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError';
    return late ? refusal(504, `${url.host} did not answer in time.`) : refusal(502, `${url.host} cannot be reached.`);
  }
}

/** A page of another site, or another computer, must not use this server to reach the endpoint. */
function requireOwnPage({ headers, url }: Request, remoteAddress: string | undefined): void {
  const { origin, hostname } = new URL(url);
  const isLocal = LOOPBACK_ADDRESS.test(remoteAddress ?? '') && LOOPBACK_HOST.test(hostname);
  const sentFrom = headers.get('Origin') ?? origin;
  const site = headers.get('Sec-Fetch-Site') ?? 'same-origin';
  if (isLocal && sentFrom === origin && (site === 'same-origin' || site === 'none')) return;
  throw new ProtocolError(403, 'Only the page that this server delivers to this computer may use its proxy.');
}

/** @throws ProtocolError 404 for an address that leads out of the endpoint */
function targetUrl({ pathname, search }: URL, endpoint: URL): URL {
  const url = new URL(endpoint.pathname + pathname.slice(PROXY_PATH.length) + search, endpoint.origin);
  if (url.origin === endpoint.origin && url.pathname.startsWith(`${endpoint.pathname}/`)) return url;
  throw new ProtocolError(404, 'There is nothing here.');
}

/** A redirect that stays within the endpoint leads through the proxy again; another one leads where it says. */
function ownLocation(location: string, asked: URL, endpoint: URL): string {
  if (!URL.canParse(location, asked)) return location;
  const { href, origin, pathname, search } = new URL(location, asked);
  const isInside = origin === endpoint.origin && pathname.startsWith(`${endpoint.pathname}/`);
  return isInside ? PROXY_PATH + pathname.slice(endpoint.pathname.length) + search : href;
}

function checkedTarget(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK_HOST.test(url.hostname));
  if (!url || !isSafe) {
    const message = `The proxy needs an https address to hand requests on to, not “${text}”.`;
    throw new ExportError({ code: 'bad-file', message, advice: 'Correct CITYCLIP_PROXY_TARGET or remoteEndpoint.' });
  }
  return new URL(url.origin + url.pathname.replace(/\/+$/, ''));
}

function picked(headers: Headers, names: readonly string[]): Record<string, string> {
  const values = names.map((name) => [name, headers.get(name)] as const);
  return Object.fromEntries(values.filter((entry): entry is readonly [string, string] => entry[1] !== null));
}

function refusal(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json({ message }, { status, headers });
}
