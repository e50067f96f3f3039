import { expect, test } from 'vitest';
import { ExportError } from '../contract/errors.ts';
import type { ResolvedRequest } from '../contract/request.ts';
import { SAMPLE_OPTIONS } from '../testing/sample-options.ts';
import { JobRunner, type RunJob } from './job-runner.ts';

const request = (west: number): ResolvedRequest => ({
  bbox: [west, 43.731, west + 0.01, 43.74],
  format: 'stl',
  include: ['terrain'],
  separate_files: false,
  options: SAMPLE_OPTIONS,
});

const settled = () => new Promise((resolve) => setTimeout(resolve));

interface HeldJob {
  readonly id: string;
  readonly signal: AbortSignal;
  /** Its data is there. */
  load(): void;
  readonly finish: (zip: Blob) => void;
  readonly fail: (reason: unknown) => void;
}

/** Jobs whose stages and ends the test decides. */
function heldJobs() {
  const started: HeldJob[] = [];
  const computing: string[] = [];
  const run: RunJob = async (id, _, { signal, progress, turn }) => {
    progress({ stage: 'features', done: 0, total: 0 });
    return new Promise<Blob>((finish, fail) => {
      const compute = () => {
        computing.push(id);
        progress({ stage: 'city', done: 1, total: 4 });
      };
      started.push({ id, signal, load: () => void turn().then(compute, fail), finish, fail });
    });
  };
  return { started, computing, runner: new JobRunner(run) };
}

const waitsForItsTurn = (id: string) => ({
  id,
  status: 'processing',
  progress: { stage: 'turn', done: 0, total: 0 },
});

test('jobs compute one after another and keep their ZIPs', async () => {
  const { started, computing, runner } = heldJobs();
  const first = runner.create(request(7));
  const second = runner.create(request(8));
  await settled();
  for (const job of started) job.load();
  await settled();
  expect(runner.status(first.id)).toEqual({
    id: first.id,
    status: 'processing',
    progress: { stage: 'city', done: 1, total: 4 },
  });
  expect(runner.status(second.id)).toEqual(waitsForItsTurn(second.id));
  expect(() => runner.artifact(first.id)).toThrow(ExportError);
  const zip = new Blob(['zip']);
  started[0]!.finish(zip);
  await settled();
  expect(runner.status(first.id)).toEqual({ id: first.id, status: 'done' });
  expect(runner.artifact(first.id)).toBe(zip);
  expect(runner.status(second.id).status).toBe('processing');
  expect(computing).toEqual([first.id, second.id]);
});

test('a job that waits for its data does not hold up the next one', async () => {
  const { started, computing, runner } = heldJobs();
  const first = runner.create(request(7));
  const second = runner.create(request(8));
  await settled();
  started[1]!.load();
  await settled();
  expect(computing).toEqual([second.id]);
  started[0]!.load();
  await settled();
  expect(runner.status(first.id)).toEqual(waitsForItsTurn(first.id));
  started[1]!.finish(new Blob());
  await settled();
  expect(computing).toEqual([second.id, first.id]);
});

test('at most three jobs have their data in memory', async () => {
  const { started, runner } = heldJobs();
  for (let west = 1; west <= 5; west++) runner.create(request(west));
  await settled();
  expect(started).toHaveLength(3);
  started[1]!.fail(new Error('broken'));
  await settled();
  expect(started).toHaveLength(4);
});

test('a job that is cancelled while it waits for its turn lets the next one compute', async () => {
  const { started, computing, runner } = heldJobs();
  const [first, second, third] = [7, 8, 9].map((west) => runner.create(request(west)));
  await settled();
  for (const job of started) job.load();
  await settled();
  runner.cancel(second!.id);
  started[0]!.finish(new Blob());
  await settled();
  expect(runner.status(second!.id)).toMatchObject({ status: 'failed', failure: { code: 'cancelled' } });
  expect(computing).toEqual([first!.id, third!.id]);
});

test('the same request has the same id, unless that is taken', () => {
  const ids = [heldJobs().runner.create(request(7)).id, heldJobs().runner.create(request(7)).id];
  expect(ids[0]).toBe(ids[1]);
  const { runner } = heldJobs();
  expect([runner.create(request(7)).id, runner.create(request(7)).id]).toEqual([ids[0], `${ids[0]}-2`]);
});

test('a failure is kept with its reason, and the next job runs', async () => {
  const { started, runner } = heldJobs();
  const { id } = runner.create(request(7));
  const next = runner.create(request(8));
  await settled();
  started[0]!.fail(new ExportError({ code: 'offline', message: 'No network.', advice: 'Connect.' }));
  await settled();
  expect(runner.status(id)).toEqual({
    id,
    status: 'failed',
    failure: { code: 'offline', message: 'No network.', advice: 'Connect.' },
  });
  expect(runner.status(next.id).status).toBe('processing');
});

test('cancelling aborts a running job, and it stays cancelled whatever it gives later', async () => {
  const { started, runner } = heldJobs();
  const { id } = runner.create(request(7));
  await settled();
  runner.cancel(id);
  expect(started[0]!.signal.aborted).toBe(true);
  started[0]!.finish(new Blob());
  await settled();
  expect(runner.status(id)).toMatchObject({ status: 'failed', failure: { code: 'cancelled' } });
});

test('cancelling a waiting job means that it never starts', async () => {
  const { started, runner } = heldJobs();
  for (const west of [5, 6, 7]) runner.create(request(west));
  const { id } = runner.create(request(8));
  await settled();
  runner.cancel(id);
  started[0]!.finish(new Blob());
  await settled();
  expect(started).toHaveLength(3);
});

test('a job that has ended is dropped with its ZIP', async () => {
  const { started, runner } = heldJobs();
  const { id } = runner.create(request(7));
  await settled();
  started[0]!.finish(new Blob());
  await settled();
  runner.cancel(id);
  expect(() => runner.status(id)).toThrow(`There is no export ${id}.`);
});
