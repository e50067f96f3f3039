import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asking, type TestApi, testApi } from '../../testing/test-api.ts';

const ZIP = new TextEncoder().encode('0123456789');

let t: TestApi;
beforeEach(async () => {
  t = await testApi();
});
afterEach(() => t.close());

describe('downloads', () => {
  test('a key opens its own export only, and for a day', async () => {
    const [one, two] = [await t.newExport(), await t.newExport()];
    await t.service.finish(one, ZIP);
    await t.service.finish(two, ZIP);
    const url = await t.downloadUrl(one);
    expect((await t.request(url.replace(one, two))).status).toBe(404);
    expect((await t.request(`${url}x`)).status).toBe(404);
    const file = await t.fileUrl(one);
    expect((await t.request(file.replace(one, two))).status).toBe(404);
    t.time += 26 * 3600_000;
    expect((await t.request(url)).status).toBe(410);
    expect((await t.request(file)).status).toBe(410);
    expect((await t.request(await t.downloadUrl(one))).status).toBe(302);
  });

  test('409 before done, 410 when expired or its file is gone', async () => {
    const id = await t.newExport();
    const early = await t.request(`/api/export/${id}/download`, { headers: asking(t.owner) });
    expect(early.status).toBe(409);
    await t.service.finish(id, ZIP);
    const url = await t.downloadUrl(id);
    const file = await t.fileUrl(id);
    rmSync(join(t.folder, `${id}.zip`));
    expect((await t.request(file)).status).toBe(410);
    t.service.expire(id);
    expect((await t.status(id)).status).toBe(410);
    expect((await t.request(url)).status).toBe(410);
  });

  test('ranges, conditions and headers alone', async () => {
    const id = await t.newExport();
    await t.service.finish(id, ZIP);
    const file = await t.fileUrl(id);
    const etag = (await t.request(file, { method: 'HEAD' })).headers.get('ETag')!;
    const get = async (headers: Record<string, string>, method = 'GET') => {
      const answer = await t.request(file, { method, headers });
      return [answer.status, answer.headers.get('Content-Range'), await answer.text()];
    };
    expect(await get({ Range: 'bytes=2-4' })).toEqual([206, 'bytes 2-4/10', '234']);
    expect(await get({ Range: 'bytes=7-' })).toEqual([206, 'bytes 7-9/10', '789']);
    expect(await get({ Range: 'bytes=-2' })).toEqual([206, 'bytes 8-9/10', '89']);
    expect(await get({ Range: 'bytes=10-' })).toEqual([416, 'bytes */10', '']);
    expect(await get({ Range: 'bytes=2-4', 'If-Range': etag })).toEqual([206, 'bytes 2-4/10', '234']);
    expect(await get({ Range: 'bytes=2-4', 'If-Range': '"old"' })).toEqual([200, null, '0123456789']);
    expect(await get({ 'If-None-Match': etag })).toEqual([304, null, '']);
    expect(await get({}, 'HEAD')).toEqual([200, null, '']);
  });
});
