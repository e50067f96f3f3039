import { expect, test } from 'vitest';
import { oneAtATime } from './one-at-a-time.ts';

const { signal } = new AbortController();

test('tasks run one after the other, a failed one does not stop the next', async () => {
  const run = oneAtATime();
  const log: string[] = [];
  const task =
    (name: string, fails = false) =>
    async () => {
      log.push(`${name} starts`);
      await Promise.resolve();
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    };
  const results = await Promise.allSettled([
    run(task('a'), signal),
    run(task('b', true), signal),
    run(task('c'), signal),
  ]);
  expect(log).toEqual(['a starts', 'a ends', 'b starts', 'b ends', 'c starts', 'c ends']);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

test('a task that is aborted while it waits rejects at once and never starts', async () => {
  const run = oneAtATime();
  const controller = new AbortController();
  let release = () => {};
  const first = run(() => new Promise<void>((resolve) => (release = resolve)), signal);
  let started = false;
  const second = run(async () => {
    started = true;
  }, controller.signal);
  controller.abort();
  await expect(second).rejects.toMatchObject({ name: 'AbortError' });
  release();
  await first;
  await run(async () => undefined, signal);
  expect(started).toBe(false);
});
