import { type Context, type Handler, Hono, type MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { routePath } from 'hono/route';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { ExportError } from '../../contract/errors.ts';
import type { Geocode } from '../../contract/request.ts';
import { resolveForSources } from '../node/resolve-for-sources.ts';
import type { SourceNames } from '../node/source-names.ts';
import { addressSearch } from './address-search.ts';
import { errorAnswer, ProtocolError } from './api-errors.ts';
import type { ApiLimits } from './api-limits.ts';
import { exportAnswer } from './api-schemas.ts';
import { authenticate, requirePermission } from './authorize.ts';
import { describeApi } from './describe-api.ts';
import type { DownloadKeys } from './download-keys.ts';
import type { ExportService } from './export-service.ts';
import { fileResponse } from './file-response.ts';
import { errorFacts, type Log } from './log.ts';
import { openApiDocument } from './openapi.ts';
import { rateLimit } from './rate-limit.ts';
import { readJsonBody } from './read-body.ts';
import type { Permission, Tokens } from './tokens.ts';

export interface ApiOptions {
  readonly service: ExportService;
  readonly tokens: Tokens;
  readonly keys: DownloadKeys;
  /** Where exports take data from that name none. */
  readonly sources: SourceNames;
  readonly geocode: Geocode;
  /** Where clients see the server, without a slash at its end; unless given, what they ask for in `Host`. */
  readonly publicUrl?: string | undefined;
  readonly limits: ApiLimits;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

interface Env {
  Variables: { owner: string };
}

const CORS = cors({
  origin: '*',
  allowMethods: ['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS'],
  allowHeaders: ['Authorization', 'Accept', 'Content-Type', 'Range', 'If-Range', 'If-None-Match'],
  exposeHeaders: [
    'Retry-After',
    'Content-Disposition',
    'Content-Length',
    'Content-Range',
    'Accept-Ranges',
    'ETag',
    'WWW-Authenticate',
  ],
  maxAge: 86_400,
});

/** The Simple Export API at `/api`, answered by an export service. */
export function createApi(options: ApiOptions): Hono<Env> {
  const { service, keys, limits, log, now, sources } = options;
  const app = new Hono<Env>({ strict: false }).basePath('/api');
  const total = rateLimit(limits.totalRequestsPerSecond, 2 * limits.totalRequestsPerSecond, now);
  const perToken = rateLimit(limits.requestsPerSecond, 2 * limits.requestsPerSecond, now);
  const creates = rateLimit(limits.createsPerMinute / 60, limits.createsPerMinute, now);
  const geocode = addressSearch(options.geocode, limits.geocodeTimeout);
  const baseOf = (c: Context) => options.publicUrl ?? new URL(c.req.url).origin;

  const admit = (c: Context<Env>, permission: Permission): string => {
    const owner = authenticate(c.req.header('Authorization'), options.tokens);
    refuse(perToken.take(owner.id), 'Too many requests with this token.');
    requirePermission(owner, permission);
    c.set('owner', owner.id);
    return owner.id;
  };

  app.use(logged(log, now), CORS, uncached);
  app.use(async (_, next) => {
    refuse(total.take(), 'The server gets too many requests.');
    await next();
  });

  app.get('/', (c) => c.json(describeApi(baseOf(c), sources, limits)));
  app.all('/', only('GET, HEAD'));

  app.get('/openapi.json', (c) => c.json(openApiDocument(baseOf(c))));
  app.all('/openapi.json', only('GET, HEAD'));

  app.post('/export/simple', async (c) => {
    const owner = admit(c, 'export.create');
    refuse(creates.take(owner), 'Too many exports created with this token.');
    const body = await readJsonBody(c.req.raw, limits);
    const request = await resolveForSources(sources, body, geocode, c.req.raw.signal);
    const { id, status } = await service.create(request, owner);
    return c.json({ id, status }, 201);
  });
  app.all('/export/simple', only('POST'));

  app.get('/export/:id', async (c) => {
    const job = await service.status(c.req.param('id'), admit(c, 'export.read'));
    const path = `/api/export/${encodeURIComponent(job.id)}/download`;
    return c.json(exportAnswer(job, () => `${baseOf(c)}${path}?key=${keys.make(job.id)}`));
  });

  app.delete('/export/:id', async (c) => {
    await service.cancel(c.req.param('id'), admit(c, 'export.create'));
    return c.body(null, 204);
  });
  app.all('/export/:id', only('GET, HEAD, DELETE'));

  app.get('/export/:id/download', async (c) => {
    const id = c.req.param('id');
    const key = c.req.query('key');
    if (key === undefined) await service.status(id, admit(c, 'export.read'));
    else requireKey(keys, id, key);
    const { fileName } = await service.artifact(id);
    const file = [id, keys.make(id), fileName].map(encodeURIComponent).join('/');
    return c.redirect(`../../files/${file}`, 302);
  });
  app.all('/export/:id/download', only('GET, HEAD'));

  app.get('/files/:id/:key/:name', async (c) => {
    const id = c.req.param('id');
    requireKey(keys, id, c.req.param('key'));
    return fileResponse(c.req.raw, await service.artifact(id));
  });
  app.all('/files/:id/:key/:name', only('GET, HEAD'));

  app.notFound((c) => c.json({ message: 'There is nothing here. GET /api says what there is.' }, 404));
  app.onError((error, c) => {
    const { status, headers, body } = errorAnswer(error);
    if (status === 500) log({ level: 'error', event: 'unforeseen', route: routePath(c, -1), ...errorFacts(error) });
    return c.json(body, status as ContentfulStatusCode, { ...headers });
  });
  return app;
}

/** A line per request: the route instead of the address, which may hold a key. */
function logged(log: Log, now: () => number): MiddlewareHandler<Env> {
  return async (c, next) => {
    const start = now();
    await next();
    log({
      level: c.res.status >= 500 ? 'warn' : 'info',
      event: 'request',
      method: c.req.method,
      route: routePath(c, -1),
      status: c.res.status,
      ms: Math.round(now() - start),
      owner: c.get('owner'),
    });
  };
}

const uncached: MiddlewareHandler = async (c, next) => {
  await next();
  if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store');
};

/** Refuses every method that was not registered for an address before. */
function only(allow: string): Handler {
  return (c) => {
    const { status, body } = errorAnswer(new ProtocolError(405, `${c.req.method} does nothing here: use ${allow}.`));
    return c.json(body, status as ContentfulStatusCode, { Allow: allow });
  };
}

/** @param seconds until another request may pass; 0 where this one may */
function refuse(seconds: number, message: string): void {
  if (seconds === 0) return;
  const advice = `Try again in ${seconds} s.`;
  throw new ExportError({ code: 'rate-limited', message, advice, retryAfter: seconds });
}

function requireKey(keys: DownloadKeys, id: string, key: string): void {
  const state = keys.check(id, key);
  if (state === 'valid') return;
  throw new ExportError(
    state === 'expired'
      ? {
          code: 'expired',
          message: 'The link has expired.',
          advice: 'Ask for the state of the export: it has a new one.',
        }
      : { code: 'not-found', message: 'There is no such download.' },
  );
}
