import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { lockFolder } from './disk-exports-lock.ts';

let folder = '';
const fresh = () => {
  folder = mkdtempSync(join(tmpdir(), 'cityclip-lock-'));
  return join(folder, 'server.lock');
};
afterEach(() => rmSync(folder, { recursive: true }));

test('a second server is refused with the first one’s process, and let in when that ends', async () => {
  const path = fresh();
  const unlock = await lockFolder(folder, 0);
  await expect(lockFolder(folder, 0)).rejects.toMatchObject({
    failure: { code: 'busy', message: expect.stringContaining(`process ${process.pid}`) },
  });
  const second = lockFolder(folder, 5000);
  await unlock();
  await (await second)();
  expect(existsSync(path)).toBe(false);
});

test('of many servers at once exactly one gets in, also over a stale lock', async () => {
  const path = fresh();
  writeFileSync(path, JSON.stringify({ pid: await endedPid(), host: hostname(), began: '1' }));
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder, 200)));
  const [winner, ...others] = outcomes.filter(({ status }) => status === 'fulfilled');
  expect(others).toEqual([]);
  await (winner as PromiseFulfilledResult<() => Promise<void>>).value();
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  ['a process that has ended', async () => ({ pid: await endedPid(), host: hostname(), began: '1' })],
  ['another process of the same number', async () => ({ pid: process.pid, host: hostname(), began: '1' })],
  ['nobody, as it is no JSON', async () => undefined],
])('a lock of %s is taken over', async (_, holder) => {
  const path = fresh();
  const value = await holder();
  writeFileSync(path, value ? JSON.stringify(value) : '{"pid"');
  await (await lockFolder(folder, 0))();
});

test('a lock of another computer counts while it shows signs of life', async () => {
  const path = fresh();
  writeFileSync(path, JSON.stringify({ pid: 1, host: 'elsewhere', began: '1' }));
  await expect(lockFolder(folder, 0)).rejects.toMatchObject({ failure: { code: 'busy' } });
  const long = new Date(Date.now() - 120_000);
  utimesSync(path, long, long);
  await (await lockFolder(folder, 0))();
});

test('a lock that another server took over is left to it', async () => {
  const path = fresh();
  const unlock = await lockFolder(folder, 0);
  writeFileSync(path, 'another');
  await unlock();
  expect(readFileSync(path, 'utf8')).toBe('another');
});

async function endedPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid!;
}
