import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Connection } from '../contract/connection.ts';
import type { FailureCode } from '../contract/errors.ts';
import { isFinished, type Job, type JobId, type JobStatus, STAGES, type StageId } from '../contract/job.ts';
import type { ExportRequest } from '../contract/request.ts';
import { failureOf } from './failure-of.ts';
import { READ_MESH } from './read-meshes.ts';
import { readStl, soupFacts } from './read-models.ts';

/** A connection with what it talks to. */
export interface ConnectionBench {
  readonly connection: Connection;
  /** The token that must go with every request of the API; undefined where exports run in the page. */
  readonly token: string | undefined;
  /** The request as this connection can run it without network. */
  offline(request: ExportRequest): ExportRequest;
  /** Every request that came over HTTP so far. */
  seen(): readonly SeenExchange[];
  /** Told of each export that is done, before its ZIP is fetched. */
  prepareZip?(id: JobId, request: ExportRequest): Promise<void>;
  close(): Promise<void>;
}

export interface SeenExchange {
  readonly what: 'api' | 'download';
  readonly authorization: string | undefined;
}

/** In what connections may differ. */
export interface ConnectionTraits {
  readonly overHttp: boolean;
  /** Whether models are made of what was asked for; a stand-in hands out one that it has. */
  readonly makesModels: boolean;
  /** Whether an area can be too large. */
  readonly limitsArea: boolean;
  readonly cancels: boolean;
  /** What a download is refused with before the export is done. */
  readonly tooEarly: FailureCode;
}

/** The example of the API's documentation. */
const COLOGNE = [6.9539, 50.9407, 6.9592, 50.9439] as [number, number, number, number];
const ALL_LAYERS: ExportRequest['include'] = ['terrain', 'buildings'];
const RANKS: Readonly<Record<JobStatus, number>> = { pending: 0, processing: 1, done: 2, failed: 2 };
const STAGE_ORDER = Object.keys(STAGES) as StageId[];
const ignoreBytes = () => {};

