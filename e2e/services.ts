import { readFileSync } from 'node:fs';
import type { BrowserContext, Route } from '@playwright/test';
import type { AppConfig } from '../src/contract/config.ts';
import { recordedData, recordedDataIfAny } from './recorded-data.ts';

/**
 * The outside world of the browser. `context.route` also sees the requests of the engine's worker (tried out with a
 * module worker in Chromium 156: answers, error statuses and aborts all arrive there), so the app under test runs as
 * it is, with the addresses of its own `config.json`.
 */
export const CONFIG: AppConfig = JSON.parse(readFileSync(new URL('../public/config.json', import.meta.url), 'utf8'));

/** The page comes from here. */
const OWN_HOST = '127.0.0.1';

/** What an Overpass server answers: data, or one of the ways in which it fails. */
export type OverpassAnswer = 'data' | 'rate-limited' | 'busy' | 'refused' | 'web-page' | 'out-of-time' | 'unreachable';

export interface ServiceRequest {
  readonly url: string;
  readonly body: string;
}

/** The recorded services; a test may change what they answer while it runs. */
export class RecordedServices {
  overpass: OverpassAnswer = 'data';
  terrain: 'data' | 'unreachable' = 'data';
  readonly requests: ServiceRequest[] = [];

  /** The requests that went to an Overpass interpreter. */
  get overpassQueries(): readonly ServiceRequest[] {
    return this.requests.filter(({ url }) => CONFIG.overpass.includes(url));
  }

  /** The requests that went to a terrain service. */
  get tileRequests(): readonly ServiceRequest[] {
    return this.requests.filter(({ url }) => isTile(url));
  }

  /** The texts that were searched for. */
  get searches(): readonly string[] {
    return this.requests.flatMap(({ url }) =>
      url.startsWith(CONFIG.geocoder.url) ? [new URL(url).searchParams.get('q') ?? ''] : [],
    );
  }
}

/** Cuts the page off from everything but its own server. */
export async function offline(context: BrowserContext): Promise<void> {
  await context.route(isForeign, (route) => route.abort('internetdisconnected'));
}

/** Answers the public services from recorded data of Monaco; all else is unreachable. */
export async function recorded(context: BrowserContext): Promise<RecordedServices> {
  const services = new RecordedServices();
  await context.route(isForeign, async (route) => {
    const url = route.request().url();
    services.requests.push({ url, body: route.request().postData() ?? '' });
    const answer = answerFor(url, services);
    if (answer) await route.fulfill({ ...answer, headers: { ...CORS, ...answer.headers } });
    else await route.abort('connectionrefused');
  });
  return services;
}

type Answer = NonNullable<Parameters<Route['fulfill']>[0]>;

const CORS = { 'access-control-allow-origin': '*' };

function isForeign(url: URL): boolean {
  return url.hostname !== OWN_HOST && url.protocol.startsWith('http');
}

function answerFor(url: string, { overpass, terrain }: RecordedServices): Answer | undefined {
  if (url === CONFIG.mapStyle) return { json: EMPTY_STYLE };
  if (CONFIG.overpass.includes(url)) return OVERPASS[overpass]();
  if (url.startsWith(CONFIG.geocoder.url)) return photonAnswer(url);
  if (isTile(url)) return terrain === 'data' ? tileAnswer(url) : undefined;
  return undefined;
}

/** A base map without tiles and fonts. */
const EMPTY_STYLE = {
  version: 8,
  sources: {},
  layers: [{ id: 'background', type: 'background', paint: { 'background-color': '#e8e6df' } }],
};

const html = (status: number, path: string): Answer => ({
  status,
  contentType: 'text/html; charset=utf-8',
  body: recordedData(path),
});
const json = (path: string): Answer => ({ contentType: 'application/json', body: recordedData(path) });

const OVERPASS: Record<OverpassAnswer, () => Answer | undefined> = {
  data: () => json('overpass/monaco-1km.out-body-geom.json'),
  'rate-limited': () => html(429, 'overpass/error-429-rate_limited.html'),
  busy: () => html(504, 'overpass/error-504-timeout.html'),
  refused: () => ({ status: 406, contentType: 'text/html', body: '<title>406 Not Acceptable</title>' }),
  'web-page': () => ({ contentType: 'text/html', body: '<!doctype html><title>Welcome to the hotel</title>' }),
  'out-of-time': () => json('overpass/error-200-remark-runtime-error-01.json'),
  unreachable: () => undefined,
};

/** Every search finds the same hotel in Washington, but “nowhere” is not found. */
function photonAnswer(url: string): Answer {
  const nowhere = new URL(url).searchParams.get('q')?.includes('nowhere');
  return json(nowhere ? 'geocoder/photon-c2f6f4f6.json' : 'geocoder/photon-77590bd6.json');
}

function isTile(url: string): boolean {
  return CONFIG.terrain.some((service) => tileOf(service.url, url));
}

/** Only PNG tiles were recorded, so the first service has none and the next one is asked. */
function tileAnswer(url: string): Answer {
  const tile = CONFIG.terrain.map((service) => tileOf(service.url, url)).find(Boolean);
  const png = url.endsWith('.png') && recordedDataIfAny(`terrain/derived-terrarium/monaco/${tile?.join('-')}.png`);
  return png ? { contentType: 'image/png', body: png } : { status: 404, body: '' };
}

/** Zoom, column and row, where an address belongs to a tile service. */
function tileOf(template: string, url: string): readonly string[] | undefined {
  const pattern = template.replace(/[.?]/g, '\\$&').replace(/\{[zxy]\}/g, '(\\d+)');
  return new RegExp(`^${pattern}$`).exec(url)?.slice(1);
}
