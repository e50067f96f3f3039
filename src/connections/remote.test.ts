import { afterEach, describe, expect, it } from 'vitest';
import type { Failure } from '../contract/errors.ts';
import { failureOf } from '../testing/failure-of.ts';
import { type FakeLoader, type FakeLoaderOptions, startFakeLoader } from '../testing/fake-3dcityloader.ts';
import type { Scripted } from '../testing/fake-server.ts';
import { remoteConnection } from './remote.ts';
import { downloadZip } from './remote-download.ts';
import type { RemoteSettings } from './remote-request.ts';

const bbox = [6.9539, 50.9407, 6.9592, 50.9439] as [number, number, number, number];
const ignoreBytes = () => {};
let loader: FakeLoader;

afterEach(() => loader.close());

async function connect(options: FakeLoaderOptions = {}, settings: Partial<RemoteSettings> = {}) {
  loader = await startFakeLoader(options);
  return remoteConnection({ endpoint: loader.endpoint, token: 'good-token', fetch, ...settings }, downloadZip);
}

describe('an export at 3DCityLoader', () => {
  it('is created, followed and downloaded as documented', async () => {
    const zip = new Uint8Array(200_000).fill(7);
    zip.set([0x50, 0x4b]);
    const connection = await connect({ polls: 2, zip });
    const { id, status } = await connection.create({ bbox, format: 'stl', include: ['terrain', 'buildings'] });
    expect([id, status]).toEqual(['42', 'pending']);
    expect((await connection.status(id)).status).toBe('pending');
    expect((await connection.status(id)).status).toBe('processing');
    const job = await connection.status(id);
    expect(job).toEqual({ id, status: 'done', download_url: `${loader.files}/link/42` });

    const reports: [number, number][] = [];
    const blob = await connection.download(job, (...bytes) => reports.push(bytes));
    expect(new Uint8Array(await blob.arrayBuffer())).toEqual(zip);
    expect(reports[0]).toEqual([0, 200_000]);
    expect(reports.at(-1)).toEqual([200_000, 200_000]);
    expect(reports.map(([received]) => received)).toEqual(
      reports.map(([received]) => received).toSorted((a, b) => a - b),
    );
  });

  it('sends the token to the endpoint in every request, and never to the download server', async () => {
    const connection = await connect({ polls: 0 });
    const { id } = await connection.create({ bbox });
    await connection.status(id);
    const job = await connection.status(id);
    await connection.download(job, ignoreBytes);
    const api = loader.seen.filter(({ server }) => server === 'api');
    const files = loader.seen.filter(({ server }) => server === 'files');
    expect(api.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /api/export/simple',
      'GET /api/export/42',
      'GET /api/export/42',
    ]);
    for (const { headers } of api) {
      expect(headers).toMatchObject({
        authorization: 'Bearer good-token',
        accept: 'application/json',
        'content-type': 'application/json',
      });
    }
    expect(files.map(({ path }) => path)).toEqual(['/link/42', '/files/42.zip?signed=yes']);
    expect(JSON.stringify(files)).not.toContain('good-token');
    expect(files.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  });

  it('does not carry the token along when the endpoint redirects', async () => {
    const connection = await connect();
    loader.next('status', { status: 302, headers: { Location: `${loader.files}/files/x` } });
    const failure = await failureOf(connection.status('42'));
    expect(failure.message).toContain('sends requests on to another address');
    expect(loader.seen.filter(({ server }) => server === 'files')).toEqual([]);
  });

  it.each([
    [{ bbox, size: [500, 500], options: { data: 'sample' } }, { bbox }],
    [
      { center: [7, 51], size: [300, 200] },
      { center: [7, 51], size: [300, 200] },
    ],
    [
      { address: 'Cologne', format: 'dxf', separate_files: true },
      { address: 'Cologne', format: 'dxf', separate_files: true },
    ],
  ] as const)('sends exactly the documented fields of %j', async (request, body) => {
    const connection = await connect();
    await connection.create(request as Parameters<typeof connection.create>[0]);
    expect(JSON.parse(loader.seen[0]!.body)).toEqual(body);
  });

  it('sends what was left out, and no other options, once a server has named layers that failed', async () => {
    const connection = await connect();
    loader.next('status', { status: 200, json: { status: 'failed', message: 'No tile.', failed_layers: ['terrain'] } });
    loader.next('create', { status: 201, json: { id: 7 } });
    expect((await connection.status('42')).failure).toMatchObject({ layers: ['terrain'] });
    const leftOut = { terrain: 'flat', left_out: ['terrain'] } as const;
    await connection.create({
      bbox,
      include: ['buildings'],
      options: { data: 'sample', ...leftOut, left_out: ['terrain'] },
    });
    expect(JSON.parse(loader.seen[1]!.body)).toEqual({ bbox, include: ['buildings'], options: leftOut });
  });

  it('takes a number as id, unknown fields and a status that it does not know', async () => {
    const connection = await connect();
    loader.next('create', { status: 201, json: { id: 7, price: 0 } });
    loader.next(
      'status',
      { status: 200, json: { status: 'postprocessing', progress: { stage: 'new', done: 1, total: 2 } } },
      { status: 200, json: { status: 'processing', progress: { stage: 'mesh', done: 1, total: 2 } } },
    );
    expect((await connection.create({ bbox })).id).toBe('7');
    expect(await connection.status('7')).toEqual({ id: '7', status: 'processing' });
    expect((await connection.status('7')).progress).toEqual({ stage: 'mesh', done: 1, total: 2 });
  });

  it('tells why an export failed', async () => {
    const connection = await connect();
    loader.next('status', { status: 200, json: { status: 'failed', message: 'no tiles' } });
    const job = await connection.status('42');
    expect(job.status).toBe('failed');
    expect(job.failure?.message).toContain('no tiles');
  });
});

