import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createProxy } from './proxy.ts';

/** The page's own address: what the browser says it asks. */
const PAGE = 'http://localhost:4173';

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let endpoint: Server;
let origin: string;
let seen: Seen[];
let answer: { status: number; headers?: Record<string, string>; body?: string };

beforeAll(async () => {
  endpoint = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    seen.push({ method: request.method!, url: request.url!, headers: request.headers, body });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => void endpoint.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => void endpoint.close(resolve)));
beforeEach(() => {
  seen = [];
  answer = { status: 200, headers: { 'Content-Type': 'application/json' }, body: '{"id":7}' };
});

interface Asked extends RequestInit {
  readonly from?: string;
  readonly page?: string;
}

function ask(path: string, { from = '127.0.0.1', page = PAGE, ...init }: Asked = {}): Promise<Response> {
  const proxy = createProxy({ target: `${origin}/api/`, fetch: globalThis.fetch });
  return proxy(new Request(`${page}/proxy/3dcityloader${path}`, init), from);
}

test('hands a request on with the headers that the API needs and no others', async () => {
  answer.headers = {
    'Content-Type': 'application/json',
    'Retry-After': '3',
    'Set-Cookie': 'session=1',
    Server: 'x',
    'Access-Control-Allow-Origin': '*',
  };
  const response = await ask('/export/simple?dry=1', {
    method: 'POST',
    headers: {
      Authorization: 'Bearer t',
      Accept: 'application/json',
      'Content-Type': 'application/json',
      Cookie: 'own=1',
      Origin: PAGE,
      Referer: `${PAGE}/page`,
      'X-Forwarded-For': '10.0.0.1',
      'Sec-Fetch-Site': 'same-origin',
    },
    body: '{"bbox":[1,2,3,4]}',
  });
  expect([response.status, await response.text()]).toEqual([200, '{"id":7}']);
  expect(Object.keys(Object.fromEntries(response.headers)).toSorted()).toEqual([
    'cache-control',
    'content-type',
    'retry-after',
    'x-content-type-options',
  ]);
  expect(seen).toMatchObject([{ method: 'POST', url: '/api/export/simple?dry=1', body: '{"bbox":[1,2,3,4]}' }]);
  const { headers } = seen[0]!;
  expect(headers).toMatchObject({ authorization: 'Bearer t', accept: 'application/json' });
  for (const name of ['cookie', 'origin', 'referer', 'x-forwarded-for']) expect(headers).not.toHaveProperty(name);
});

test.each([
  ['within the endpoint', '/api/export/7?a=1', '/proxy/3dcityloader/export/7?a=1'],
  ['relative', 'export/7', '/proxy/3dcityloader/export/7'],
  ['elsewhere on the host', '/files/7.zip', undefined],
  ['on another host', 'https://files.example/7.zip', 'https://files.example/7.zip'],
])('follows no redirect: %s', async (_, location, expected) => {
  answer = { status: 302, headers: { Location: location, 'Set-Cookie': 'a=1' } };
  const response = await ask('/export');
  expect([response.status, response.headers.get('Location')]).toEqual([302, expected ?? origin + location]);
  expect(seen).toHaveLength(1);
});

test('answers without content stay without', async () => {
  answer = { status: 204 };
  const response = await ask('/export/7', { method: 'DELETE' });
  expect([response.status, response.body]).toEqual([204, null]);
});

describe('refuses', () => {
  test.each<[string, string, Asked, number]>([
    ['another computer', '/export/7', { from: '192.168.1.4' }, 403],
    ['an unknown computer', '/export/7', { from: '' }, 403],
    ['another name for this computer', '/export/7', { page: 'http://rebound.example:4173' }, 403],
    ['a page of another site', '/export/7', { headers: { Origin: 'https://evil.example' } }, 403],
    ['a page of another port', '/export/7', { headers: { Origin: 'http://localhost:9999' } }, 403],
    ['a page without origin', '/export/7', { headers: { Origin: 'null' } }, 403],
    ['an image of another site', '/export/7', { headers: { 'Sec-Fetch-Site': 'cross-site' } }, 403],
    ['a way out of the endpoint', '/../admin', {}, 404],
    ['an encoded way out', '/%2e%2e/admin', {}, 404],
    ['another host by its path', '@evil.example/', {}, 404],
    ['the endpoint itself', '', {}, 404],
    ['another method', '/export/7', { method: 'PUT', body: 'x' }, 405],
    ['a long body', '/export/simple', { method: 'POST', body: 'x'.repeat(70_000) }, 413],
  ])('%s', async (_, path, init, status) => {
    const response = await ask(path, init);
    expect(response.status).toBe(status);
    expect(seen).toEqual([]);
    if (response.headers.get('Content-Type') === 'application/json') {
      expect(await response.json()).toEqual({ message: expect.any(String) });
    }
  });

  test.each(['http://exports.example/api', 'ftp://exports.example', 'exports.example', ''])(
    'the target %s',
    (target) => {
      expect(() => createProxy({ target, fetch: globalThis.fetch })).toThrow(/https/);
    },
  );
});

test.each(['::1', '::ffff:127.0.0.1', '127.9.9.9'])('%s is this computer', async (from) => {
  expect((await ask('/export/7', { from, page: 'http://[::1]:4173' })).status).toBe(200);
});

test('an endpoint that is not there is 502', async () => {
  const proxy = createProxy({ target: 'http://127.0.0.1:1/api', fetch: globalThis.fetch });
  const response = await proxy(new Request(`${PAGE}/proxy/3dcityloader/export/7`), '127.0.0.1');
  expect([response.status, await response.json()]).toEqual([502, { message: '127.0.0.1:1 cannot be reached.' }]);
});

test('an endpoint that does not answer is 504', async () => {
  const silent: typeof fetch = (_, init) =>
    new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)));
  const proxy = createProxy({ target: `${origin}/api`, fetch: silent, timeout: 10 });
  expect((await proxy(new Request(`${PAGE}/proxy/3dcityloader/export/7`), '::1')).status).toBe(504);
});
