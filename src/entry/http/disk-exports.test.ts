import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  answerEmpty,
  finished,
  overpassRequest,
  sampleRequest,
  startOverpass,
  startService,
  type TestService,
  testFolder,
  until,
  unzipped,
} from './disk-exports-fixture.ts';

const DAY = 86_400_000;

describe('an export', () => {
  test('is pending, then done, and its ZIP has the model under its id', async () => {
    const folder = testFolder();
    const service = await startService(folder);
    const job = await service.create(sampleRequest(), 'ann');
    expect(job).toEqual({ id: expect.stringMatching(/^[a-z0-9]{12}$/), status: 'pending' });
    await expect(service.artifact(job.id)).rejects.toMatchObject({ failure: { code: 'not-ready' } });
    expect(await finished(service, job.id, 'ann')).toEqual({ id: job.id, status: 'done' });
    const { size, fileName } = await service.artifact(job.id);
    expect(size).toBeGreaterThan(1000);
    expect(fileName).toBe('cityclip-sample-city-50.0000-7.0000-stl.zip');
    const zip = await unzipped(service, job.id);
    expect(Object.keys(zip.files)).toEqual([`${job.id}.stl`, 'GEOREFERENCE.txt', 'report.json', 'LICENSE.txt']);
    await service.close();
    expect(readdirSync(join(folder, 'exports')).sort()).toEqual([`${job.id}.json`, `${job.id}.zip`]);
  });

  test('tells how far it is', async () => {
    const service = await startService(testFolder());
    const { id } = await service.create(sampleRequest(1500), 'ann');
    const { progress } = await until(
      () => service.status(id, 'ann'),
      (job) => job.progress !== undefined,
    );
    expect(progress).toMatchObject({ stage: expect.any(String), done: expect.any(Number), total: expect.any(Number) });
  });

  test('of another owner does not exist', async () => {
    const service = await startService(testFolder());
    const { id } = await service.create(sampleRequest(), 'ann');
    const missing = { failure: { code: 'not-found' } };
    await expect(service.status(id, 'bob')).rejects.toMatchObject(missing);
    await expect(service.cancel(id, 'bob')).rejects.toMatchObject(missing);
    await expect(service.status('nothing', 'ann')).rejects.toMatchObject(missing);
    expect(await finished(service, id, 'ann')).toMatchObject({ status: 'done' });
  });

  test('that a source fails has the reason', async () => {
    const service = await startService(testFolder());
    const { id } = await service.create(sampleRequest(150, { data: 'file' }), 'ann');
    expect(await finished(service, id, 'ann')).toMatchObject({
      status: 'failed',
      failure: { code: 'invalid-request', message: expect.stringContaining('no file') },
    });
    await expect(service.artifact(id)).rejects.toMatchObject({ failure: { code: 'not-ready' } });
  });
});

describe('a server with a file of its own', () => {
  const HOUSE = `<osm version="0.6">
    <node id="1" lat="49.9999" lon="6.9999"/><node id="2" lat="49.9999" lon="7.0001"/>
    <node id="3" lat="50.0001" lon="7.0001"/><node id="4" lat="50.0001" lon="6.9999"/>
    <way id="9"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="1"/><tag k="building" v="house"/></way>
  </osm>`;

  test('reads it, and makes the sample city too', async () => {
    const folder = testFolder();
    const features = join(folder, 'house.osm');
    writeFileSync(features, HOUSE);
    const service = await startService(folder, { features });
    const own = await service.create(sampleRequest(150, { data: 'file', terrain: 'flat' }), 'ann');
    const sample = await service.create(sampleRequest(), 'ann');
    expect(await finished(service, own.id, 'ann')).toMatchObject({ status: 'done' });
    expect(await finished(service, sample.id, 'ann')).toMatchObject({ status: 'done' });
    const report = async (id: string) => (await unzipped(service, id)).file('report.json')!.async('string');
    expect(await report(own.id)).toContain('house.osm');
    expect(await report(sample.id)).not.toContain('house.osm');
  });

  test('that it cannot read does not start, and leaves the folder free', async () => {
    const folder = testFolder();
    await expect(startService(folder, { terrain: [join(folder, 'none.hgt')] })).rejects.toMatchObject({
      failure: { code: 'bad-file', message: expect.stringContaining('none.hgt') },
    });
    await startService(folder);
  });
});

