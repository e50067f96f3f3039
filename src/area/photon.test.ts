import { expect, test } from 'vitest';
import { ExportError } from '../contract/errors.ts';
import { bboxContains } from '../geo/bbox.ts';
import { describeRealData } from '../testing/real-data.ts';
import { realData } from '../testing/real-data-files.ts';
import { type SearchOptions, searchPlaces } from './photon.ts';

const URL_OF_SERVICE = 'https://search.test/api/';

/** A service that always gives the same answer, and notes what it was asked. */
function service(answer: () => Response) {
  const asked: URL[] = [];
  const fetch: typeof globalThis.fetch = async (input) => {
    asked.push(new URL(String(input)));
    return answer();
  };
  return {
    asked,
    search: (text: string, options: SearchOptions = {}) => searchPlaces(URL_OF_SERVICE, text, { fetch, ...options }),
  };
}

function json(value: unknown, status = 200) {
  return () => new Response(JSON.stringify(value), { status });
}

async function failureOf(search: Promise<unknown>) {
  const error = await search.catch((thrown: unknown) => thrown);
  if (!(error instanceof ExportError)) throw new Error(`not refused: ${error}`);
  return error.failure;
}

describeRealData('recorded answers of Photon', () => {
  const recorded = (file: string) => service(() => new Response(realData(`geocoder/${file}.json`))).search('anything');

  test('a city with its extent in our order', async () => {
    const [place, ...others] = await recorded('photon-4d9e19f6');
    expect(others).toEqual([]);
    expect(place).toMatchObject({ name: 'Prešov', detail: 'Prešovský kraj, Slovensko' });
    expect(place!.extent).toEqual([20.870461, 48.810739, 21.485864, 49.185185]);
    expect(bboxContains(place!.extent!, place!.center)).toBe(true);
  });

  test('shops without an extent', async () => {
    const places = await recorded('photon-3c362ba8');
    expect(places).toHaveLength(3);
    expect(places[0]).toEqual({
      id: 'N380498298@13.3879579,52.5185603',
      name: 'Dorotheenstadt Apotheke',
      detail: 'Friedrichstraße 151, 10117 Berlin, Deutschland',
      center: [13.3879579, 52.5185603],
    });
  });

  test('a street whose extent is a line has none', async () => {
    const places = await recorded('photon-77590bd6');
    expect(places.map(({ name }) => name)).toContain('Hay-Adams Hotel');
    expect(places[0]).not.toHaveProperty('extent');
    expect(new Set(places.map(({ id }) => id)).size).toBe(places.length);
  });

  test('a place without a name is called by its address', async () => {
    const [place] = await recorded('ruby-photon_reverse');
    expect(place).toMatchObject({
      name: 'Pennsylvania Plaza 4',
      detail: '10121 New York, New York, United States of America',
    });
  });

  test('nothing found', async () => {
    expect(await recorded('photon-c2f6f4f6')).toEqual([]);
    expect(await recorded('ruby-photon_no_results')).toEqual([]);
  });

  test('an answer that is only a message', async () => {
    const failure = await failureOf(recorded('ruby-photon_invalid_request'));
    expect(failure).toMatchObject({ code: 'source-failed', message: expect.stringContaining('cannot be read') });
  });
});

test('asks with the text, a limit and a language that the service knows', async () => {
  const { asked, search } = service(json({ features: [] }));
  await search('Straße & Platz', { lang: 'de-CH' });
  await search('Monaco', { lang: 'it' });
  expect(asked[0]!.href.startsWith(URL_OF_SERVICE)).toBe(true);
  expect(Object.fromEntries(asked[0]!.searchParams)).toEqual({ q: 'Straße & Platz', limit: '6', lang: 'de' });
  expect(asked[1]!.searchParams.has('lang')).toBe(false);
});

test('odd features are left out, the others stay', async () => {
  const at = (coordinates: unknown, properties: unknown) => ({ geometry: { coordinates }, properties });
  const features = [
    null,
    { geometry: null, properties: { name: 'Nowhere' } },
    at([200, 0], { name: 'Beyond' }),
    at([1, 2], {}),
    at([7.42, 43.73], { name: 'Good', extent: [8, 1, 7, 0] }),
  ];
  const places = await service(json({ features })).search('good');
  expect(places).toEqual([{ id: '@7.42,43.73', name: 'Good', detail: '', center: [7.42, 43.73] }]);
});

test.each([
  ['rate-limited', 429],
  ['source-failed', 400],
  ['source-failed', 503],
])('%s: status %i', async (code, status) => {
  const failure = await failureOf(service(json({}, status)).search('Monaco'));
  expect(failure.code).toBe(code);
  expect(failure.message).toContain(`search.test answered with status ${status}`);
  expect(failure.advice).toMatch(/coordinates/);
});

test('a web page instead of an answer', async () => {
  const failure = await failureOf(service(() => new Response('<!doctype html>')).search('Monaco'));
  expect(failure).toMatchObject({ code: 'source-failed', message: expect.stringContaining('cannot be read') });
});

test('no connection', async () => {
  const fetch = () => Promise.reject(new TypeError('Failed to fetch'));
  expect(await failureOf(searchPlaces(URL_OF_SERVICE, 'Monaco', { fetch }))).toMatchObject({ code: 'offline' });
});

test('an aborted search ends with the reason of the abort', async () => {
  const abort = new AbortController();
  const fetch: typeof globalThis.fetch = (_, init) =>
    new Promise((_, reject) => init!.signal!.addEventListener('abort', () => reject(new TypeError('network'))));
  const search = searchPlaces(URL_OF_SERVICE, 'Monaco', { fetch, signal: abort.signal });
  abort.abort();
  await expect(search).rejects.toMatchObject({ name: 'AbortError' });
});
