import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { preview } from 'vite';
import { BROWSER_ARGS, findBrowser } from '../browser.mjs';

/** The server's tokens and exports are thrown away afterwards: the user's own stay untouched. */
function ownDataFolder(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'cityclip-bench-'));
  process.env.CITYCLIP_DATA = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

/** Opens the built page in a browser of its own, runs something there, and cleans up. */
export async function withBuiltPage<T>(run: (context: BrowserContext) => Promise<T>): Promise<T> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('There is no browser: run npm test once, which installs one.');
  const dropData = ownDataFolder();
  const server = await preview({ preview: { port: 0, host: '127.0.0.1' }, logLevel: 'warn' });
  let browser: Browser | undefined;
  try {
    browser = await chromium.launch({ executablePath, args: BROWSER_ARGS });
    return await run(
      await browser.newContext({
        baseURL: server.resolvedUrls!.local[0]!,
        viewport: { width: 1280, height: 800 },
        locale: 'en-US',
      }),
    );
  } finally {
    await browser?.close();
    await server.close();
    dropData();
  }
}
