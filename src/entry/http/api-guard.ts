import type { Context } from 'hono';
import { ExportError } from '../../contract/errors.ts';
import type { ApiLimits } from './api-limits.ts';
import { authenticate, requirePermission } from './authorize.ts';
import { rateLimit } from './rate-limit.ts';
import type { Permission, Tokens } from './tokens.ts';

/** What a request's handlers tell each other. */
export interface ApiEnv {
  Variables: { owner: string };
}

/** Lets requests in: by token, permission and rate. Everything throws an `ExportError`. */
export interface ApiGuard {
  /** @throws ExportError `rate-limited` where the server gets too many requests altogether */
  count(): void;
  /** @returns the owner of the exports that the request is about */
  admit(c: Context<ApiEnv>, permission: Permission): string;
  /** As {@link ApiGuard.admit}, for a new export. */
  admitCreation(c: Context<ApiEnv>): string;
}

/** @param now milliseconds */
export function createGuard(tokens: Tokens, limits: ApiLimits, now: () => number): ApiGuard {
  const all = rateLimit(limits.totalRequestsPerSecond, 2 * limits.totalRequestsPerSecond, now);
  const perToken = rateLimit(limits.requestsPerSecond, 2 * limits.requestsPerSecond, now);
  const creations = rateLimit(limits.createsPerMinute / 60, limits.createsPerMinute, now);

  const admit = (c: Context<ApiEnv>, permission: Permission) => {
    const owner = authenticate(c.req.header('Authorization'), tokens);
    c.set('owner', owner.id);
    refuse(perToken.take(owner.id), 'There are too many requests with this token.');
    requirePermission(owner, permission);
    return owner.id;
  };

  return {
    count: () => refuse(all.take(), 'The server gets too many requests.'),
    admit,
    admitCreation(c) {
      const owner = admit(c, 'export.create');
      refuse(creations.take(owner), 'Too many exports were created with this token.');
      return owner;
    },
  };
}

/** @param seconds until another request may pass; 0 where this one may */
function refuse(seconds: number, message: string): void {
  if (seconds === 0) return;
  const advice = `Try again in ${seconds} s.`;
  throw new ExportError({ code: 'rate-limited', message, advice, retryAfter: seconds });
}
