import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Bbox } from '../../../geo/bbox.ts';
import { memoryCache } from '../../../testing/memory-cache.ts';
import { describeRealData } from '../../../testing/real-data.ts';
import { realData } from '../../../testing/real-data-files.ts';
import type { SourceContext } from '../source.ts';
import { overpassSource } from './overpass-source.ts';

const A = 'https://a.example/api/interpreter';
const B = 'https://b.example/api/interpreter';
const C = 'https://c.example/api/interpreter';
const BOX: Bbox = [7.418, 43.731, 7.4304, 43.74];
const TREE =
  '{"osm3s":{"timestamp_osm_base":"2024-01-01T00:00:00Z"},"elements":[{"type":"node","id":1,"lat":1,"lon":2,"tags":{"natural":"tree"}}]}';
const NOTHING = '{"elements":[]}';

type Answer = () => Response | Promise<Response>;

const ok =
  (text: string | Uint8Array<ArrayBuffer>): Answer =>
  () =>
    new Response(text, { headers: { 'content-type': 'application/json' } });
const status =
  (code: number, text = ''): Answer =>
  () =>
    new Response(text, { status: code, headers: { 'content-type': 'text/html' } });
const offline: Answer = () => Promise.reject(new TypeError('Failed to fetch'));

/** A network of recorded answers: each request takes the next one. */
function network(...answers: Answer[]) {
  const requests: { url: string; init: RequestInit }[] = [];
  const pauses: number[] = [];
  const steps: [number, number][] = [];
  const context: SourceContext = {
    signal: new AbortController().signal,
    fetch: async (url, init = {}) => {
      requests.push({ url, init });
      const answer = answers.shift();
      if (!answer) throw new Error('one request too many');
      return answer();
    },
    sleep: async (milliseconds) => void pauses.push(milliseconds / 1000),
    progress: (...step) => void steps.push(step),
  };
  return { context, requests, pauses, steps, asked: () => requests.map(({ url }) => new URL(url).host[0]).join('') };
}

async function failureOf(loading: Promise<unknown>) {
  const thrown = await loading.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toMatchObject({ name: 'ExportError' });
  return (thrown as { failure: { code: string; message: string; advice: string; retryAfter?: number } }).failure;
}

describe('an answer', () => {
  test('is asked for as a plain form, without headers, and carries its state and licence', async () => {
    const net = network(ok(TREE));
    const { data, source, notes } = await overpassSource([A, B]).load(BOX, net.context);
    const { init } = net.requests[0]!;
    expect([init.method, init.headers]).toEqual(['POST', undefined]);
    expect(new Request(A, init as RequestInit).headers.get('content-type')).toMatch(
      /^application\/x-www-form-urlencoded/,
    );
    expect((init.body as URLSearchParams).get('data')).toContain('43.7310000,7.4180000');
    expect(data.nodes).toHaveLength(1);
    expect(notes).toEqual([]);
    expect(source).toMatchObject({
      id: 'overpass',
      origin: A,
      timestamp: '2024-01-01T00:00:00Z',
      attribution: '© OpenStreetMap contributors',
      licence: 'Open Database License (ODbL) 1.0, https://www.openstreetmap.org/copyright',
      fictional: false,
    });
    expect(net.steps.at(-1)).toEqual([TREE.length, 0]);
  });

  test('that is empty is an empty area, with a note', async () => {
    const { data, notes } = await overpassSource([A]).load(BOX, network(ok(NOTHING)).context);
    expect(data.ways.size).toBe(0);
    expect(notes).toEqual([{ note: 'OpenStreetMap holds nothing mapped in this box', count: 1 }]);
  });

  test('is kept for the last four boxes', async () => {
    const net = network(...Array.from({ length: 6 }, () => ok(TREE)));
    const source = overpassSource([A]);
    const load = (n: number) => source.load([n, 0, n + 1, 1], net.context);
    const first = await load(1);
    for (const n of [2, 3, 4]) await load(n);
    expect(await load(1)).toBe(first);
    await load(5);
    expect(net.requests).toHaveLength(5);
    await load(1);
    expect(net.requests).toHaveLength(5);
    await load(2);
    expect(net.requests).toHaveLength(6);
  });

  test('two loads at once ask one after the other, the same box once', async () => {
    let open = 0;
    const slow: Answer = async () => {
      expect(++open).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      open--;
      return new Response(TREE);
    };
    const net = network(slow, slow);
    const source = overpassSource([A]);
    const other: Bbox = [0, 0, 1, 1];
    await Promise.all([source.load(BOX, net.context), source.load(other, net.context), source.load(BOX, net.context)]);
    expect(net.requests).toHaveLength(2);
  });
});

