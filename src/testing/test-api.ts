import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExportError } from '../contract/errors.ts';
import type { Geocode } from '../contract/request.ts';
import { DEFAULT_LIMITS } from '../entry/http/api-limits.ts';
import { type ApiOptions, createApi } from '../entry/http/create-api.ts';
import { downloadKeys } from '../entry/http/download-keys.ts';
import type { LogEvent } from '../entry/http/log.ts';
import { PERMISSIONS, type Tokens, tokensIn } from '../entry/http/tokens.ts';
import { type MemoryExports, memoryExports } from './memory-exports.ts';

/** The one address that the test API's address search knows, in Cologne. */
export const KNOWN_ADDRESS = 'Domplatz 1, Köln';
export const MONACO = [7.418, 43.731, 7.4304, 43.74];

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** The HTTP API over exports in memory, with a clock that the test sets, and ways to ask it. */
export interface TestApi {
  /** Milliseconds since 1970. */
  time: number;
  readonly folder: string;
  readonly service: MemoryExports;
  readonly tokens: Tokens;
  readonly logged: readonly LogEvent[];
  /** Two tokens with all permissions. */
  readonly owner: string;
  readonly other: string;
  /** Starts the API anew with other options. */
  restart(options: Partial<ApiOptions>): void;
  request(path: string, init?: RequestInit): Promise<Response>;
  create(body: unknown, token?: string): Promise<Response>;
  status(id: string, token?: string): Promise<Response>;
  /** Creates an export and returns its id. */
  newExport(): Promise<string>;
  /** The `download_url` of an export that is done, and the address that it redirects to. */
  downloadUrl(id: string): Promise<string>;
  fileUrl(id: string): Promise<string>;
  close(): void;
}

export function asking(token: string): Record<string, string> {
  return { Authorization: `Bearer ${token}`, Accept: 'application/json' };
}

/** The request that creates an export; a text is sent as it is. */
export function creation(body: unknown, token: string) {
  return {
    method: 'POST',
    headers: { ...asking(token), 'Content-Type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

const geocode: Geocode = async (address) => {
  if (address === KNOWN_ADDRESS) return [6.9566, 50.9423];
  throw new ExportError({ code: 'no-data', message: `The address search knows no place “${address}”.` });
};

export async function testApi(): Promise<TestApi> {
  const folder = mkdtempSync(join(tmpdir(), 'cityclip-api-'));
  const service = memoryExports(folder);
  const logged: LogEvent[] = [];
  const now = () => test.time;
  const tokens = tokensIn(folder, now);
  const make = (options: Partial<ApiOptions>) =>
    createApi({
      service,
      tokens,
      keys: downloadKeys('secret', now),
      sources: { features: 'overpass', terrain: ['tiles'] },
      geocode,
      limits: DEFAULT_LIMITS,
      log: (event) => logged.push(event),
      now,
      ...options,
    });
  let api = make({});

  const test: Writable<TestApi> = {
    time: Date.parse('2026-01-02T03:04:05Z'),
    folder,
    service,
    tokens,
    logged,
    owner: '',
    other: '',
    restart: (options: Partial<ApiOptions>) => void (api = make(options)),
    request: async (path: string, init?: RequestInit) => api.request(path, init),
    create: async (body: unknown, token = test.owner) => api.request('/api/export/simple', creation(body, token)),
    status: async (id: string, token = test.owner) => api.request(`/api/export/${id}`, { headers: asking(token) }),
    newExport: async () => {
      const { id } = (await (await test.create({ bbox: MONACO })).json()) as { id: string };
      return id;
    },
    downloadUrl: async (id: string) => {
      const { download_url } = (await (await test.status(id)).json()) as { download_url: string };
      return download_url;
    },
    fileUrl: async (id: string) => {
      const url = await test.downloadUrl(id);
      return new URL((await api.request(url)).headers.get('Location')!, url).href;
    },
    close: () => rmSync(folder, { recursive: true }),
  };
  test.owner = (await tokens.create(PERMISSIONS)).token;
  test.other = (await tokens.create(PERMISSIONS)).token;
  return test;
}
