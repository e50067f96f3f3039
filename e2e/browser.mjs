import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** No sandbox for root (Chromium refuses it), no graphics card needed, no traffic of the browser's own. */
export const BROWSER_ARGS = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];

/** Path of a browser that is there: the one that CITYCLIP_CHROMIUM names, the system's, Playwright's own. */
export function findBrowser() {
  const asked = process.env.CITYCLIP_CHROMIUM;
  if (asked) {
    if (!isProgram(asked)) throw new Error(`CITYCLIP_CHROMIUM names ${asked}, which is not a program.`);
    return asked;
  }
  return findProgram(NAMES) ?? [chromium.executablePath()].find(existsSync);
}

/**
 * Path of the first of the names that is a program.
 * @param {readonly string[]} names
 */
export function findProgram(names) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin'].filter(Boolean);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram);
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
