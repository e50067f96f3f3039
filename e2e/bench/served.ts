import { type ChildProcess, spawn } from 'node:child_process';
import process from 'node:process';
import { createInterface } from 'node:readline';

/** The export server as a process of its own. */
export interface Served {
  /** The API's address. */
  readonly api: string;
  readonly port: string;
  /** Ends it: as a system does, or without a warning. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** Starts the server as `npm run serve` does, with the sample city, and waits until it listens. */
export async function startServer(folder: string, port = '0'): Promise<Served> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/entry/http.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      CITYCLIP_DATA: folder,
      CITYCLIP_FEATURES: 'sample',
      CITYCLIP_TERRAIN: 'sample',
      CITYCLIP_PUBLIC_URL: '',
      CITYCLIP_CREATES_PER_MINUTE: '1000',
      HOST: '127.0.0.1',
      PORT: port,
    },
  });
  const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  const listening = await listeningPort(child);
  return {
    port: listening,
    api: `http://127.0.0.1:${listening}/api`,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

function listeningPort(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    createInterface(child.stdout!).on('line', (line) => {
      const [, port] = /"event":"listening".*"port":(\d+)/.exec(line) ?? [];
      if (port) resolve(port);
    });
    child.once('exit', (code) => reject(new Error(`The server ended with ${code} before it listened.`)));
  });
}
