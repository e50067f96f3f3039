import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { vi } from 'vitest';
import { embeddedConnection } from '../connections/embedded.ts';
import type { EngineWorker } from '../connections/engine-process.ts';
import { remoteConnection } from '../connections/remote.ts';
import { downloadZip } from '../connections/remote-download.ts';
import { writeModel } from '../engine/formats/write-model.ts';
import { photonGeocoder } from '../engine/sources/photon-geocoder.ts';
import { packZip } from '../engine/zip.ts';
import { DEFAULT_LIMITS } from '../entry/http/api-limits.ts';
import { createApi } from '../entry/http/create-api.ts';
import { diskExports } from '../entry/http/disk-exports.ts';
import { downloadKeys } from '../entry/http/download-keys.ts';
import { tokensIn } from '../entry/http/tokens.ts';
import { readConfig } from '../entry/node/read-config.ts';
import type { ConnectionBench, SeenExchange } from './conformance.ts';
import { type FakeLoader, startFakeLoader } from './fake-3dcityloader.ts';
import { startFakeAddressSearch } from './fake-address-search.ts';
import { sceneMeshes } from './scenes.ts';
import { testPace, testStages } from './test-pace.ts';
import { testCity } from './test-scene.ts';

const TOKEN = 'good-token';

/** The remote connection to a fake 3DCityLoader, which hands out a small scene in place of each model. */
export async function loaderBench(): Promise<ConnectionBench & { readonly loader: FakeLoader }> {
  const loader = await startFakeLoader({ tokens: { [TOKEN]: ['export.create', 'export.read'] } });
  return {
    loader,
    token: TOKEN,
    connection: remoteConnection({ endpoint: loader.endpoint, token: TOKEN, fetch }, downloadZip),
    offline: (request) => request,
    seen: () =>
      loader.seen.map(({ server, headers }) => ({
        what: server === 'api' ? 'api' : 'download',
        authorization: headers.authorization,
      })),
    async prepareZip(id, { format = 'stl', include = ['terrain'], separate_files: separateFiles = false }) {
      const layers = sceneMeshes().filter(({ layer }) => include.includes(layer));
      const written = await writeModel(
        {
          formats: [format],
          layers,
          city: testCity(),
          separateFiles,
          options: {},
          id,
          comments: [],
          attributions: [],
        },
        testPace(),
        testStages,
      );
      const files = written.flatMap((one) => one.files);
      const zip = await packZip(files, () => {}, new AbortController().signal);
      loader.replaceZip(new Uint8Array(await zip.arrayBuffer()));
    },
    close: loader.close,
  };
}

/**
 * The remote connection to Cityclip's own server: a real one with its threads and a data folder, on a free port.
 * @param lostTerrain whether its terrain services cannot be reached; otherwise it has the sample city's terrain
 */
export async function serverBench({ lostTerrain = false } = {}): Promise<ConnectionBench> {
  const folder = mkdtempSync(join(tmpdir(), 'cityclip-conformance-'));
  const search = await startFakeAddressSearch();
  const known = await readConfig();
  const terrain = known.terrain.map((service) => ({ ...service, url: 'http://127.0.0.1:9/{z}/{x}/{y}.png' }));
  const config = { ...known, terrain, geocoder: { url: search.origin, attribution: '' } };
  const tokens = tokensIn(folder);
  const { token } = await tokens.create(['export.create', 'export.read']);
  const service = await diskExports({ folder, config, workers: 1, log: () => {}, now: Date.now });
  const api = createApi({
    service,
    tokens,
    keys: downloadKeys('secret', Date.now),
    sources: { features: 'sample', terrain: [lostTerrain ? 'tiles' : 'sample'] },
    geocode: photonGeocoder(config.geocoder.url, fetch),
    limits: DEFAULT_LIMITS,
    log: () => {},
    now: Date.now,
  });
  const seen: SeenExchange[] = [];
  const server = createAdaptorServer({
    overrideGlobalObjects: false,
    fetch: (request: Request) => {
      const isDownload = /^\/api\/(files\/|export\/[^/]+\/download$)/.test(new URL(request.url).pathname);
      const authorization = request.headers.get('Authorization') ?? undefined;
      seen.push({ what: isDownload ? 'download' : 'api', authorization });
      return api.fetch(request);
    },
  }) as Server;
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  return {
    token,
    connection: remoteConnection({ endpoint, token, fetch }, downloadZip),
    offline: (request) => request,
    seen: () => seen,
    async close() {
      server.closeAllConnections();
      server.close();
      await Promise.all([service.close(), search.close()]);
      rmSync(folder, { recursive: true });
    },
  };
}

/** The embedded connection to the page's real worker program, run here at the other end of a message channel. */
export async function workerBench(): Promise<ConnectionBench> {
  const search = await startFakeAddressSearch();
  const config = { ...(await readConfig()), geocoder: { url: search.origin, attribution: '' } };
  const { port1, port2 } = new MessageChannel();
  vi.stubGlobal('addEventListener', port2.addEventListener.bind(port2));
  vi.stubGlobal('postMessage', port2.postMessage.bind(port2));
  await import('../entry/worker.ts');
  port1.start();
  port2.start();
  const worker = {
    postMessage: port1.postMessage.bind(port1),
    addEventListener: port1.addEventListener.bind(port1),
    removeEventListener: port1.removeEventListener.bind(port1),
    terminate: () => port1.close(),
  } as EngineWorker;
  return {
    token: undefined,
    connection: embeddedConnection(config, () => worker),
    offline: (request) => ({ ...request, options: { ...request.options, data: 'sample' } }),
    seen: () => [],
    async close() {
      port1.close();
      vi.unstubAllGlobals();
      await search.close();
    },
  };
}
