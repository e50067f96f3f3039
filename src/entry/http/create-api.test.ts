import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ExportError } from '../../contract/errors.ts';
import type { Geocode } from '../../contract/request.ts';
import { type MemoryExports, memoryExports } from '../../testing/memory-exports.ts';
import { DEFAULT_LIMITS } from './api-limits.ts';
import { type ApiOptions, createApi } from './create-api.ts';
import { downloadKeys } from './download-keys.ts';
import type { LogEvent } from './log.ts';
import { PERMISSIONS, tokensIn } from './tokens.ts';

const ADDRESS = 'Domplatz 1, Köln';
const MONACO = [7.418, 43.731, 7.4304, 43.74];
const ZIP = new TextEncoder().encode('0123456789');

let folder: string;
let service: MemoryExports;
let logged: LogEvent[];
let time: number;
let owner: string;
let other: string;
let api: ReturnType<typeof createApi>;

const now = () => time;
const geocode: Geocode = async (address) => {
  if (address === ADDRESS) return [6.9566, 50.9423];
  throw new ExportError({ code: 'no-data', message: `The address search knows no place “${address}”.` });
};

function apiWith(options: Partial<ApiOptions>) {
  return createApi({
    service,
    tokens: tokensIn(folder, now),
    keys: downloadKeys('secret', now),
    sources: { features: 'overpass', terrain: ['tiles'] },
    geocode,
    limits: DEFAULT_LIMITS,
    log: (event) => logged.push(event),
    now,
    ...options,
  });
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cityclip-api-'));
  service = memoryExports(folder);
  logged = [];
  time = Date.parse('2026-01-02T03:04:05Z');
  const tokens = tokensIn(folder, now);
  owner = (await tokens.create(PERMISSIONS)).token;
  other = (await tokens.create(PERMISSIONS)).token;
  api = apiWith({});
});

afterEach(() => rmSync(folder, { recursive: true }));

