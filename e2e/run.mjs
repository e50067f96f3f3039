/**
 * Runs the end-to-end tests on a machine as it is: finds a browser (or installs one), builds the app, starts Playwright.
 * Arguments are handed on to `playwright test`.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findBrowser, findProgram } from './browser.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

try {
  const browser = findBrowser() ?? installBrowser();
  console.log(`Browser: ${browser}`);
  if (!run('npx', ['vite', 'build', '--logLevel', 'error'])) throw new Error('The app could not be built.');
  const passed = run('npx', ['playwright', 'test', ...process.argv.slice(2)], { CITYCLIP_CHROMIUM: browser });
  process.exitCode = passed ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
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
  const browser = findBrowser();
  if (browser) return browser;
  throw new Error(
    'The end-to-end tests need a browser: install Chromium or Google Chrome, or set CITYCLIP_CHROMIUM to the path of one.',
  );
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
