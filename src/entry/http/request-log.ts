import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { ApiEnv } from './api-guard.ts';
import type { Log } from './log.ts';

/** A line per request: the route instead of the address, which may hold a key. */
export function requestLog(log: Log, now: () => number): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const start = now();
    await next();
    log({
      level: c.res.status >= 500 ? 'warn' : 'info',
      event: 'request',
      method: c.req.method,
      route: routePath(c),
      status: c.res.status,
      ms: Math.round(now() - start),
      owner: c.get('owner'),
    });
  };
}
