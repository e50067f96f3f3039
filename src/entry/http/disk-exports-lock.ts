import { randomUUID } from 'node:crypto';
import { readFile, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { ExportError } from '../../contract/errors.ts';
import { makePrivateFolder } from '../node/data-folder.ts';
import { createFile } from '../node/write-atomically.ts';

/** Milliseconds between two signs of life, and without one until a server on another computer counts as gone. */
const SIGN_OF_LIFE = 10_000;
const SILENCE = 60_000;
const RETRY = 100;

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When its process began, in the system's own words; empty where the system does not tell. */
  readonly began: string;
}

/**
 * Keeps other servers off a folder until the returned function is called: two that queue, run and expire the same exports
 * would undo each other's work. The lock of a process that is gone is taken over at once; one that is alive is waited for a
 * while, as a server that restarts overlaps with itself.
 * @param patience milliseconds to wait for it
 * @throws ExportError `busy` naming the process that holds it
 */
export async function lockFolder(folder: string, patience: number): Promise<() => Promise<void>> {
  const path = join(folder, 'server.lock');
  const mine = `${JSON.stringify({ ...(await thisProcess()), key: randomUUID() })}\n`;
  const deadline = Date.now() + patience;
  await makePrivateFolder(folder);
  while (!(await createFile(path, mine))) {
    const text = await textOf(path);
    if (text === undefined) continue;
    if (await isGone(path, text)) await removeStale(path, text);
    else if (Date.now() >= deadline) throw taken(path, text);
    else await pause(RETRY);
  }
  // A lock that somebody removed by hand needs no sign of life.
  const touch = () => void utimes(path, new Date(), new Date()).catch(() => undefined);
  const sign = setInterval(touch, SIGN_OF_LIFE).unref();
  return async () => {
    clearInterval(sign);
    if ((await textOf(path)) === mine) await rm(path, { force: true });
  };
}

/** Removes a lock that was found stale. Only one server at a time may: the next one looks again, and finds a new lock. */
async function removeStale(path: string, stale: string): Promise<void> {
  const claim = `${path}.claim`;
  if (await createFile(claim, '')) {
    if ((await textOf(path)) === stale) await rm(path, { force: true });
    await rm(claim, { force: true });
  } else if ((await silence(claim)) > SIGN_OF_LIFE) await rm(claim, { force: true });
  else await pause(RETRY);
}

async function isGone(path: string, text: string): Promise<boolean> {
  const holder = parseHolder(text);
  if (!holder) return true;
  if (holder.host !== hostname()) return (await silence(path)) > SILENCE;
  return !isAlive(holder.pid) || (await beginOf(holder.pid)) !== holder.began;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function thisProcess(): Promise<Holder> {
  return { pid: process.pid, host: hostname(), began: await beginOf(process.pid) };
}

/**
 * Numbers of processes are used again: the time of its start tells two of one number apart (Linux: the 22nd field of its
 * stat, the third being its state). One that has ended and is not yet cleared away (Z, X) has no start any more.
 */
async function beginOf(pid: number): Promise<string> {
  const text = process.platform === 'linux' ? await textOf(`/proc/${pid}/stat`) : undefined;
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ') ?? [];
  return /^[ZX]/.test(fields[0] ?? '') ? 'ended' : (fields[19] ?? '');
}

async function silence(path: string): Promise<number> {
  try {
    return Date.now() - (await stat(path)).mtimeMs;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

function parseHolder(text: string): Holder | undefined {
  try {
    return JSON.parse(text) as Holder;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function taken(path: string, text: string): ExportError {
  const { pid, host } = parseHolder(text) as Holder;
  return new ExportError({
    code: 'busy',
    message: `Another Cityclip server (process ${pid} on ${host}) works with the same data folder.`,
    advice: `Stop it, or give this one a folder of its own with CITYCLIP_DATA. The lock is ${path}.`,
  });
}