const asking = (token: string) => ({ Authorization: `Bearer ${token}`, Accept: 'application/json' });
const creation = (body: unknown, token = owner) => ({
  method: 'POST',
  headers: { ...asking(token), 'Content-Type': 'application/json' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const create = (body: unknown, token = owner) => api.request('/api/export/simple', creation(body, token));
const status = (id: string, token = owner) => api.request(`/api/export/${id}`, { headers: asking(token) });
const newExport = async () => ((await (await create({ bbox: MONACO })).json()) as { id: string }).id;
const downloadUrl = async (id: string) => ((await (await status(id)).json()) as { download_url: string }).download_url;

describe('the three steps', () => {
  test('create, poll, download', async () => {
    const created = await create({ bbox: MONACO, format: 'obj', include: ['buildings'] });
    expect(created.status).toBe(201);
    expect(await created.json()).toEqual({ id: 'job1', status: 'pending' });
    expect(service.requests).toMatchObject([{ bbox: MONACO, format: 'obj', include: ['buildings'] }]);

    const progress = { stage: 'mesh', done: 1, total: 3 } as const;
    service.tell('job1', { status: 'processing', progress });
    expect(await (await status('job1')).json()).toEqual({ id: 'job1', status: 'processing', progress });

    await service.finish('job1', ZIP);
    const url = await downloadUrl('job1');
    expect(url).toMatch(/^http:\/\/localhost\/api\/export\/job1\/download\?key=/);
    const redirect = await api.request(url);
    expect(redirect.status).toBe(302);
    const file = await api.request(new URL(redirect.headers.get('Location')!, url).href);
    expect(file.status).toBe(200);
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'application/zip',
      'content-length': '10',
      'accept-ranges': 'bytes',
      'content-disposition': expect.stringContaining('filename="cityclip-job1.zip"'),
    });
    expect(await file.text()).toBe('0123456789');
  });

  test('a failed export says why', async () => {
    const id = await newExport();
    service.tell(id, {
      status: 'failed',
      failure: { code: 'offline', message: 'No server answered.', advice: 'Wait.' },
    });
    expect(await (await status(id)).json()).toEqual({ id, status: 'failed', message: 'No server answered. Wait.' });
  });

  test('a cancelled export is gone', async () => {
    const id = await newExport();
    const gone = await api.request(`/api/export/${id}`, { method: 'DELETE', headers: asking(owner) });
    expect([gone.status, await gone.text()]).toEqual([204, '']);
    expect((await status(id)).status).toBe(404);
  });

  test('an address is searched and gives the middle of the box', async () => {
    expect((await create({ address: ADDRESS, size: [300, 200] })).status).toBe(201);
    const [west, south, east, north] = service.requests[0]!.bbox;
    expect((west + east) / 2).toBeCloseTo(6.9566, 6);
    expect((south + north) / 2).toBeCloseTo(50.9423, 6);
  });

  test('the public address stands in links where one is configured', async () => {
    const id = await newExport();
    await service.finish(id, ZIP);
    api = apiWith({ publicUrl: 'https://models.example/city' });
    const forged = { ...asking(owner), 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https' };
    const answer = (await (await api.request(`/api/export/${id}`, { headers: forged })).json()) as {
      download_url: string;
    };
    expect(answer.download_url).toMatch(/^https:\/\/models\.example\/city\/api\/export\//);
  });

  test('forwarded hosts are not believed', async () => {
    const id = await newExport();
    await service.finish(id, ZIP);
    const forged = { ...asking(owner), 'X-Forwarded-Host': 'evil.example', Forwarded: 'host=evil.example' };
    expect(await (await api.request(`/api/export/${id}`, { headers: forged })).text()).not.toContain('evil');
  });
});

describe('who may', () => {
  test.each([
    ['no token', {}],
    ['another scheme', { Authorization: 'Basic abc' }],
    ['a wrong token', { Authorization: `Bearer cityclip_${'A'.repeat(43)}` }],
    ['nonsense', { Authorization: 'Bearer ../../etc/passwd' }],
  ])('%s is 401', async (_, headers) => {
    for (const [path, method] of [
      ['/api/export/simple', 'POST'],
      ['/api/export/job1', 'GET'],
      ['/api/export/job1', 'DELETE'],
      ['/api/export/job1/download', 'GET'],
    ] as const) {
      const answer = await api.request(path, { method, headers });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('WWW-Authenticate')).toMatch(/^Bearer/);
      expect(await answer.json()).toEqual({ message: expect.any(String) });
    }
  });

  test('a missing permission is 403 and named', async () => {
    const tokens = tokensIn(folder, now);
    const reader = (await tokens.create(['export.read'])).token;
    const creator = (await tokens.create(['export.create'])).token;
    const cannotCreate = await create({ bbox: MONACO }, reader);
    expect([cannotCreate.status, await cannotCreate.text()]).toEqual([403, expect.stringContaining('export.create')]);
    const cannotRead = await status(await newExport(), creator);
    expect([cannotRead.status, await cannotRead.text()]).toEqual([403, expect.stringContaining('export.read')]);
  });

  test('tokens end while the server runs', async () => {
    const tokens = tokensIn(folder, now);
    const { token, record } = await tokens.create(PERMISSIONS);
    const brief = (await tokens.create(PERMISSIONS, new Date(time + 1000))).token;
    const id = await newExport();
    expect((await status(id, token)).status).toBe(404);
    await tokens.revoke(record.id);
    time += 1000;
    expect((await status(id, token)).status).toBe(401);
    expect((await status(id, brief)).status).toBe(401);
  });

  test("another token's export does not exist", async () => {
    const id = await newExport();
    expect((await status(id, other)).status).toBe(404);
    expect((await api.request(`/api/export/${id}`, { method: 'DELETE', headers: asking(other) })).status).toBe(404);
    await service.finish(id, ZIP);
    expect((await api.request(`/api/export/${id}/download`, { headers: asking(other) })).status).toBe(404);
    expect((await api.request(`/api/export/${id}/download`, { headers: asking(owner) })).status).toBe(302);
  });
});

describe('downloads', () => {
  test('a key opens its own export only, and for a day', async () => {
    const [one, two] = [await newExport(), await newExport()];
    await service.finish(one, ZIP);
    await service.finish(two, ZIP);
    const url = await downloadUrl(one);
    expect((await api.request(url.replace(one, two))).status).toBe(404);
    expect((await api.request(`${url}x`)).status).toBe(404);
    const file = new URL((await api.request(url)).headers.get('Location')!, url).href;
    expect((await api.request(file.replace(one, two))).status).toBe(404);
    time += 26 * 3600_000;
    expect((await api.request(url)).status).toBe(410);
    expect((await api.request(file)).status).toBe(410);
    expect((await api.request(await downloadUrl(one))).status).toBe(302);
  });

  test('409 before done, 410 when expired or its file is gone', async () => {
    const id = await newExport();
    const early = await api.request(`/api/export/${id}/download`, { headers: asking(owner) });
    expect(early.status).toBe(409);
    await service.finish(id, ZIP);
    const url = await downloadUrl(id);
    const file = new URL((await api.request(url)).headers.get('Location')!, url).href;
    rmSync(join(folder, `${id}.zip`));
    expect((await api.request(file)).status).toBe(410);
    service.expire(id);
    expect((await status(id)).status).toBe(410);
    expect((await api.request(url)).status).toBe(410);
  });

  test('ranges, conditions and headers alone', async () => {
    const id = await newExport();
    await service.finish(id, ZIP);
    const url = await downloadUrl(id);
    const file = new URL((await api.request(url)).headers.get('Location')!, url).href;
    const etag = (await api.request(file, { method: 'HEAD' })).headers.get('ETag')!;
    const get = async (headers: Record<string, string>, method = 'GET') => {
      const answer = await api.request(file, { method, headers });
      return [answer.status, answer.headers.get('Content-Range'), await answer.text()];
    };
    expect(await get({ Range: 'bytes=2-4' })).toEqual([206, 'bytes 2-4/10', '234']);
    expect(await get({ Range: 'bytes=7-' })).toEqual([206, 'bytes 7-9/10', '789']);
    expect(await get({ Range: 'bytes=-2' })).toEqual([206, 'bytes 8-9/10', '89']);
    expect(await get({ Range: 'bytes=10-' })).toEqual([416, 'bytes */10', '']);
    expect(await get({ Range: 'bytes=2-4', 'If-Range': etag })).toEqual([206, 'bytes 2-4/10', '234']);
    expect(await get({ Range: 'bytes=2-4', 'If-Range': '"old"' })).toEqual([200, null, '0123456789']);
    expect(await get({ 'If-None-Match': etag })).toEqual([304, null, '']);
    expect(await get({}, 'HEAD')).toEqual([200, null, '']);
  });
});

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
    const answer = await create(body);
    expect(answer.status).toBe(422);
    const { message, errors } = (await answer.json()) as { message: string; errors: Record<string, string[]> };
    expect(message).toMatch(/\w/);
    expect(Object.keys(errors)).toEqual([field]);
    expect(errors[field]!.length).toBeGreaterThan(0);
    expect(service.requests).toEqual([]);
  });

  test('an area over the limit is 413 and says the limit', async () => {
    const answer = await create({ bbox: [7, 43, 8, 44] });
    expect([answer.status, await answer.text()]).toEqual([413, expect.stringContaining('4.00 km²')]);
  });

  test('what is not JSON is 400 or 415', async () => {
    expect((await create('{"bbox":')).status).toBe(400);
    expect((await create('')).status).toBe(400);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', '']) {
      const init = creation({ bbox: MONACO });
      expect(
        (await api.request('/api/export/simple', { ...init, headers: { ...init.headers, 'Content-Type': type } }))
          .status,
      ).toBe(415);
    }
    const init = creation({ bbox: MONACO });
    const headers = { ...init.headers, 'Content-Type': 'Application/JSON; charset=utf-8' };
    expect((await api.request('/api/export/simple', { ...init, headers })).status).toBe(201);
  });

  test('a body over 64 KiB is 413, with and without a length', async () => {
    const long = JSON.stringify({ address: 'x'.repeat(70_000) });
    expect((await create(long)).status).toBe(413);
    const streamed = { ...creation(''), body: new Blob([long]).stream(), duplex: 'half' };
    expect((await api.request('/api/export/simple', streamed as RequestInit)).status).toBe(413);
  });

  test('a body that does not come is 408', async () => {
    api = apiWith({ limits: { ...DEFAULT_LIMITS, bodyTimeout: 20 } });
    const silent = { ...creation(''), body: new ReadableStream(), duplex: 'half' };
    expect((await api.request('/api/export/simple', silent as RequestInit)).status).toBe(408);
  });

  test('an address search that cannot be reached or does not answer is 503', async () => {
    api = apiWith({
      geocode: async () => {
        throw new ExportError({ code: 'offline', message: 'The address search cannot be reached.' });
      },
    });
    const unreachable = await create({ address: ADDRESS });
    expect([unreachable.status, unreachable.headers.get('Retry-After')]).toEqual([503, '30']);
    expect(await unreachable.text()).toContain('address search');

    const never: Geocode = (_, signal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    api = apiWith({ geocode: never, limits: { ...DEFAULT_LIMITS, geocodeTimeout: 20 } });
    const late = await create({ address: ADDRESS });
    expect([late.status, await late.text()]).toEqual([503, expect.stringContaining('in time')]);
  });

  test('a full queue is 503 with Retry-After', async () => {
    service.fillQueue();
    const answer = await create({ bbox: MONACO });
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '7']);
  });

  test('what nobody foresaw is 500 and tells the client nothing of it', async () => {
    api = apiWith({ service: { ...service, status: async () => Promise.reject(new Error('/home/me/secret')) } });
    const answer = await status('job1');
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('secret');
    expect(JSON.stringify(logged)).not.toContain('secret');
    expect(logged).toContainEqual(expect.objectContaining({ level: 'error', event: 'unforeseen' }));
  });

  test('unknown addresses are 404, wrong methods 405 with Allow', async () => {
    const unknown = await api.request('/api/nothing');
    expect([unknown.status, await unknown.json()]).toEqual([404, { message: expect.any(String) }]);
    for (const [path, method, allow] of [
      ['/api', 'POST', 'GET, HEAD'],
      ['/api/export/simple', 'GET', 'POST'],
      ['/api/export/job1', 'PUT', 'GET, HEAD, DELETE'],
      ['/api/export/job1/download', 'POST', 'GET, HEAD'],
    ] as const) {
      const answer = await api.request(path, { method });
      expect([answer.status, answer.headers.get('Allow')]).toEqual([405, allow]);
      expect(await answer.json()).toEqual({ message: expect.any(String) });
    }
  });
});

