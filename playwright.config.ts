import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { BROWSER_ARGS } from './e2e/browser.mjs';

/** Not the port of `npm start`, so that both may run; another one where several check-outs are tested at once. */
const PORT = Number(process.env.CITYCLIP_E2E_PORT ?? 4174);

const executablePath = process.env.CITYCLIP_CHROMIUM;

export default defineConfig({
  testDir: 'e2e',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  retries: 0,
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  reporter: [['list']],
  use: {
    baseURL: `http://127.0.0.1:${PORT}`,
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    acceptDownloads: true,
    trace: 'off',
    launchOptions: { args: BROWSER_ARGS, ...(executablePath ? { executablePath } : {}) },
  },
  webServer: {
    command: `npx vite preview --host 127.0.0.1 --port ${PORT} --strictPort`,
    url: `http://127.0.0.1:${PORT}`,
    env: { CITYCLIP_DATA: join(tmpdir(), `cityclip-e2e-${PORT}`) },
    reuseExistingServer: false,
  },
});
