import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { createAdaptorServer } from '@hono/node-server';
import { ExportError, failureText, toFailure } from '../contract/errors.ts';
import { logToStdout as log } from './http/log.ts';
import { type Api, startApi } from './http/start-api.ts';

const PORT = process.env.PORT || '4173';
const HOST = process.env.HOST || '127.0.0.1';
/** Milliseconds that downloads get to end when the server stops. */
const PATIENCE = 10_000;

try {
  await serve();
} catch (thrown) {
  process.stderr.write(`${failureText(toFailure(thrown))}\n`);
  process.exitCode = 1;
}

/** Serves the API alone until the process is asked to end. */
async function serve(): Promise<void> {
  const api = await startApi(log);
  const server = createAdaptorServer({
    fetch: api.fetch,
    overrideGlobalObjects: false,
    serverOptions: { requestTimeout: 30_000, headersTimeout: 10_000 },
  }) as Server;
  try {
    await listen(server);
  } catch (error) {
    await api.close();
    throw error;
  }
  const { address, port } = server.address() as AddressInfo;
  log({ level: 'info', event: 'listening', address, port, folder: api.folder });
  if ((await api.tokens.list()).length === 0) {
    const hint = 'npm run token -- create --permissions export.create,export.read';
    log({ level: 'warn', event: 'no-tokens', hint });
  }
  const stop = once((signal: string) => void shutDown(server, api, signal));
  process.on('SIGTERM', stop).on('SIGINT', stop);
}

async function listen(server: Server): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(Number(PORT), HOST, resolve);
    });
  } catch (cause) {
    const message = `Nothing can listen on ${HOST}, port ${PORT}: ${(cause as Error).message}.`;
    throw new ExportError({ code: 'busy', message, advice: 'Choose others with HOST and PORT.' }, { cause });
  }
}

async function shutDown(server: Server, api: Api, signal: string): Promise<void> {
  log({ level: 'info', event: 'stopping', signal });
  const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
  server.closeIdleConnections();
  await api.close();
  setTimeout(() => server.closeAllConnections(), PATIENCE).unref();
  await closed;
  log({ level: 'info', event: 'stopped' });
  process.exit(0);
}

/** A second signal while the server stops changes nothing. */
function once<T>(run: (value: T) => void): (value: T) => void {
  let ran = false;
  return (value) => {
    if (ran) return;
    ran = true;
    run(value);
  };
}
