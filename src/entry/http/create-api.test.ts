import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asking, KNOWN_ADDRESS, MONACO, type TestApi, testApi } from '../../testing/test-api.ts';
import { PERMISSIONS } from './tokens.ts';

const ZIP = new TextEncoder().encode('0123456789');

let t: TestApi;
beforeEach(async () => {
  t = await testApi();
});
afterEach(() => t.close());

describe('the three steps', () => {
  test('create, poll, download', async () => {
    const created = await t.create({ bbox: MONACO, format: 'obj', include: ['buildings'] });
    expect(created.status).toBe(201);
    expect(await created.json()).toEqual({ id: 'job1', status: 'pending' });
    expect(t.service.requests).toMatchObject([{ bbox: MONACO, format: 'obj', include: ['buildings'] }]);

    const progress = { stage: 'mesh', done: 1, total: 3 } as const;
    t.service.tell('job1', { status: 'processing', progress });
    expect(await (await t.status('job1')).json()).toEqual({ id: 'job1', status: 'processing', progress });

    await t.service.finish('job1', ZIP);
    const url = await t.downloadUrl('job1');
    expect(url).toMatch(/^http:\/\/localhost\/api\/export\/job1\/download\?key=/);
    const redirect = await t.request(url);
    expect(redirect.status).toBe(302);
    const file = await t.request(new URL(redirect.headers.get('Location')!, url).href);
    expect(file.status).toBe(200);
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'application/zip',
      'content-length': '10',
      'accept-ranges': 'bytes',
      'content-disposition': expect.stringContaining('filename="cityclip-job1.zip"'),
    });
    expect(await file.text()).toBe('0123456789');
  });

  test('a failed export says why', async () => {
    const id = await t.newExport();
    t.service.tell(id, {
      status: 'failed',
      failure: { code: 'offline', message: 'No server answered.', advice: 'Wait.' },
    });
    expect(await (await t.status(id)).json()).toEqual({ id, status: 'failed', message: 'No server answered. Wait.' });
  });

  test('an export that failed because of a source names the layers', async () => {
    const id = await t.newExport();
    t.service.tell(id, {
      status: 'failed',
      failure: { code: 'offline', message: 'No tile came.', layers: ['terrain'] },
    });
    const answer = { id, status: 'failed', message: 'No tile came.', failed_layers: ['terrain'] };
    expect(await (await t.status(id)).json()).toEqual(answer);
  });

  test('a cancelled export is gone', async () => {
    const id = await t.newExport();
    const gone = await t.request(`/api/export/${id}`, { method: 'DELETE', headers: asking(t.owner) });
    expect([gone.status, await gone.text()]).toEqual([204, '']);
    expect((await t.status(id)).status).toBe(404);
  });

  test('an address is searched and gives the middle of the box', async () => {
    expect((await t.create({ address: KNOWN_ADDRESS, size: [300, 200] })).status).toBe(201);
    const [west, south, east, north] = t.service.requests[0]!.bbox;
    expect((west + east) / 2).toBeCloseTo(6.9566, 6);
    expect((south + north) / 2).toBeCloseTo(50.9423, 6);
  });

  test('the public address stands in links where one is configured', async () => {
    const id = await t.newExport();
    await t.service.finish(id, ZIP);
    t.restart({ publicUrl: 'https://models.example/city' });
    const forged = { ...asking(t.owner), 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https' };
    const answer = (await (await t.request(`/api/export/${id}`, { headers: forged })).json()) as {
      download_url: string;
    };
    expect(answer.download_url).toMatch(/^https:\/\/models\.example\/city\/api\/export\//);
  });

  test('forwarded hosts are not believed', async () => {
    const id = await t.newExport();
    await t.service.finish(id, ZIP);
    const forged = { ...asking(t.owner), 'X-Forwarded-Host': 'evil.example', Forwarded: 'host=evil.example' };
    expect(await (await t.request(`/api/export/${id}`, { headers: forged })).text()).not.toContain('evil');
  });
});

