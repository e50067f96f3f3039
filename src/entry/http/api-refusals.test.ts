import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ExportError } from '../../contract/errors.ts';
import type { Geocode } from '../../contract/request.ts';
import { creation, KNOWN_ADDRESS, MONACO, type TestApi, testApi } from '../../testing/test-api.ts';
import { DEFAULT_LIMITS } from './api-limits.ts';

let t: TestApi;
beforeEach(async () => {
  t = await testApi();
});
afterEach(() => t.close());

describe('requests that are refused', () => {
  test.each([
    ['an unknown field', { bbox: MONACO, colour: 'red' }, 'colour'],
    ['an unknown format', { bbox: MONACO, format: 'ifc99' }, 'format'],
    ['an unknown layer', { bbox: MONACO, include: ['cows'] }, 'include'],
    ['no area', { format: 'stl' }, 'bbox'],
    ['two areas', { bbox: MONACO, center: [7, 43] }, 'bbox'],
    ['an unknown option', { bbox: MONACO, options: { shine: 1 } }, 'options.shine'],
    ['options that are none', { bbox: MONACO, options: 'sample' }, 'options'],
    ['an address nobody knows', { address: 'Nowhere' }, 'address'],
    ['an array', [1], 'body'],
    ['nothing', 'null', 'body'],
  ])('%s is 422 at its field', async (_, body, field) => {
    const answer = await t.create(body);
    expect(answer.status).toBe(422);
    const { message, errors } = (await answer.json()) as { message: string; errors: Record<string, string[]> };
    expect(message).toMatch(/\w/);
    expect(Object.keys(errors)).toEqual([field]);
    expect(errors[field]!.length).toBeGreaterThan(0);
    expect(t.service.requests).toEqual([]);
  });

  test('an area over the limit is 413 and says the limit', async () => {
    const answer = await t.create({ bbox: [7, 43, 8, 44] });
    expect([answer.status, await answer.text()]).toEqual([413, expect.stringContaining('4.00 km²')]);
  });

  test('what is not JSON is 400 or 415', async () => {
    expect((await t.create('{"bbox":')).status).toBe(400);
    expect((await t.create('')).status).toBe(400);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', '']) {
      const init = creation({ bbox: MONACO }, t.owner);
      expect(
        (await t.request('/api/export/simple', { ...init, headers: { ...init.headers, 'Content-Type': type } })).status,
      ).toBe(415);
    }
    const init = creation({ bbox: MONACO }, t.owner);
    const headers = { ...init.headers, 'Content-Type': 'Application/JSON; charset=utf-8' };
    expect((await t.request('/api/export/simple', { ...init, headers })).status).toBe(201);
  });

  test('a body over 64 KiB is 413, with and without a length', async () => {
    const long = JSON.stringify({ address: 'x'.repeat(70_000) });
    expect((await t.create(long)).status).toBe(413);
    const streamed = { ...creation('', t.owner), body: new Blob([long]).stream(), duplex: 'half' };
    expect((await t.request('/api/export/simple', streamed as RequestInit)).status).toBe(413);
  });

  test('a body that does not come is 408', async () => {
    t.restart({ limits: { ...DEFAULT_LIMITS, bodyTimeout: 20 } });
    const silent = { ...creation('', t.owner), body: new ReadableStream(), duplex: 'half' };
    expect((await t.request('/api/export/simple', silent as RequestInit)).status).toBe(408);
  });

  test('an address search that cannot be reached or does not answer is 503', async () => {
    t.restart({
      geocode: async () => {
        throw new ExportError({ code: 'offline', message: 'The address search cannot be reached.' });
      },
    });
    const unreachable = await t.create({ address: KNOWN_ADDRESS });
    expect([unreachable.status, unreachable.headers.get('Retry-After')]).toEqual([503, '30']);
    expect(await unreachable.text()).toContain('address search');

    const never: Geocode = (_, signal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    t.restart({ geocode: never, limits: { ...DEFAULT_LIMITS, geocodeTimeout: 20 } });
    const late = await t.create({ address: KNOWN_ADDRESS });
    expect([late.status, await late.text()]).toEqual([503, expect.stringContaining('in time')]);
  });

  test('a full queue is 503 with Retry-After', async () => {
    t.service.fillQueue();
    const answer = await t.create({ bbox: MONACO });
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '7']);
  });

  test('what nobody foresaw is 500 and tells the client nothing of it', async () => {
    t.restart({ service: { ...t.service, status: async () => Promise.reject(new Error('/home/me/secret')) } });
    const answer = await t.status('job1');
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('secret');
    expect(JSON.stringify(t.logged)).not.toContain('secret');
    expect(t.logged).toContainEqual(expect.objectContaining({ level: 'error', event: 'unforeseen' }));
  });

  test('unknown addresses are 404, wrong methods 405 with Allow', async () => {
    const unknown = await t.request('/api/nothing');
    expect([unknown.status, await unknown.json()]).toEqual([404, { message: expect.any(String) }]);
    for (const [path, method, allow] of [
      ['/api', 'POST', 'GET, HEAD'],
      ['/api/export/simple', 'GET', 'POST'],
      ['/api/export/job1', 'PUT', 'GET, HEAD, DELETE'],
      ['/api/export/job1/download', 'POST', 'GET, HEAD'],
    ] as const) {
      const answer = await t.request(path, { method });
      expect([answer.status, answer.headers.get('Allow')]).toEqual([405, allow]);
      expect(await answer.json()).toEqual({ message: expect.any(String) });
    }
  });
});

describe('limits', () => {
  test('creations per token', async () => {
    t.restart({ limits: { ...DEFAULT_LIMITS, createsPerMinute: 2 } });
    for (let n = 0; n < 2; n++) expect((await t.create({ bbox: MONACO })).status).toBe(201);
    const over = await t.create({ bbox: MONACO });
    expect([over.status, over.headers.get('Retry-After')]).toEqual([429, '30']);
    expect((await t.create({ bbox: MONACO }, t.other)).status).toBe(201);
    t.time += 30_000;
    expect((await t.create({ bbox: MONACO })).status).toBe(201);
  });

  test('requests per token and altogether', async () => {
    t.restart({ limits: { ...DEFAULT_LIMITS, requestsPerSecond: 1, totalRequestsPerSecond: 3 } });
    const statuses = [];
    for (const token of [t.owner, t.owner, t.owner, t.other, t.other, t.other, t.owner]) {
      statuses.push((await t.status('job1', token)).status);
    }
    expect(statuses).toEqual([404, 404, 429, 404, 404, 429, 429]);
    t.time += 2000;
    expect((await t.status('job1')).status).toBe(404);
  });
});
