import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The app as `npm start` serves it on a fresh machine: on a free port, with a data folder of its own. */
export interface PreviewServer {
  /** The API's address. */
  readonly api: string;
  /** The token that was made at the start. */
  readonly token: string;
  /** The command that was printed to try the API with. */
  readonly curl: string;
  /** A folder that is gone with the server. */
  readonly folder: string;
  stop(): Promise<void>;
}

/** @param env the server's settings, told the folder that goes with it */
export async function startPreview(env: (folder: string) => Record<string, string>): Promise<PreviewServer> {
  const folder = mkdtempSync(join(tmpdir(), 'cityclip-start-'));
  const settings = { CITYCLIP_DATA: join(folder, 'data'), NO_COLOR: '1', ...env(folder) };
  const vite = ['node_modules/vite/bin/vite.js', 'preview', '--host', '127.0.0.1', '--port', '0'];
  const child = spawn(process.execPath, vite, { env: { ...process.env, ...settings } });
  const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const output = await printed(child, /Tokens: .*\n/);
    const [, api, token] = /API at (\S+)\. A token for it, shown this once: (\S+)/.exec(output)!;
    const [curl] = /^ *curl [\s\S]*?\/api\/export\/simple$/m.exec(output)!;
    return { api: api!, token: token!, curl, folder, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What a program has printed once it printed something awaited; rejects with it where the program ends before. */
function printed(child: ChildProcessWithoutNullStreams, awaited: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (awaited.test(output)) resolve(output);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${output}`)));
  });
}
