import type { IncomingMessage, ServerResponse } from 'node:http';
import process from 'node:process';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import type { Logger, Plugin, PreviewServer, ViteDevServer } from 'vite';
import { ExportError, failureText, toFailure } from '../../contract/errors.ts';
import { readConfig } from '../node/read-config.ts';
import { errorAnswer } from './api-errors.ts';
import { tokenNotice } from './first-token.ts';
import type { Log } from './log.ts';
import { createProxy, type ForwardProxy, PROXY_PATH } from './proxy.ts';
import { type Api, startApi } from './start-api.ts';

const API_PATH = '/api';

/**
 * Serves the export API at `/api`, and the proxy to the configured 3DCityLoader, beside the page in `vite dev` and
 * `vite preview`. The page is there at once and without the API too: where that cannot start, it says why.
 */
export function exportApi(): Plugin {
  let starting: Promise<Api | ExportError> | undefined;
  let interrupted = () => {};

  const serveBeside = (server: ViteDevServer | PreviewServer) => {
    const { logger } = server.config;
    starting = startOrExplain(logger);
    const answer = apiListener(starting);
    const forward = proxyListener();
    server.middlewares.use((incoming, outgoing, next) => {
      if (isUnder(API_PATH, incoming.url)) void answer(incoming, outgoing);
      else if (isUnder(PROXY_PATH, incoming.url)) void forward(incoming, outgoing);
      else next();
    });
    announce(server, starting);
    interrupted = () => void server.close().finally(() => process.exit(130));
    process.once('SIGINT', interrupted);
  };

  const close = async () => {
    process.off('SIGINT', interrupted);
    const api = await starting;
    starting = undefined;
    if (api && !(api instanceof ExportError)) await api.close();
  };

  return {
    name: 'cityclip-export-api',
    // Vite's own CORS answers preflight requests before any plugin sees them.
    config: () => ({ server: { cors: false }, preview: { cors: false } }),
    configureServer: serveBeside,
    configurePreviewServer: serveBeside,
    closeBundle: close,
    closePreviewServer: close,
  };
}

async function startOrExplain(logger: Logger): Promise<Api | ExportError> {
  try {
    return await startApi(troubleOnly(logger));
  } catch (thrown) {
    const { message } = toFailure(thrown);
    logger.error(`The export API cannot start. ${failureText(toFailure(thrown))}`);
    return new ExportError({ code: 'busy', message: `The export API could not start: ${message}` }, { cause: thrown });
  }
}

/** The terminal shows what went wrong; a line per request would bury Vite's own. */
function troubleOnly(logger: Logger): Log {
  return (event) => {
    if (event.level === 'error') logger.error(JSON.stringify(event));
  };
}

type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

function apiListener(starting: Promise<Api | ExportError>): Listener {
  const answer = async (request: Request) => {
    const api = await starting;
    if (!(api instanceof ExportError)) return api.fetch(request);
    const { status, headers, body } = errorAnswer(api);
    return Response.json(body, { status, headers: { ...headers, 'Access-Control-Allow-Origin': '*' } });
  };
  return getRequestListener(answer, { overrideGlobalObjects: false });
}

function proxyListener(): Listener {
  let made: Promise<ForwardProxy> | undefined;
  const answer = async (request: Request, { incoming }: HttpBindings) => {
    try {
      made ??= makeProxy();
      return await (await made)(request, incoming.socket.remoteAddress);
    } catch (thrown) {
      const { status, headers, body } = errorAnswer(thrown);
      return Response.json(body, { status, headers: { ...headers } });
    }
  };
  return getRequestListener((request, env) => answer(request, env as HttpBindings), { overrideGlobalObjects: false });
}

async function makeProxy(): Promise<ForwardProxy> {
  const target = process.env.CITYCLIP_PROXY_TARGET || (await readConfig()).remoteEndpoint;
  return createProxy({ target, fetch: globalThis.fetch });
}

function isUnder(path: string, url = ''): boolean {
  return url === path || url.startsWith(`${path}/`) || url.startsWith(`${path}?`);
}

/** Says after the addresses of the page what there is to know about tokens. */
function announce(server: ViteDevServer | PreviewServer, starting: Promise<Api | ExportError>): void {
  const printUrls = server.printUrls.bind(server);
  server.printUrls = () => {
    printUrls();
    const url = server.resolvedUrls?.local[0]?.replace(/\/$/, '');
    if (url) void tell(server.config.logger, starting, url);
  };
}

async function tell(logger: Logger, starting: Promise<Api | ExportError>, url: string): Promise<void> {
  const api = await starting;
  if (!(api instanceof ExportError)) logger.info(`\n${await tokenNotice(api, url)}\n`);
}
