import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PERMISSIONS, tokensIn } from './http/tokens.ts';

interface Served {
  readonly base: string;
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Ends it as a system does, and says how it ended. */
  stop(): Promise<number | null>;
}

const folder = mkdtempSync(join(tmpdir(), 'cityclip-http-'));
const REQUEST = { center: [0, 0], size: [200, 200], include: ['terrain', 'buildings'], options: { data: 'sample' } };
let server: Served;
let token: string;

/** Starts the server as `npm run serve` does, on a free port. */
async function serve(env: Record<string, string> = {}): Promise<Served> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/entry/http.ts'], {
    env: { ...process.env, CITYCLIP_DATA: folder, PORT: '0', ...env },
  });
  let output = '';
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (output += text));
  const ended = new Promise<number | null>((resolve) => void child.once('exit', resolve));
  let port: string | undefined;
  while (!port) {
    if (child.exitCode !== null) throw new Error(output);
    await pause(20);
    port = /"event":"listening".*"port":(\d+)/.exec(output)?.[1];
  }
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { base: `http://127.0.0.1:${port}/api`, child, output: () => output, stop };
}

beforeAll(async () => {
  server = await serve();
  // Made while the server runs, as the command line does.
  token = (await tokensIn(folder).create(PERMISSIONS)).token;
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const headers = () => ({ Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' });

async function finished(): Promise<{ id: string; download_url: string }> {
  const created = await fetch(`${server.base}/export/simple`, {
    method: 'POST',
    headers: headers(),
    body: JSON.stringify(REQUEST),
  });
  expect(created.status).toBe(201);
  const { id } = (await created.json()) as { id: string };
  for (;;) {
    const job = (await (await fetch(`${server.base}/export/${id}`, { headers: headers() })).json()) as {
      id: string;
      status: string;
      download_url: string;
    };
    if (job.status === 'done') return job;
    expect(['pending', 'processing']).toContain(job.status);
    await pause(50);
  }
}

test('a whole job: create, poll, download by redirects without a header, whole and in parts', async () => {
  const { id, download_url } = await finished();
  expect(download_url).toMatch(`${server.base}/export/${id}/download?key=`);
  const download = await fetch(download_url);
  expect([download.status, download.redirected]).toEqual([200, true]);
  const bytes = new Uint8Array(await download.arrayBuffer());
  expect(Number(download.headers.get('Content-Length'))).toBe(bytes.length);
  expect(Object.keys((await JSZip.loadAsync(bytes)).files)).toContain(`${id}.stl`);

  const half = Math.floor(bytes.length / 2);
  const parts = await Promise.all(
    [`bytes=0-${half - 1}`, `bytes=${half}-`].map(async (range) => {
      const part = await fetch(download_url, { headers: { Range: range } });
      expect(part.status).toBe(206);
      return Buffer.from(await part.arrayBuffer());
    }),
  );
  expect(Buffer.concat(parts).equals(bytes)).toBe(true);

  const head = await fetch(download_url, { method: 'HEAD' });
  expect(head.headers.get('Content-Length')).toBe(String(bytes.length));
});

test('a download that is broken off leaves the server well', async () => {
  const { download_url } = await finished();
  const abort = new AbortController();
  const { body } = await fetch(download_url, { signal: abort.signal });
  await body!.getReader().read();
  abort.abort();
  expect((await fetch(download_url)).status).toBe(200);
});

describe('what else comes over the wire', () => {
  test('a preflight request', async () => {
    const preflight = await fetch(`${server.base}/export/simple`, { method: 'OPTIONS' });
    expect([preflight.status, preflight.headers.get('Access-Control-Allow-Origin')]).toEqual([204, '*']);
  });

  test('a body without end', async () => {
    const endless = new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array(4096)) });
    const sent = fetch(`${server.base}/export/simple`, {
      method: 'POST',
      headers: headers(),
      body: endless,
      duplex: 'half',
    } as RequestInit);
    // The server answers before the body ends and closes; which of the two a client sees first is up to it.
    expect(await sent.then(({ status }) => status).catch(() => 413)).toBe(413);
    expect(server.output()).toContain('"status":413');
    expect((await fetch(server.base)).status).toBe(200);
  });

  test.each(['Host: evil.example/path?', 'Host: a b', 'NotHost: x'])('“%s”', async (line) => {
    const { hostname, port } = new URL(server.base);
    const socket = connect(Number(port), hostname);
    socket.end(`GET /api HTTP/1.1\r\n${line}\r\nConnection: close\r\n\r\n`);
    let answer = '';
    for await (const chunk of socket) answer += chunk;
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });
});

test('the log is lines of JSON without secrets', async () => {
  const { download_url } = await finished();
  await (await fetch(download_url)).arrayBuffer();
  const lines = server.output().trimEnd().split('\n');
  for (const line of lines)
    expect(JSON.parse(line)).toMatchObject({ time: expect.any(String), event: expect.any(String) });
  expect(server.output()).not.toContain(token);
  expect(server.output()).not.toContain(new URL(download_url).searchParams.get('key'));
});

describe('starting and stopping', () => {
  test('SIGTERM ends it cleanly, and finished exports are there after the next start', async () => {
    const { id } = await finished();
    expect(await server.stop()).toBe(0);
    expect(readdirSync(folder)).not.toContain('server.lock');
    server = await serve();
    const job = (await (await fetch(`${server.base}/export/${id}`, { headers: headers() })).json()) as {
      download_url: string;
    };
    expect((await fetch(job.download_url)).status).toBe(200);
  });

  test.each([
    ['a port that is taken', () => ({ PORT: new URL(server.base).port }), /port \d+/],
    ['a port that is none', () => ({ PORT: 'http' }), /PORT/],
    ['a setting that makes no sense', () => ({ CITYCLIP_PUBLIC_URL: 'here' }), /CITYCLIP_PUBLIC_URL/],
    ['a source that is not there', () => ({ CITYCLIP_FEATURES: '/nowhere/city.osm' }), /city\.osm/],
  ])('%s ends it with the reason', async (_, env, reason) => {
    const other = mkdtempSync(join(tmpdir(), 'cityclip-http-other-'));
    await expect(serve({ CITYCLIP_DATA: other, ...env() })).rejects.toThrow(reason);
    rmSync(other, { recursive: true });
  });
});