/** What every connection must do, whatever runs the exports. */
export function describeConformance(
  name: string,
  start: () => Promise<ConnectionBench>,
  { overHttp, makesModels, limitsArea, cancels, tooEarly }: ConnectionTraits,
): void {
  describe(name, () => {
    let bench: ConnectionBench;
    let connection: Connection;
    beforeAll(async () => {
      bench = await start();
      connection = bench.connection;
    });
    afterAll(() => bench.close());

    const create = (request: ExportRequest) => connection.create(bench.offline(request));

    /** Follows an export to its end; its state must only go forward. */
    async function followed(id: JobId): Promise<Job> {
      for (let before: Job | undefined; ; ) {
        const job = await connection.status(id);
        expect(job.id).toBe(id);
        if (before) expectForward(before, job);
        if (isFinished(job)) return job;
        before = job;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }

    async function downloaded(request: ExportRequest): Promise<{ id: JobId; files: Files }> {
      const { id } = await create(request);
      return { id, files: await filesOf(await followed(id), request) };
    }

    async function filesOf(job: Job, request: ExportRequest): Promise<Files> {
      expect(job).toMatchObject({ status: 'done' });
      expect(job.failure).toBeUndefined();
      await bench.prepareZip?.(job.id, request);
      return unzipped(await connection.download(job, ignoreBytes));
    }

    test.each(['stl', 'obj', 'dxf'] as const)('a box as %s, from its creation to its model', async (format) => {
      const { id, files } = await downloaded({ bbox: COLOGNE, format, include: ALL_LAYERS });
      expect([...files.keys()][0]).toBe(`${id}.${format}`);
      expect(soupFacts(await READ_MESH[format](files.get(`${id}.${format}`)!)).unpaired).toBe(0);
    });

    test('a center and a size: the ground is as large', async () => {
      const { id, files } = await downloaded({ center: [6.9566, 50.9423], size: [300, 200] });
      expectSize(files.get(`${id}.stl`), [300, 200]);
    });

    test('an address: 500 × 500 m around it unless told', async () => {
      const { id, files } = await downloaded({ address: 'Domplatz 1, Köln' });
      expectSize(files.get(`${id}.stl`), [500, 500]);
    });

    test('separate files: a layer to each, no main file', async () => {
      const { id, files } = await downloaded({ bbox: COLOGNE, include: ALL_LAYERS, separate_files: true });
      const models = [...files.keys()].filter((file) => file.endsWith('.stl'));
      expect(models).toEqual([`${id}_terrain.stl`, `${id}_buildings.stl`]);
    });

    function expectSize(stl: Uint8Array<ArrayBuffer> | undefined, [width, height]: [number, number]): void {
      const { min, max } = soupFacts(readStl(stl!).soup);
      if (!makesModels) return;
      expect(max[0]! - min[0]!).toBeCloseTo(width, 0);
      expect(max[1]! - min[1]!).toBeCloseTo(height, 0);
    }

    test('two creations are two exports, also of the same request, and each has its ZIP', async () => {
      const request = { bbox: COLOGNE };
      const jobs = [await create(request), await create(request)];
      expect(jobs.map(({ status }) => status)).toEqual(['pending', 'pending']);
      expect(new Set(jobs.map(({ id }) => id)).size).toBe(2);
      for (const { id } of jobs) {
        const files = await filesOf(await followed(id), request);
        expect([...files.keys()]).toContain(`${id}.stl`);
      }
    });

    test('what is done stays done, and can be fetched again', async () => {
      const request = { bbox: COLOGNE };
      const { id } = await create(request);
      const job = await followed(id);
      await bench.prepareZip?.(id, request);
      const reports: [number, number][] = [];
      const first = await connection.download(job, (...bytes) => reports.push(bytes));
      expect(reports.at(-1)).toEqual([first.size, first.size]);
      const again = await connection.status(id);
      expect(again.status).toBe('done');
      const second = await connection.download(again, ignoreBytes);
      expect(Buffer.from(await second.arrayBuffer()).equals(Buffer.from(await first.arrayBuffer()))).toBe(true);
    });

    test('a download before the export is done is refused', async () => {
      const job = await create({ bbox: COLOGNE });
      expect(isFinished(job)).toBe(false);
      expect((await failureOf(connection.download(job, ignoreBytes))).code).toBe(tooEarly);
    });

    test('an export that does not exist', async () => {
      expect((await failureOf(connection.status('no-such-export'))).code).toBe('not-found');
    });

    test.each([
      ['west and east exchanged', { bbox: [6.96, 50.94, 6.95, 50.95] }, 'bbox'],
      ['no height', { bbox: [6.95, 50.94, 6.96, 50.94] }, 'bbox'],
      ['beyond the pole', { bbox: [6.95, 89.99, 6.96, 90.01] }, 'bbox'],
      ['three numbers', { bbox: [6.95, 50.94, 6.96] }, 'bbox'],
      ['no area', { format: 'stl' }, 'bbox'],
      ['a center without latitude', { center: [7] }, 'center'],
      ['a size of nothing', { center: [7, 51], size: [0, 100] }, 'size'],
      ['a format that does not exist', { bbox: COLOGNE, format: 'docx' }, 'format'],
      ['a layer that does not exist', { bbox: COLOGNE, include: ['cows'] }, 'include'],
      ['no layer', { bbox: COLOGNE, include: [] }, 'include'],
      ['a choice that is none', { bbox: COLOGNE, separate_files: 'yes' }, 'separate_files'],
    ])('%s is refused at its field', async (_, request, field) => {
      const failure = await failureOf(create(request as unknown as ExportRequest));
      expect(failure.code).toBe('invalid-request');
      expect(failure.message).toMatch(/^\S.*\S$/);
      expect(Object.keys(failure.fields ?? {})).toEqual([field]);
      expect(failure.fields![field]).toEqual([expect.stringMatching(/\w/)]);
    });

    test(limitsArea ? 'an area that is too large is refused' : 'no area is too large', async () => {
      const creating = create({ bbox: [6, 50, 8, 52] });
      if (limitsArea) {
        expect(await failureOf(creating)).toMatchObject({ code: 'area-too-large', message: /km²/ });
      } else expect((await creating).status).toBe('pending');
    });

    test('each step can be aborted', async () => {
      const { id } = await create({ bbox: COLOGNE });
      const job = await followed(id);
      const aborted = AbortSignal.abort();
      const steps = [
        connection.create(bench.offline({ bbox: COLOGNE }), aborted),
        connection.status(id, aborted),
        connection.download(job, ignoreBytes, aborted),
      ];
      for (const step of steps) expect((await failureOf(step)).code).toBe('cancelled');
    });

    test(cancels ? 'an export can be cancelled, and then is gone' : 'no export can be cancelled', async () => {
      expect(connection.cancel !== undefined).toBe(cancels);
      if (!connection.cancel) return;
      const { id } = await create({ bbox: COLOGNE });
      await connection.cancel(id);
      expect(await connection.status(id)).toMatchObject({ status: 'failed', failure: { code: 'cancelled' } });
      await connection.cancel(id);
      expect((await failureOf(connection.status(id))).code).toBe('not-found');
    });

    test(overHttp ? 'the token goes with every request but the downloads' : 'nothing is sent', async () => {
      expect(connection.capabilities.needsToken).toBe(overHttp);
      await downloaded({ bbox: COLOGNE });
      const sent = (what: SeenExchange['what']) =>
        new Set(bench.seen().flatMap((one) => (one.what === what ? [one.authorization] : [])));
      expect(sent('api')).toEqual(new Set(overHttp ? [`Bearer ${bench.token}`] : []));
      expect(sent('download')).toEqual(new Set(overHttp ? [undefined] : []));
    });
  });
}

type Files = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

async function unzipped(zip: Blob): Promise<Files> {
  const archive = await JSZip.loadAsync(await zip.arrayBuffer());
  const entries = Object.values(archive.files).filter(({ dir }) => !dir);
  return new Map(
    await Promise.all(
      entries.map(async (entry) => [entry.name, new Uint8Array(await entry.async('arraybuffer'))] as const),
    ),
  );
}

function expectForward(before: Job, after: Job): void {
  expect(RANKS[after.status]).toBeGreaterThanOrEqual(RANKS[before.status]);
  if (!before.progress || !after.progress) return;
  const [from, to] = [STAGE_ORDER.indexOf(before.progress.stage), STAGE_ORDER.indexOf(after.progress.stage)];
  expect(to).toBeGreaterThanOrEqual(from);
}
