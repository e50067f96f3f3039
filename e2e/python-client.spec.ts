import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import JSZip from 'jszip';
import { findProgram } from './browser.mjs';
import { type PreviewServer, startPreview } from './preview-server.ts';
import { readStl, type StlFacts } from './read-stl.ts';

const run = promisify(execFile);
const python = findProgram(['python3']);
const curl = findProgram(['curl']);

/** The example of the API's documentation. */
const REQUEST = '{"bbox": [6.9539,50.9407,6.9592,50.9439], "format": "stl", "include": ["terrain", "buildings"]}';

/** A house in the middle of the request's area. */
const HOUSE = `<osm version="0.6">
  <node id="1" lat="50.9423" lon="6.9565"/><node id="2" lat="50.9423" lon="6.9568"/>
  <node id="3" lat="50.9425" lon="6.9568"/><node id="4" lat="50.9425" lon="6.9565"/>
  <way id="5"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="1"/>
    <tag k="building" v="yes"/><tag k="height" v="12"/></way>
</osm>`;

const SOURCES = {
  'the sample city': {
    env: () => ({ CITYCLIP_FEATURES: 'sample', CITYCLIP_TERRAIN: 'sample' }),
    bodies: (count: number) => count > 20,
  },
  'an OSM file': {
    env: (folder: string) => {
      const path = join(folder, 'house.osm');
      writeFileSync(path, HOUSE);
      return { CITYCLIP_FEATURES: path, CITYCLIP_TERRAIN: 'flat' };
    },
    bodies: (count: number) => count === 2,
  },
};

for (const [source, { env, bodies }] of Object.entries(SOURCES)) {
  test.describe(`Scripts that were written for the public API, with ${source}`, () => {
    test.describe.configure({ mode: 'default', timeout: 180_000 });
    let server: PreviewServer;
    test.beforeAll(async () => {
      server = await startPreview(env);
    });
    test.afterAll(() => server.stop());

    function expectModel(stl: StlFacts): void {
      expect(stl).toMatchObject({ unmatchedEdges: 0, degenerate: 0 });
      expect(bodies(stl.parts.length), `${stl.parts.length} bodies`).toBe(true);
      expect(stl.max[0] - stl.min[0]).toBeGreaterThan(370);
    }

    test('Python: create, poll, download, unpack, read the model', async () => {
      test.skip(!python, 'python3 is not installed');
      const { stdout } = await run(python!, ['e2e/python-client.py', server.api, server.folder], {
        env: { ...process.env, CITYCLIP_TOKEN: server.token },
      });
      const [, path, triangles] = /^(.+\.stl) (\d+)\n$/.exec(stdout)!;
      const stl = readStl(readFileSync(path!));
      expect(stl.triangles).toBe(Number(triangles));
      expectModel(stl);
    });

    test('curl: the three steps', async () => {
      test.skip(!curl, 'curl is not installed');
      const asJson = ['-H', 'Accept: application/json', '-H', 'Content-Type: application/json'];
      const headers = ['-H', `Authorization: Bearer ${server.token}`, ...asJson];
      const ask = async (...args: string[]) =>
        (await run(curl!, ['--silent', '--show-error', '--fail', ...args])).stdout;

      const created = await ask('-w', '\n%{http_code}', ...headers, '-d', REQUEST, `${server.api}/export/simple`);
      const [answer, status] = created.split('\n');
      expect(status).toBe('201');
      const { id } = JSON.parse(answer!) as { id: string };

      let job: { status: string; download_url?: string } = { status: 'pending' };
      while (['pending', 'processing'].includes(job.status)) {
        await pause(200);
        job = JSON.parse(await ask(...headers, `${server.api}/export/${id}`));
      }
      expect(job).toMatchObject({ status: 'done', download_url: expect.stringMatching(/^http/) });

      const zip = join(server.folder, `${id}.zip`);
      await ask('-L', '-o', zip, job.download_url!);
      const files = await JSZip.loadAsync(readFileSync(zip));
      expectModel(readStl(await files.file(`${id}.stl`)!.async('uint8array')));
    });

    test('curl: the line that the server prints', async () => {
      test.skip(!curl, 'curl is not installed');
      const { stdout } = await run('sh', ['-c', server.curl]);
      expect(JSON.parse(stdout)).toMatchObject({ id: expect.any(String), status: 'pending' });
    });
  });
}