describe('a server that fails', () => {
  test('429: waits as the status page says, at least 30 seconds, and asks the same server once more', async () => {
    const slots = 'Slot available after: 2026-01-01T00:00:00Z, in 41 seconds.';
    const net = network(status(429), () => new Response(slots), ok(TREE));
    await overpassSource([A, B]).load(BOX, net.context);
    expect(net.requests.map(({ url }) => url)).toEqual([A, 'https://a.example/api/status', A]);
    expect(net.pauses).toEqual([41]);
  });

  test('429 without a readable status page: 30 seconds', async () => {
    const net = network(status(429), offline, ok(TREE));
    await overpassSource([A]).load(BOX, net.context);
    expect(net.pauses).toEqual([30]);
  });

  test('429 for longer than a minute: the next server, and the failure says how long', async () => {
    const slots = 'Slot available after: 2026-01-01T00:00:00Z, in 281 seconds.';
    const net = network(status(429), () => new Response(slots), status(504));
    const failure = await failureOf(overpassSource([A, B]).load(BOX, net.context));
    expect(net.pauses).toEqual([]);
    expect(failure).toMatchObject({ code: 'rate-limited', retryAfter: 281 });
  });

  test('504: waits 15 seconds, asks once more, then the next server once', async () => {
    const net = network(status(504), status(504), status(504));
    const failure = await failureOf(overpassSource([A, B, C]).load(BOX, net.context));
    expect(net.asked()).toBe('aab');
    expect(net.pauses).toEqual([15]);
    expect(failure.code).toBe('busy');
    expect(failure.message).toMatch(/a\.example is too busy.*; b\.example is too busy/);
  });

  test('offline: each server once, three at most', async () => {
    const net = network(offline, offline, offline);
    const failure = await failureOf(overpassSource([A, B, C, A]).load(BOX, net.context));
    expect(net.asked()).toBe('abc');
    expect(failure).toMatchObject({ code: 'offline', advice: expect.stringContaining('internet connection') });
  });

  test.each([
    ['403', status(403), 'forbidden'],
    ['406', status(406), 'source-failed'],
    ['a sign-in page', ok('<html><title>Hotel</title></html>'), 'source-failed'],
    ['other JSON', ok('{"hello":1}'), 'source-failed'],
    ['half an answer', ok(TREE.slice(0, 60)), 'source-failed'],
  ])('%s: the next server once, no second try', async (_, answer, code) => {
    const net = network(answer, ok(TREE));
    expect((await overpassSource([A, B]).load(BOX, net.context)).source.origin).toBe(B);
    expect((await failureOf(overpassSource([A]).load(BOX, network(answer).context))).code).toBe(code);
  });

  test.each([
    ['Query timed out in "query" at line 1 after 61 seconds.', 'timeout'],
    ['Query ran out of memory in "query" at line 1.', 'area-too-large'],
    ['of a new kind', 'source-failed'],
  ])('a runtime error: %s: no further request', async (remark, code) => {
    const net = network(ok(JSON.stringify({ elements: [], remark: `runtime error: ${remark}` })));
    const failure = await failureOf(overpassSource([A, B]).load(BOX, net.context));
    expect(failure).toMatchObject({ code, advice: expect.stringContaining('smaller area') });
    expect(net.asked()).toBe('a');
  });

  test('a body that breaks off', async () => {
    const broken: Answer = () =>
      new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(new TextEncoder().encode('{"elements":['));
            controller.error(new TypeError('network error'));
          },
        }),
      );
    const failure = await failureOf(overpassSource([A]).load(BOX, network(broken).context));
    expect(failure.message).toContain('a.example broke off');
  });

  test('a failure is not kept: the next load asks again', async () => {
    const net = network(offline, ok(TREE));
    const source = overpassSource([A]);
    await failureOf(source.load(BOX, net.context));
    expect((await source.load(BOX, net.context)).data.nodes).toHaveLength(1);
  });
});

