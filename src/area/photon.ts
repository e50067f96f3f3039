import { queryOptions, skipToken } from '@tanstack/react-query';
import * as v from 'valibot';
import { ExportError } from '../contract/errors.ts';
import type { Bbox, LonLat } from '../geo/bbox.ts';
import { checkBbox } from '../geo/check-bbox.ts';

/** A place that the address search found. */
export interface Place {
  readonly id: string;
  readonly name: string;
  /** Where it lies, in words: street, town, state, country. */
  readonly detail: string;
  readonly center: LonLat;
  /** Its extent, where it has one of at least a metre. */
  readonly extent?: Bbox;
}

export interface SearchOptions {
  /** Language tag of the reader, such as `de-CH`. */
  readonly lang?: string;
  readonly signal?: AbortSignal;
  readonly fetch?: typeof globalThis.fetch;
}

/** Shorter texts find everything and nothing. */
export const MIN_QUERY_LENGTH = 3;

const MAX_PLACES = 6;

/** What Photon's public data has names in; other languages are refused with status 400. */
const LANGUAGES = ['en', 'de', 'fr'];

const text = v.optional(v.string());
const FeatureSchema = v.object({
  geometry: v.object({
    coordinates: v.tuple([
      v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
      v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
    ]),
  }),
  properties: v.object({
    osm_type: text,
    osm_id: v.optional(v.number()),
    name: text,
    street: text,
    housenumber: text,
    postcode: text,
    district: text,
    city: text,
    county: text,
    state: text,
    country: text,
    /** `[west, north, east, south]`. */
    extent: v.optional(v.tuple([v.number(), v.number(), v.number(), v.number()])),
  }),
});
const AnswerSchema = v.object({ features: v.array(v.unknown()) });

type Feature = v.InferOutput<typeof FeatureSchema>;

/** The search for a text as a query: never repeated by itself, its answer kept while the page is open. */
export function placesQuery(url: string, query: string | undefined, lang: string) {
  return queryOptions({
    queryKey: ['places', url, lang, query],
    queryFn: query === undefined ? skipToken : ({ signal }) => searchPlaces(url, query, { lang, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    networkMode: 'always',
  });
}

/**
 * Asks a Photon service for places. Features without a position or a name are left out.
 * @param url address of the service's search, such as `https://photon.komoot.io/api/`
 * @throws ExportError `offline`, `rate-limited` or `source-failed`; the signal's reason after an abort
 */
export async function searchPlaces(url: string, query: string, options: SearchOptions = {}): Promise<Place[]> {
  const address = new URL(url);
  address.searchParams.set('q', query);
  address.searchParams.set('limit', String(MAX_PLACES));
  const lang = options.lang?.split('-')[0]?.toLowerCase();
  if (lang && LANGUAGES.includes(lang)) address.searchParams.set('lang', lang);
  const { features } = await ask(address, options);
  return features.flatMap((feature) => toPlace(feature) ?? []);
}

async function ask(url: URL, { signal, fetch = globalThis.fetch }: SearchOptions) {
  let response: Response;
  try {
    response = await fetch(url.href, signal ? { signal } : {});
  } catch (cause) {
    signal?.throwIfAborted();
    throw failure('offline', `The address search at ${url.host} cannot be reached.`, cause);
  }
  if (!response.ok) {
    const code = response.status === 429 ? 'rate-limited' : 'source-failed';
    throw failure(code, `The address search at ${url.host} answered with status ${response.status}.`);
  }
  return readAnswer(response, url.host, signal);
}

async function readAnswer(response: Response, host: string, signal: AbortSignal | undefined) {
  try {
    return v.parse(AnswerSchema, await response.json());
  } catch (cause) {
    signal?.throwIfAborted();
    throw failure('source-failed', `The address search at ${host} gave an answer that cannot be read.`, cause);
  }
}

function failure(code: 'offline' | 'rate-limited' | 'source-failed', message: string, cause?: unknown): ExportError {
  const advice =
    code === 'offline'
      ? 'Check the internet connection and try again, or enter coordinates.'
      : 'Try again in a minute, or enter coordinates.';
  return new ExportError({ code, message, advice }, { cause });
}

function toPlace(candidate: unknown): Place | undefined {
  const parsed = v.safeParse(FeatureSchema, candidate);
  if (!parsed.success) return undefined;
  const { geometry, properties } = parsed.output;
  const [name, ...rest] = [...new Set(words(properties))];
  if (!name) return undefined;
  const extent = toExtent(properties);
  return {
    id: `${properties.osm_type ?? ''}${properties.osm_id ?? ''}@${geometry.coordinates.join(',')}`,
    name,
    detail: rest.join(', '),
    center: geometry.coordinates,
    ...(extent && { extent }),
  };
}

/** From the place's own name to its country. */
function words({ name, street, housenumber, postcode, district, city, county, state, country }: Feature['properties']) {
  const address = street && [street, housenumber].filter(Boolean).join(' ');
  const town = city ?? district ?? county;
  return [name, address, town && [postcode, town].filter(Boolean).join(' '), state, country].filter(
    (word): word is string => Boolean(word),
  );
}

function toExtent({ extent }: Feature['properties']): Bbox | undefined {
  if (!extent) return undefined;
  const [west, north, east, south] = extent;
  const bbox: Bbox = [west, south, east, north];
  return checkBbox(bbox) ? undefined : bbox;
}
