import JSZip from 'jszip';
import { expect, test } from 'vitest';
import type { Connection } from '../contract/connection.ts';
import { isFinished } from '../contract/job.ts';
import type { ExportRequest } from '../contract/request.ts';
import { withoutLayers } from '../contract/without-layers.ts';
import { serverBench } from '../testing/connection-benches.ts';

const request: ExportRequest = { bbox: [6.9539, 50.9407, 6.9552, 50.9417], include: ['terrain', 'buildings'] };

async function ended({ create, status }: Connection, asked: ExportRequest) {
  const { id } = await create(asked);
  for (;;) {
    const job = await status(id);
    if (isFinished(job)) return job;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('our own server names the layers that failed, and makes the model without them', async () => {
  const { connection, close } = await serverBench({ lostTerrain: true });
  const failed = await ended(connection, request);
  expect(failed).toMatchObject({ status: 'failed', failure: { layers: ['terrain'] } });

  const done = await ended(connection, withoutLayers(request, failed.failure!.layers!)!);
  expect(done.status).toBe('done');
  const zip = await JSZip.loadAsync(await (await connection.download(done, () => {})).arrayBuffer());
  const report = JSON.parse(await zip.file('report.json')!.async('string'));
  expect(report.request).toMatchObject({ include: ['buildings'], options: { terrain: 'flat', left_out: ['terrain'] } });
  await close();
});