describe('a stop', () => {
  afterEach(() => void vi.useRealTimers());

  /** As the real `fetch`: rejects when its signal aborts. */
  const hanging = (_: string, init?: RequestInit) =>
    new Promise<Response>((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
    });

  test('ends the request at once', async () => {
    const controller = new AbortController();
    const context = { ...network().context, signal: controller.signal, fetch: hanging };
    const loading = overpassSource([A]).load(BOX, context);
    setTimeout(() => controller.abort(), 5);
    await expect(loading).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('ends the pause at once, and nothing more is asked', async () => {
    const controller = new AbortController();
    const net = network(status(504));
    const sleep = async () => {
      controller.abort();
      controller.signal.throwIfAborted();
    };
    const loading = overpassSource([A]).load(BOX, { ...net.context, signal: controller.signal, sleep });
    await expect(loading).rejects.toMatchObject({ name: 'AbortError' });
    expect(net.requests).toHaveLength(1);
  });

  test('a server that stays silent is given up after 100 seconds', async () => {
    vi.useFakeTimers();
    const loading = overpassSource([A]).load(BOX, { ...network().context, fetch: hanging });
    const failing = failureOf(loading);
    await vi.advanceTimersByTimeAsync(99_000);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await failing).toMatchObject({ code: 'timeout', message: expect.stringContaining('100 seconds') });
  });
});

describeRealData('recorded answers', () => {
  const page = (name: string) => new TextDecoder().decode(realData(`overpass/${name}`));

  test('Monaco', async () => {
    const net = network(ok(realData('overpass/monaco-1km.out-body-geom.json')));
    const { data, source } = await overpassSource([A]).load(BOX, net.context);
    expect([...data.ways.values(), ...data.relations].filter(({ tags }) => tags.building !== undefined)).toHaveLength(
      446,
    );
    expect(source.timestamp).toBe('2023-11-21T00:00:00Z');
  });

  test('429, status page, 504, data', async () => {
    const net = network(
      status(429, page('error-429-rate_limited.html')),
      () => new Response(page('api-status.busy.txt')),
      status(504, page('error-504-timeout.html')),
      ok(realData('overpass/buildings-out-geom-86.json')),
    );
    const { data, source } = await overpassSource([A, B]).load(BOX, net.context);
    expect(data.ways.size).toBe(86);
    expect(source.origin).toBe(B);
    expect(net.pauses).toEqual([30]);
    expect(net.asked()).toBe('aaab');
  });

  test("400: the server's words, no second request", async () => {
    const net = network(status(400, page('error-400-bad-request.html')));
    const failure = await failureOf(overpassSource([A, B]).load(BOX, net.context));
    expect(failure.message).toMatch(/\(400\): line 2: parse error: ';' expected - 'out' found\.$/);
    expect(net.requests).toHaveLength(1);
  });

  test('200 with a time-out remark is a failure, with a harmless remark a note', async () => {
    const remark = (name: string) => network(ok(page(`error-200-remark-${name}-01.json`))).context;
    expect((await failureOf(overpassSource([A]).load(BOX, remark('runtime-error')))).code).toBe('timeout');
    const { notes } = await overpassSource([A]).load(BOX, remark('unknown'));
    expect(notes.map(({ note }) => note)).toContain('Test remark');
  });
});

describe('a cache', () => {
  test('serves the same area after a restart, with the server and the state of the first answer', async () => {
    const cache = memoryCache();
    const first = network(offline, ok(TREE));
    const fetched = await overpassSource([A, B]).load(BOX, { ...first.context, cache });
    const second = network();
    const kept = await overpassSource([A, B]).load(BOX, { ...second.context, cache });
    expect(second.requests).toEqual([]);
    expect(kept).toEqual(fetched);
    expect(kept.source.origin).toBe(B);
  });

  test('is asked before the queue: what is kept does not wait for a running request', async () => {
    const cache = memoryCache();
    await overpassSource([A]).load(BOX, { ...network(ok(TREE)).context, cache });
    let answer = (_: Response) => {};
    const net = network(() => new Promise<Response>((resolve) => void (answer = resolve)));
    const source = overpassSource([A]);
    const slow = source.load([0, 0, 1, 1], { ...net.context, cache });
    await vi.waitFor(() => expect(net.requests).toHaveLength(1));
    const fromCache = await source.load(BOX, { ...net.context, cache });
    expect(fromCache.data.nodes).toHaveLength(1);
    expect(await source.load(BOX, net.context)).toBe(fromCache);
    answer(new Response(NOTHING));
    expect((await slow).data.nodes).toEqual([]);
  });

  test('serves whoever waited for the same area', async () => {
    const net = network(ok(TREE));
    const source = overpassSource([A]);
    const context = { ...net.context, cache: memoryCache() };
    const [first, second] = await Promise.all([source.load(BOX, context), source.load(BOX, context)]);
    expect(second).toBe(first);
    expect(net.requests).toHaveLength(1);
  });

  test('is not waited for after a stop', async () => {
    const controller = new AbortController();
    const net = network();
    const cache = { ...memoryCache(), get: async () => void controller.abort() };
    const loading = overpassSource([A]).load(BOX, { ...net.context, signal: controller.signal, cache });
    await expect(loading).rejects.toMatchObject({ name: 'AbortError' });
    expect(net.requests).toEqual([]);
  });

  test('holds no answer of another area, and none that failed', async () => {
    const cache = memoryCache();
    const failing = network(status(406), status(406));
    await failureOf(overpassSource([A]).load(BOX, { ...failing.context, cache }));
    const other = network(ok(TREE), ok(TREE));
    const source = overpassSource([A]);
    await source.load(BOX, { ...other.context, cache });
    await source.load([7.4, 43.7, 7.41, 43.71], { ...other.context, cache });
    expect(other.requests).toHaveLength(2);
  });
});
