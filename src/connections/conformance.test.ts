import { expect, test } from 'vitest';
import { isFinished } from '../contract/job.ts';
import { describeConformance } from '../testing/conformance.ts';
import { loaderBench, serverBench, workerBench } from '../testing/connection-benches.ts';

describeConformance('3DCityLoader', loaderBench, {
  overHttp: true,
  makesModels: false,
  limitsArea: false,
  cancels: false,
  tooEarly: 'source-failed',
});

describeConformance('our own server', serverBench, {
  overHttp: true,
  makesModels: true,
  limitsArea: true,
  cancels: false,
  tooEarly: 'source-failed',
});

describeConformance('the engine in a worker', workerBench, {
  overHttp: false,
  makesModels: true,
  limitsArea: true,
  cancels: true,
  tooEarly: 'not-ready',
});

test('a newer 3DCityLoader: statuses and fields that nobody knows yet count as running', async () => {
  const { loader, connection, close } = await loaderBench();
  const { id } = await connection.create({ bbox: [6.9539, 50.9407, 6.9592, 50.9439] });
  loader.next('status', { status: 200, json: { id, status: 'postprocessing', queue: { place: 3 }, message: null } });
  loader.next('status', { status: 200, json: { id: 7, status: 'pending', progress: 'soon', download_url: 5 } });
  const statuses: string[] = [];
  for (;;) {
    const job = await connection.status(id);
    statuses.push(job.status);
    if (isFinished(job)) break;
  }
  expect(statuses).toEqual(['processing', 'pending', 'pending', 'processing', 'done']);
  await close();
});
