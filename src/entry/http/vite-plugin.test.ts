import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, type PreviewServer, preview } from 'vite';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { exportApi } from './vite-plugin.ts';

const folder = mkdtempSync(join(tmpdir(), 'cityclip-vite-'));
const printed: string[] = [];
const logger = createLogger('info');
logger.info = (text) => void printed.push(text);

let server: PreviewServer;
let origin: string;

async function start(): Promise<void> {
  server = await preview({
    configFile: false,
    root: folder,
    customLogger: logger,
    plugins: [exportApi()],
    preview: { port: 0, host: '127.0.0.1' },
  });
  origin = server.resolvedUrls!.local[0]!.replace(/\/$/, '');
  server.printUrls();
  await vi.waitFor(() => expect(printed.join('')).toContain('API at'), 20_000);
}

beforeAll(async () => {
  vi.stubEnv('CITYCLIP_DATA', join(folder, 'data'));
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'dist', 'index.html'), '<p>The page</p>');
  await start();
}, 30_000);
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

test('a fresh machine gets a token that works, once', async () => {
  const token = /cityclip_[\w-]+/.exec(printed.join('\n'))![0];
  expect(printed.join('\n')).toContain(`${origin}/api/export/simple`);
  const headers = { Authorization: `Bearer ${token}` };
  expect((await fetch(`${origin}/api/export/none`, { headers })).status).toBe(404);

  await server.close();
  printed.length = 0;
  await start();
  expect(printed.join('\n')).not.toMatch(/cityclip_[\w-]{20}/);
  expect(printed.join('\n')).toContain('npm run token');
  expect((await fetch(`${origin}/api/export/none`, { headers })).status).toBe(404);
});

test('the page is there beside the API', async () => {
  expect(await (await fetch(origin)).text()).toContain('The page');
  expect(await (await fetch(`${origin}/api`)).json()).toMatchObject({ name: 'Cityclip' });
  expect(await (await fetch(`${origin}/apiary`)).text()).toContain('The page');
});

test('pages of other sites may use the API, but not the proxy', async () => {
  const headers = { Origin: 'https://page.example', 'Access-Control-Request-Method': 'POST' };
  const preflight = await fetch(`${origin}/api/export/simple`, { method: 'OPTIONS', headers });
  expect([preflight.status, preflight.headers.get('Access-Control-Allow-Origin')]).toEqual([204, '*']);
  const proxied = await fetch(`${origin}/proxy/3dcityloader/export/7`, { headers });
  expect([proxied.status, proxied.headers.get('Access-Control-Allow-Origin')]).toEqual([403, null]);
});