describe('a refusal', () => {
  const answers: [number, Scripted, Partial<Failure>, RegExp][] = [
    [
      400,
      { status: 400, json: { message: 'Bad JSON' } },
      { code: 'invalid-request' },
      /could not read the request.*Bad JSON/,
    ],
    [402, { status: 402, json: { message: 'Price: 4 €' } }, { code: 'payment-required' }, /payment.*Price: 4 €/],
    [403, { status: 403, json: { message: 'Missing export.pay' } }, { code: 'forbidden' }, /may not pay.*export\.pay/],
    [403, { status: 403, json: {} }, { code: 'forbidden' }, /does not allow this/],
    [404, { status: 404, html: '<h1>?</h1>' }, { code: 'not-found' }, /no export API/],
    [409, { status: 409 }, { code: 'not-ready' }, /not finished/],
    [410, { status: 410 }, { code: 'expired' }, /expired/],
    [413, { status: 413, json: { message: 'Limit: 9 km²' } }, { code: 'area-too-large' }, /too large.*Limit: 9 km²/],
    [415, { status: 415 }, { code: 'invalid-request' }, /could not read/],
    [418, { status: 418 }, { code: 'source-failed' }, /status 418/],
    [
      429,
      { status: 429, headers: { 'Retry-After': '7' } },
      { code: 'rate-limited', retryAfter: 7 },
      /too many requests/,
    ],
    [500, { status: 500 }, { code: 'busy' }, /status 500.*may have been created/],
    [502, { status: 502, html: '<h1>Bad gateway</h1>' }, { code: 'busy' }, /status 502.*may have been created/],
    [503, { status: 503, headers: { 'Retry-After': '120' } }, { code: 'busy', retryAfter: 120 }, /busy/],
    [504, { status: 504 }, { code: 'timeout' }, /status 504/],
    [200, { status: 200, html: '<html>Hello</html>' }, { code: 'source-failed' }, /web page/],
    [201, { status: 201, html: '<html>Hello</html>' }, { code: 'source-failed' }, /web page.*may have been created/],
    [201, { status: 201, json: {} }, { code: 'source-failed' }, /without the export's id.*may have been created/],
  ];

  it.each(answers)('with status %i has its own plain sentence and advice', async (_, answer, failure, sentence) => {
    const connection = await connect();
    loader.next('create', answer);
    const told = await failureOf(connection.create({ bbox }));
    expect(told).toMatchObject(failure);
    expect(told.message).toMatch(sentence);
    expect(told.advice).toMatch(/^[A-Z].*\.$/);
    expect(loader.seen).toHaveLength(1);
  });

  it('of the request carries the reasons per field', async () => {
    const connection = await connect();
    const failure = await failureOf(connection.create({}));
    expect(failure.fields).toEqual({ bbox: ['one of bbox, center, address is required'] });
    expect(failure.message).toContain('one of bbox, center, address is required');
  });

  it('names the permission that the token lacks', async () => {
    const tokens = { reader: ['export.read'], frugal: ['export.create', 'export.read'] } as const;
    const reader = await connect({ tokens, chargeable: true }, { token: 'reader' });
    expect((await failureOf(reader.create({ bbox }))).message).toContain('export.create');
    const frugal = remoteConnection({ endpoint: loader.endpoint, token: 'frugal', fetch });
    expect((await failureOf(frugal.create({ bbox }))).message).toContain('export.pay');
    expect(loader.created()).toBe(0);
  });

  it('of the token says so, and an impossible token is not even sent', async () => {
    const connection = await connect({}, { token: 'wrong' });
    expect((await failureOf(connection.create({ bbox }))).code).toBe('unauthorized');
    for (const token of ['', 'two words', 'grüße']) {
      const unsent = remoteConnection({ endpoint: loader.endpoint, token, fetch });
      expect((await failureOf(unsent.create({ bbox }))).code).toBe('unauthorized');
    }
    expect(loader.seen).toHaveLength(1);
  });

  it('that repeats the token does not show it', async () => {
    const connection = await connect();
    loader.next('create', { status: 403, json: { message: 'good-token is not allowed' } });
    expect(JSON.stringify(await failureOf(connection.create({ bbox })))).not.toContain('good-token');
  });

  it('while following names the export, and a web page is no status', async () => {
    const connection = await connect();
    expect(await failureOf(connection.status('404'))).toMatchObject({ code: 'not-found' });
    loader.next('status', { status: 200, html: '<html>' });
    expect((await failureOf(connection.status('42'))).message).toContain('web page');
  });
});

describe('a broken connection', () => {
  it('while creating says that the export may exist, and creates nothing twice', async () => {
    const connection = await connect();
    loader.next('create', 'drop-answer');
    const failure = await failureOf(connection.create({ bbox }));
    expect(failure.code).toBe('offline');
    expect(failure.message).toMatch(/may have been created.*not sent again/);
    expect(loader.created()).toBe(1);
    expect(loader.seen).toHaveLength(1);
  });

  it('while following is a passing failure', async () => {
    const connection = await connect();
    const { id } = await connection.create({ bbox });
    loader.next('status', 'drop');
    expect((await failureOf(connection.status(id))).code).toBe('offline');
    expect((await connection.status(id)).status).toBe('pending');
  });

  it('is also a server that never answers', async () => {
    const connection = await connect({}, { timeout: 50 });
    loader.next('create', 'silence');
    expect(await failureOf(connection.create({ bbox }))).toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('may have been created'),
    });
  });

  it('on purpose is a cancellation', async () => {
    const connection = await connect();
    loader.next('create', 'silence');
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 20);
    expect((await failureOf(connection.create({ bbox }, abort.signal))).code).toBe('cancelled');
  });
});