describe('limits', () => {
  test('creations per token', async () => {
    api = apiWith({ limits: { ...DEFAULT_LIMITS, createsPerMinute: 2 } });
    for (let n = 0; n < 2; n++) expect((await create({ bbox: MONACO })).status).toBe(201);
    const over = await create({ bbox: MONACO });
    expect([over.status, over.headers.get('Retry-After')]).toEqual([429, '30']);
    expect((await create({ bbox: MONACO }, other)).status).toBe(201);
    time += 30_000;
    expect((await create({ bbox: MONACO })).status).toBe(201);
  });

  test('requests per token and altogether', async () => {
    api = apiWith({ limits: { ...DEFAULT_LIMITS, requestsPerSecond: 1, totalRequestsPerSecond: 3 } });
    const statuses = [];
    for (const token of [owner, owner, owner, other, other, other, owner]) {
      statuses.push((await status('job1', token)).status);
    }
    expect(statuses).toEqual([404, 404, 429, 404, 404, 429, 429]);
    time += 2000;
    expect((await status('job1')).status).toBe(404);
  });
});

describe('pages of other sites', () => {
  test('may ask first, and read every answer', async () => {
    const preflight = await api.request('/api/export/simple', {
      method: 'OPTIONS',
      headers: {
        Origin: 'https://page.example',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('Access-Control-Allow-Headers')).toMatch(/Authorization/);
    expect(preflight.headers.get('Access-Control-Allow-Methods')).toMatch(/DELETE/);
    for (const answer of [await api.request('/api'), await status('none'), await api.request('/api/nothing')]) {
      expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*');
      const exposed = answer.headers.get('Access-Control-Expose-Headers');
      for (const name of ['Retry-After', 'Content-Disposition', 'Content-Length', 'ETag'])
        expect(exposed).toContain(name);
    }
  });
});

test('the API describes itself without a token', async () => {
  const answer = await api.request('/api');
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({
    name: 'Cityclip',
    links: { create: 'http://localhost/api/export/simple', openapi: 'http://localhost/api/openapi.json' },
    formats: expect.arrayContaining([expect.objectContaining({ id: 'stl' })]),
    layers: expect.arrayContaining([expect.objectContaining({ id: 'terrain' })]),
    limits: { max_body_bytes: 65536 },
  });
});

test('the log holds neither tokens nor keys nor addresses', async () => {
  await create({ address: ADDRESS });
  await create({ address: 'Secret Street 7' });
  await service.finish('job1', ZIP);
  const url = await downloadUrl('job1');
  const redirect = await api.request(url);
  await api.request(new URL(redirect.headers.get('Location')!, url).href);
  await api.request('/api/export/job1', { headers: { Authorization: 'Bearer wrong-secret' } });
  const text = JSON.stringify(logged);
  expect(logged.map(({ status }) => status)).toEqual([201, 422, 200, 302, 200, 401]);
  const key = new URL(url).searchParams.get('key')!;
  for (const secret of [owner, key, 'wrong-secret', 'Domplatz', 'Secret Street', '6.95']) {
    expect(text).not.toContain(secret);
  }
  expect(logged[0]).toMatchObject({ event: 'request', method: 'POST', route: '/api/export/simple', ms: 0 });
});
