import process from 'node:process';
import { SOFTWARE } from '../../engine/software.ts';
import { photonGeocoder } from '../../engine/sources/photon-geocoder.ts';
import { dataFolder, makePrivateFolder } from '../node/data-folder.ts';
import { namedFetch } from '../node/node-sources.ts';
import { readConfig } from '../node/read-config.ts';
import { createApi } from './create-api.ts';
import { diskExports } from './disk-exports.ts';
import { downloadKeys, downloadSecret } from './download-keys.ts';
import type { Log } from './log.ts';
import { serverSettings } from './server-settings.ts';
import { type Tokens, tokensIn } from './tokens.ts';

/** The running API. */
export interface Api {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  readonly tokens: Tokens;
  readonly folder: string;
  /** Finishes or requeues what runs. */
  close(): Promise<void>;
}

/**
 * Starts the API as the environment sets it up.
 * @throws ExportError where a setting is wrong, a source cannot be read or another server works with the data folder
 */
export async function startApi(log: Log): Promise<Api> {
  const { sources, publicUrl, limits } = serverSettings(process.env);
  const folder = dataFolder();
  await makePrivateFolder(folder);
  const config = await readConfig();
  const now = Date.now;
  const keys = downloadKeys(await downloadSecret(folder), now);
  const tokens = tokensIn(folder);
  const geocode = photonGeocoder(config.geocoder.url, namedFetch(`${SOFTWARE.name}/${SOFTWARE.version} (server)`));
  const service = await diskExports({ folder, config, ...sources, log, now });
  const app = createApi({ service, tokens, keys, sources, geocode, publicUrl, limits, log, now });
  return { fetch: (request) => app.fetch(request), tokens, folder, close: () => service.close() };
}
