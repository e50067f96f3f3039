/**
 * Runs the end-to-end tests on a machine as it is: finds a browser (or installs one), builds the app, starts Playwright.
 * Arguments are handed on to `playwright test`.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const browser = findBrowser() ?? installBrowser();
if (!browser) {
  fail(
    'The end-to-end tests need a browser: install Chromium or Google Chrome, or set CITYCLIP_CHROMIUM to the path of one.',
  );
}
console.log(`Browser: ${browser}`);
if (!run('npx', ['vite', 'build', '--logLevel', 'warn'])) fail('The app could not be built.');
process.exit(run('npx', ['playwright', 'test', ...process.argv.slice(2)], { CITYCLIP_CHROMIUM: browser }) ? 0 : 1);

/** A browser that is there: the one that was asked for, the system's, Playwright's own. */
function findBrowser() {
  const asked = process.env.CITYCLIP_CHROMIUM;
  if (asked) {
    if (!isProgram(asked)) fail(`CITYCLIP_CHROMIUM names ${asked}, which is not a program.`);
    return asked;
  }
  return findProgram(NAMES) ?? [chromium.executablePath()].find(existsSync);
}

function findProgram(names) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin'].filter(Boolean);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram);
}

/** Root on Debian or Ubuntu gets the system's Chromium with all that it needs; others get Playwright's. */
function installBrowser() {
  console.log('No browser found: installing Chromium.');
  if (process.getuid?.() === 0 && findProgram(['apt-get'])) {
    const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
    run('apt-get', ['update', '-qq'], quiet);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], quiet);
  } else {
    run('npx', ['playwright', 'install', 'chromium']);
  }
  return findBrowser();
}

/** Whether a command could be run and succeeded; it writes to this terminal. */
function run(command, args, env = {}) {
  const { status } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  return status === 0;
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
