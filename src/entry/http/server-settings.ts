import { delimiter } from 'node:path';
import { ExportError } from '../../contract/errors.ts';
import type { SourceNames } from '../node/source-names.ts';
import { type ApiLimits, DEFAULT_LIMITS } from './api-limits.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What whoever runs the server can choose, all by environment variables. */
export interface ServerSettings {
  readonly sources: SourceNames;
  readonly publicUrl: string | undefined;
  readonly limits: ApiLimits;
}

/**
 * Reads `CITYCLIP_FEATURES`, `CITYCLIP_TERRAIN` (the command line's words; several files as in `PATH`),
 * `CITYCLIP_PUBLIC_URL`, `CITYCLIP_CREATES_PER_MINUTE`, `CITYCLIP_REQUESTS_PER_SECOND` (of a token) and
 * `CITYCLIP_TOTAL_REQUESTS_PER_SECOND`.
 * @throws ExportError `bad-file` naming a variable that makes no sense
 */
export function serverSettings(env: Environment): ServerSettings {
  const features = env.CITYCLIP_FEATURES || 'overpass';
  const terrain = env.CITYCLIP_TERRAIN?.split(delimiter).filter(Boolean) ?? [];
  return {
    sources: { features, terrain: terrain.length > 0 ? terrain : [features === 'sample' ? 'sample' : 'tiles'] },
    publicUrl: env.CITYCLIP_PUBLIC_URL ? publicUrl(env.CITYCLIP_PUBLIC_URL) : undefined,
    limits: {
      ...DEFAULT_LIMITS,
      createsPerMinute: positive(env, 'CITYCLIP_CREATES_PER_MINUTE', DEFAULT_LIMITS.createsPerMinute),
      requestsPerSecond: positive(env, 'CITYCLIP_REQUESTS_PER_SECOND', DEFAULT_LIMITS.requestsPerSecond),
      totalRequestsPerSecond: positive(
        env,
        'CITYCLIP_TOTAL_REQUESTS_PER_SECOND',
        DEFAULT_LIMITS.totalRequestsPerSecond,
      ),
    },
  };
}

function publicUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url && !url.search && !url.hash && !url.username && !url.password;
  if (plain && /^https?:$/.test(url.protocol)) return url.origin + url.pathname.replace(/\/+$/, '');
  throw wrong('CITYCLIP_PUBLIC_URL', text, 'the address that clients see, such as https://models.example.org');
}

function positive(env: Environment, name: string, otherwise: number): number {
  const text = env[name];
  if (!text) return otherwise;
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw wrong(name, text, 'a number above 0');
}

function wrong(name: string, text: string, needed: string): ExportError {
  return new ExportError({ code: 'bad-file', message: `${name} is “${text}”; it must be ${needed}.` });
}