describe('who may', () => {
  test.each([
    ['no token', {}],
    ['another scheme', { Authorization: 'Basic abc' }],
    ['a wrong token', { Authorization: `Bearer cityclip_${'A'.repeat(43)}` }],
    ['nonsense', { Authorization: 'Bearer ../../etc/passwd' }],
  ])('%s is 401', async (_, headers) => {
    for (const [path, method] of [
      ['/api/export/simple', 'POST'],
      ['/api/export/job1', 'GET'],
      ['/api/export/job1', 'DELETE'],
      ['/api/export/job1/download', 'GET'],
    ] as const) {
      const answer = await t.request(path, { method, headers });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('WWW-Authenticate')).toMatch(/^Bearer/);
      expect(await answer.json()).toEqual({ message: expect.any(String) });
    }
  });

  test('a missing permission is 403 and named', async () => {
    const reader = (await t.tokens.create(['export.read'])).token;
    const creator = (await t.tokens.create(['export.create'])).token;
    const cannotCreate = await t.create({ bbox: MONACO }, reader);
    expect([cannotCreate.status, await cannotCreate.text()]).toEqual([403, expect.stringContaining('export.create')]);
    const cannotRead = await t.status(await t.newExport(), creator);
    expect([cannotRead.status, await cannotRead.text()]).toEqual([403, expect.stringContaining('export.read')]);
  });

  test('tokens end while the server runs', async () => {
    const { token, record } = await t.tokens.create(PERMISSIONS);
    const brief = (await t.tokens.create(PERMISSIONS, new Date(t.time + 1000))).token;
    const id = await t.newExport();
    expect((await t.status(id, token)).status).toBe(404);
    await t.tokens.revoke(record.id);
    t.time += 1000;
    expect((await t.status(id, token)).status).toBe(401);
    expect((await t.status(id, brief)).status).toBe(401);
  });

  test("another token's export does not exist", async () => {
    const id = await t.newExport();
    expect((await t.status(id, t.other)).status).toBe(404);
    expect((await t.request(`/api/export/${id}`, { method: 'DELETE', headers: asking(t.other) })).status).toBe(404);
    await t.service.finish(id, ZIP);
    expect((await t.request(`/api/export/${id}/download`, { headers: asking(t.other) })).status).toBe(404);
    expect((await t.request(`/api/export/${id}/download`, { headers: asking(t.owner) })).status).toBe(302);
  });
});

describe('pages of t.other sites', () => {
  test('may ask first, and read every answer', async () => {
    const preflight = await t.request('/api/export/simple', {
      method: 'OPTIONS',
      headers: {
        Origin: 'https://page.example',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('Access-Control-Allow-Headers')).toMatch(/Authorization/);
    expect(preflight.headers.get('Access-Control-Allow-Methods')).toMatch(/DELETE/);
    for (const answer of [await t.request('/api'), await t.status('none'), await t.request('/api/nothing')]) {
      expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*');
      const exposed = answer.headers.get('Access-Control-Expose-Headers');
      for (const name of ['Retry-After', 'Content-Disposition', 'Content-Length', 'ETag'])
        expect(exposed).toContain(name);
    }
  });
});

test('the API describes itself without a token', async () => {
  const answer = await t.request('/api');
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({
    name: 'Cityclip',
    links: { create: 'http://localhost/api/export/simple', openapi: 'http://localhost/api/openapi.json' },
    formats: expect.arrayContaining([expect.objectContaining({ id: 'stl' })]),
    layers: expect.arrayContaining([expect.objectContaining({ id: 'terrain' })]),
    limits: { max_body_bytes: 65536 },
  });
});

test('the log holds neither tokens nor keys nor addresses', async () => {
  await t.create({ address: KNOWN_ADDRESS });
  await t.create({ address: 'Secret Street 7' });
  await t.service.finish('job1', ZIP);
  const url = await t.downloadUrl('job1');
  const redirect = await t.request(url);
  await t.request(new URL(redirect.headers.get('Location')!, url).href);
  await t.request('/api/export/job1', { headers: { Authorization: 'Bearer wrong-secret' } });
  const text = JSON.stringify(t.logged);
  expect(t.logged.map(({ status }) => status)).toEqual([201, 422, 200, 302, 200, 401]);
  const key = new URL(url).searchParams.get('key')!;
  for (const secret of [t.owner, key, 'wrong-secret', 'Domplatz', 'Secret Street', '6.95']) {
    expect(text).not.toContain(secret);
  }
  expect(t.logged[0]).toMatchObject({ event: 'request', method: 'POST', route: '/api/export/simple', ms: 0 });
});