describe('cancelling', () => {
  test('a waiting one ends it at once; again removes it', async () => {
    const { config } = await startOverpass();
    const service = await startService(testFolder(), { config });
    await service.create(overpassRequest(), 'ann');
    const { id } = await service.create(sampleRequest(), 'ann');
    await service.cancel(id, 'ann');
    expect(await service.status(id, 'ann')).toMatchObject({ status: 'failed', failure: { code: 'cancelled' } });
    await service.cancel(id, 'ann');
    await expect(service.status(id, 'ann')).rejects.toMatchObject({ failure: { code: 'not-found' } });
  });

  test('a running one stops its work, so that the next one begins', async () => {
    const { config, waiting } = await startOverpass();
    const service = await startService(testFolder(), { config });
    const { id } = await service.create(overpassRequest(), 'ann');
    await until(() => waiting.length, Boolean);
    await service.cancel(id, 'ann');
    await until(
      () => waiting.length,
      (count) => count === 0,
    );
    const next = await service.create(sampleRequest(), 'ann');
    expect(await finished(service, next.id, 'ann')).toMatchObject({ status: 'done' });
    expect(await service.status(id, 'ann')).toMatchObject({ failure: { code: 'cancelled' } });
  });

  test('one that does not stop ends its thread, which is replaced', async () => {
    const folder = testFolder();
    const service = await startService(folder, { stopWithin: 0 });
    const { id } = await service.create(sampleRequest(1500), 'ann');
    await until(
      () => service.status(id, 'ann'),
      ({ progress }) => progress?.stage === 'city' || progress?.stage === 'mesh',
    );
    await service.cancel(id, 'ann');
    const next = await service.create(sampleRequest(), 'ann');
    expect(await finished(service, next.id, 'ann')).toMatchObject({ status: 'done' });
    expect(await service.status(id, 'ann')).toMatchObject({ failure: { code: 'cancelled' } });
    expect(readdirSync(join(folder, 'exports')).filter((name) => name.endsWith('.zip'))).toEqual([`${next.id}.zip`]);
  });

  test('a finished one removes its ZIP', async () => {
    const folder = testFolder();
    const service = await startService(folder);
    const { id } = await service.create(sampleRequest(), 'ann');
    await finished(service, id, 'ann');
    await service.cancel(id, 'ann');
    expect(readdirSync(join(folder, 'exports'))).toEqual([]);
  });
});

test('a thread that runs out of memory fails its export with the reason; the next gets another', {
  timeout: 120_000,
}, async () => {
  const service = await startService(testFolder(), { memoryMb: 32 });
  const large = await service.create(sampleRequest(10_000), 'ann');
  expect(await finished(service, large.id, 'ann')).toMatchObject({
    status: 'failed',
    failure: { code: 'area-too-large', message: expect.stringContaining('32 MB') },
  });
  const small = await service.create(sampleRequest(), 'ann');
  expect(await finished(service, small.id, 'ann')).toMatchObject({ status: 'done' });
});

describe('limits', () => {
  test('of one owner, and of the queue', async () => {
    const { config, waiting } = await startOverpass();
    const service = await startService(testFolder(), { config, queueLimit: 3, perOwnerLimit: 2 });
    await service.create(overpassRequest(), 'ann');
    await until(() => waiting.length, Boolean);
    const { id } = await service.create(sampleRequest(), 'ann');
    await expect(service.create(sampleRequest(), 'ann')).rejects.toMatchObject({
      failure: { code: 'rate-limited', retryAfter: expect.any(Number) },
    });
    await service.create(sampleRequest(), 'bob');
    await service.create(sampleRequest(), 'bob');
    await expect(service.create(sampleRequest(), 'cid')).rejects.toMatchObject({
      failure: { code: 'busy', retryAfter: expect.any(Number) },
    });
    await service.cancel(id, 'ann');
    await service.create(sampleRequest(), 'cid');
  });

  test('a burst does not slip through', async () => {
    const service = await startService(testFolder(), { perOwnerLimit: 5 });
    const answers = await Promise.allSettled(Array.from({ length: 9 }, () => service.create(sampleRequest(), 'ann')));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
  });
});

describe('keeping', () => {
  test('ends after seven days, whether asked for or not', async () => {
    let time = 1_800_000_000_000;
    const folder = testFolder();
    const service = await startService(folder, { now: () => time });
    const { id } = await service.create(sampleRequest(), 'ann');
    await finished(service, id, 'ann');
    const { path } = await service.artifact(id);
    time += 7 * DAY - 1000;
    await service.artifact(id);
    time += 1000;
    await expect(service.artifact(id)).rejects.toMatchObject({ failure: { code: 'expired' } });
    await expect(service.status(id, 'ann')).rejects.toMatchObject({ failure: { code: 'expired' } });
    expect(existsSync(path)).toBe(false);
    await expect(service.status(id, 'bob')).rejects.toMatchObject({ failure: { code: 'not-found' } });
    await service.close();

    time += 40 * DAY;
    const later = await startService(folder, { now: () => time });
    await expect(later.status(id, 'ann')).rejects.toMatchObject({ failure: { code: 'not-found' } });
  });

  test('gives up the oldest ZIPs where space is short', async () => {
    let time = 1_800_000_000_000;
    const folder = testFolder();
    const first = await startService(folder, { now: () => time });
    const made = async (service: TestService) => {
      time += 1000;
      const { id } = await service.create(sampleRequest(), 'ann');
      await finished(service, id, 'ann');
      return id;
    };
    const oldest = await made(first);
    const { size } = await first.artifact(oldest);
    await first.close();

    const service = await startService(folder, { quotaBytes: 2.5 * size, now: () => time });
    const middle = await made(service);
    await service.artifact(oldest);
    const newest = await made(service);
    await expect(service.artifact(oldest)).rejects.toMatchObject({ failure: { code: 'expired' } });
    await service.artifact(middle);
    await service.artifact(newest);
  });
});

test('Overpass is asked by one export at a time over all threads, and others go first', async () => {
  const { config, waiting, seen } = await startOverpass();
  const service = await startService(testFolder(), { config, workers: 2 });
  const asking = [];
  for (const metres of [100, 110, 120]) asking.push(await service.create(overpassRequest(metres), 'ann'));
  const sample = await service.create(sampleRequest(), 'ann');
  expect(await finished(service, sample.id, 'ann')).toMatchObject({ status: 'done' });
  for (const [index, { id }] of asking.entries()) {
    await until(() => waiting.length, Boolean);
    expect([seen(), waiting.length]).toEqual([index + 1, 1]);
    answerEmpty(waiting[0]!);
    await finished(service, id, 'ann');
  }
});
