import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { routePath } from 'hono/route';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Geocode } from '../../contract/request.ts';
import { resolveForSources } from '../node/resolve-for-sources.ts';
import type { SourceNames } from '../node/source-names.ts';
import { addressSearch } from './address-search.ts';
import { allowOnly } from './allow-only.ts';
import { errorAnswer } from './api-errors.ts';
import { type ApiEnv, createGuard } from './api-guard.ts';
import type { ApiLimits } from './api-limits.ts';
import { exportAnswer } from './api-schemas.ts';
import { describeApi } from './describe-api.ts';
import type { DownloadKeys } from './download-keys.ts';
import { addDownloadRoutes } from './download-routes.ts';
import type { ExportService } from './export-service.ts';
import { errorFacts, type Log } from './log.ts';
import { openApiDocument } from './openapi.ts';
import { readJsonBody } from './read-body.ts';
import { requestLog } from './request-log.ts';
import type { Tokens } from './tokens.ts';

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
export function createApi(options: ApiOptions): Hono<ApiEnv> {
  const { service, tokens, keys, limits, log, now, sources } = options;
  const app = new Hono<ApiEnv>({ strict: false }).basePath('/api');
  const guard = createGuard(tokens, limits, now);
  const baseOf = (c: Context) => options.publicUrl ?? new URL(c.req.url).origin;

  app.use(requestLog(log, now), CORS, uncached);
  app.use(async (_, next) => {
    guard.count();
    await next();
  });

  app.get('/', (c) => c.json(describeApi(baseOf(c), sources, limits)));
  app.all('/', allowOnly('GET, HEAD'));
  app.get('/openapi.json', (c) => c.json(openApiDocument(baseOf(c))));
  app.all('/openapi.json', allowOnly('GET, HEAD'));
  addExportRoutes(app);
  addDownloadRoutes(app, service, keys, guard);

  app.notFound((c) => c.json({ message: 'There is nothing here. GET /api says what there is.' }, 404));
  app.onError((error, c) => {
    const { status, headers, body } = errorAnswer(error);
    if (status === 500) log({ level: 'error', event: 'unforeseen', route: routePath(c), ...errorFacts(error) });
    return c.json(body, status as ContentfulStatusCode, { ...headers });
  });
  return app;

  function addExportRoutes(app: Hono<ApiEnv>): void {
    const geocode = addressSearch(options.geocode, limits.geocodeTimeout);

    app.post('/export/simple', async (c) => {
      const owner = guard.admitCreation(c);
      const body = await readJsonBody(c.req.raw, limits);
      const request = await resolveForSources(sources, body, geocode, c.req.raw.signal);
      const { id, status } = await service.create(request, owner);
      return c.json({ id, status }, 201);
    });
    app.all('/export/simple', allowOnly('POST'));

    app.get('/export/:id', async (c) => {
      const job = await service.status(c.req.param('id'), guard.admit(c, 'export.read'));
      const path = `/api/export/${encodeURIComponent(job.id)}/download`;
      return c.json(exportAnswer(job, () => `${baseOf(c)}${path}?key=${keys.make(job.id)}`));
    });
    app.delete('/export/:id', async (c) => {
      await service.cancel(c.req.param('id'), guard.admit(c, 'export.create'));
      return c.body(null, 204);
    });
    app.all('/export/:id', allowOnly('GET, HEAD, DELETE'));
  }
}

const uncached: MiddlewareHandler = async (c, next) => {
  await next();
  if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store');
};
