import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  answerEmpty,
  finished,
  overpassRequest,
  sampleRequest,
  startOverpass,
  startService,
  testFolder,
  until,
  unzipped,
} from './disk-exports-fixture.ts';
import type { ExportRecord } from './disk-exports-record.ts';

function writeRecord(folder: string, record: Partial<ExportRecord> & { id: string }): void {
  mkdirSync(join(folder, 'exports'), { recursive: true });
  const whole = {
    owner: 'ann',
    request: sampleRequest(),
    status: 'pending',
    attempts: 0,
    created: Date.now(),
    ...record,
  };
  writeFileSync(join(folder, 'exports', `${record.id}.json`), JSON.stringify(whole));
}

const readRecord = (folder: string, id: string) =>
  JSON.parse(readFileSync(join(folder, 'exports', `${id}.json`), 'utf8')) as ExportRecord;

test('a start takes up what it finds: waiting, interrupted, finished, given up, lost', async () => {
  const folder = testFolder();
  writeRecord(folder, { id: 'pending00000' });
  writeRecord(folder, { id: 'interrupted0', status: 'processing', attempts: 1 });
  writeRecord(folder, { id: 'twice0000000', status: 'processing', attempts: 2 });
  writeRecord(folder, { id: 'unrecorded00', status: 'processing', attempts: 1 });
  writeRecord(folder, { id: 'done00000000', status: 'done', attempts: 1, finished: Date.now(), size: 3 });
  writeRecord(folder, { id: 'lost00000000', status: 'done', attempts: 1, finished: Date.now(), size: 3 });
  for (const id of ['unrecorded00', 'done00000000', 'orphan000000'])
    writeFileSync(join(folder, 'exports', `${id}.zip`), 'zip');
  writeFileSync(join(folder, 'exports', 'interrupted0.zip.part'), 'half a z');
  writeFileSync(join(folder, 'exports', 'broken000000.json'), '{"id":');

  const service = await startService(folder);
  expect(await finished(service, 'pending00000', 'ann')).toMatchObject({ status: 'done' });
  expect(await finished(service, 'interrupted0', 'ann')).toMatchObject({ status: 'done' });
  expect(await service.status('twice0000000', 'ann')).toMatchObject({
    status: 'failed',
    failure: { message: expect.stringContaining('stopped 2 times') },
  });
  expect(await service.artifact('unrecorded00')).toMatchObject({ size: 3 });
  expect(await service.artifact('done00000000')).toMatchObject({ size: 3 });
  await expect(service.artifact('lost00000000')).rejects.toMatchObject({ failure: { code: 'expired' } });
  await service.close();
  expect(readRecord(folder, 'interrupted0')).toMatchObject({ status: 'done', attempts: 2 });
  const left = readdirSync(join(folder, 'exports')).filter((name) => /part|orphan|broken/.test(name));
  expect(left).toEqual(['broken000000.json.unreadable']);
});

test('closing lets what runs finish, and takes no more', async () => {
  const folder = testFolder();
  const service = await startService(folder, { closeWithin: 60_000 });
  const { id } = await service.create(sampleRequest(), 'ann');
  const waiting = await service.create(sampleRequest(), 'ann');
  await until(
    () => service.status(id, 'ann'),
    ({ status }) => status === 'processing',
  );
  const closing = service.close();
  await expect(service.create(sampleRequest(), 'ann')).rejects.toMatchObject({ failure: { code: 'busy' } });
  await closing;
  expect(readRecord(folder, id)).toMatchObject({ status: 'done' });
  expect(readRecord(folder, waiting.id)).toMatchObject({ status: 'pending' });
});

test('closing requeues what does not finish in time, and the next start runs it', async () => {
  const folder = testFolder();
  const { config, waiting } = await startOverpass();
  const first = await startService(folder, { config });
  const long = await first.create(overpassRequest(), 'ann');
  await until(() => waiting.length, Boolean);
  const late = await first.create(overpassRequest(200), 'bob');
  await first.close();
  expect(readRecord(folder, long.id)).toMatchObject({ status: 'pending', attempts: 0 });
  expect(readRecord(folder, late.id)).toMatchObject({ status: 'pending', attempts: 0 });
  await until(
    () => waiting.length,
    (count) => count === 0,
  );
  const second = await startService(folder, { config });
  for (const { id, owner } of [
    { ...long, owner: 'ann' },
    { ...late, owner: 'bob' },
  ]) {
    await until(() => waiting.length, Boolean);
    answerEmpty(waiting[0]!);
    expect(await finished(second, id, owner)).toMatchObject({ status: 'done' });
  }
});

test('kill -9 in the middle loses nothing', { timeout: 120_000 }, async () => {
  const folder = testFolder();
  const child = startServer(folder, 5);
  const ids = await printedIds(child);
  await until(
    () => ids.filter((id) => readRecord(folder, id).status === 'done').length,
    (done) => done >= 1,
  );
  const isProcessing = () => ids.some((id) => readRecord(folder, id).status === 'processing');
  await until(isProcessing, Boolean);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const before = ids.map((id) => readRecord(folder, id).status);
  expect(before).toContain('done');
  expect(before).toContain('processing');

  const service = await startService(folder, { lockWithin: 0 });
  for (const id of ids) {
    expect(await finished(service, id, 'ann')).toEqual({ id, status: 'done' });
    expect(Object.keys((await unzipped(service, id)).files)).toContain(`${id}.stl`);
  }
  await service.close();
  expect(readdirSync(join(folder, 'exports')).sort()).toEqual(ids.flatMap((id) => [`${id}.json`, `${id}.zip`]).sort());
  expect(readdirSync(folder)).not.toContain('server.lock');
});

/** A process of its own that makes exports and prints their ids. */
function startServer(folder: string, count: number): ChildProcess {
  const program = join(folder, 'server.mts');
  const at = (path: string) => JSON.stringify(join(process.cwd(), 'src/entry', path));
  writeFileSync(
    program,
    `import { readConfig } from ${at('node/read-config.ts')};
     import { diskExports } from ${at('http/disk-exports.ts')};
     const service = await diskExports({ folder: ${JSON.stringify(folder)}, config: await readConfig(), workers: 1, log: () => {}, now: Date.now });
     const request = ${JSON.stringify(sampleRequest(500))};
     const ids = [];
     for (let i = 0; i < ${count}; i++) ids.push((await service.create(request, 'ann')).id);
     console.log(ids.join());`,
  );
  const child = spawn(process.execPath, ['--import', 'tsx', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
    rmSync(program, { force: true });
  });
  return child;
}

async function printedIds(child: ChildProcess): Promise<string[]> {
  const [text] = (await once(child.stdout!, 'data')) as [Buffer];
  return text.toString().trim().split(',');
}