describe('a download', () => {
  const done = () => ({ id: '42', status: 'done', download_url: `${loader.files}/link/42` }) as const;

  it('of unknown size still reports its bytes', async () => {
    const connection = await connect({ sized: false });
    const reports: [number, number][] = [];
    await connection.download(done(), (...bytes) => reports.push(bytes));
    expect(reports.at(-1)).toEqual([22, 0]);
  });

  it('from an address relative to the endpoint works without the token', async () => {
    const connection = await connect();
    loader.next('status', { status: 200, html: 'PK zip' });
    await connection.download({ ...done(), download_url: '/files/42.zip' }, ignoreBytes);
    expect(loader.seen[0]).toMatchObject({ server: 'api', path: '/files/42.zip' });
    expect(loader.seen[0]!.headers.authorization).toBeUndefined();
  });

  it.each([
    [{ status: 403, html: '<Error>Request has expired</Error>' }, 'expired'],
    [{ status: 404 }, 'expired'],
    [{ status: 410 }, 'expired'],
    [{ status: 409 }, 'not-ready'],
    [{ status: 503 }, 'busy'],
    [{ status: 200, html: '<html>Log in</html>' }, 'bad-file'],
  ] as const)('answered with %j fails as %s', async (answer, code) => {
    const connection = await connect();
    loader.next('download', answer);
    expect((await failureOf(connection.download(done(), ignoreBytes))).code).toBe(code);
  });

  it('without a usable address fails', async () => {
    const connection = await connect();
    for (const link of [{}, { download_url: 'javascript:alert(1)' }]) {
      const job = { id: '42', status: 'done', ...link } as const;
      expect((await failureOf(connection.download(job, ignoreBytes))).code).toBe('source-failed');
    }
  });

  it('can be aborted', async () => {
    const connection = await connect();
    loader.next('download', 'silence');
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 20);
    expect((await failureOf(connection.download(done(), ignoreBytes, abort.signal))).code).toBe('cancelled');
  });
});
