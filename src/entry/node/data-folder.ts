import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';

interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

/**
 * Where the server keeps tokens, jobs and ZIPs: `CITYCLIP_DATA`, or `cityclip` in the place where the system keeps
 * a user's data.
 */
export function dataFolder({ env, platform, home }: Surroundings = thisMachine()): string {
  if (env.CITYCLIP_DATA) return resolve(env.CITYCLIP_DATA);
  return join(userData(platform, home, env), 'cityclip');
}

/** Makes a folder that only its owner can look into. */
export async function makePrivateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
}

function userData(platform: NodeJS.Platform, home: string, env: Surroundings['env']): string {
  if (platform === 'win32') return env.LOCALAPPDATA ?? join(home, 'AppData', 'Local');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support');
  return env.XDG_DATA_HOME || join(home, '.local', 'share');
}

function thisMachine(): Surroundings {
  return { env: process.env, platform: process.platform, home: homedir() };
}
