import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { tokensIn } from '../../src/entry/http/tokens.ts';
import { ExportClient, Unexpected } from './export-client.ts';
import { ms, type Ratio } from './measure.ts';
import { startServer } from './served.ts';

/** Milliseconds within which 99 of 100 status requests should be answered. */
const LIMIT = 100;
const CLIENTS = 200;
const EXPORTS = 20;
/** Milliseconds: how long clients poll, how often each, when the server is killed, and how long the rest may take. */
const DURATION = 20_000;
const INTERVAL = 1000;
const KILL_AT = 10_000;
const PATIENCE = 180_000;

interface Load {
  readonly client: ExportClient;
  /** The last known status of every export that was created. */
  readonly known: Map<string, string>;
  /** Milliseconds of every answer. */
  readonly times: number[];
  readonly errors: string[];
  /** Requests that the killed server left without an answer, or that nobody took before the next one listened. */
  unanswered: number;
  /** When the server was killed and when the next one listened. */
  killed: number;
  back: number;
}

/**
 * 200 clients follow exports of the sample city of 0.25 to 1 km², of which 20 are always unfinished and one was done
 * before, while the server is killed and started again: how fast it answers, and whether anything goes wrong or is lost.
 */
export async function load(): Promise<Ratio[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cityclip-load-'));
  const { token } = await tokensIn(folder).create(['export.create', 'export.read']);
  let server = await startServer(folder);
  try {
    const load: Load = {
      client: new ExportClient(server.api, token),
      known: new Map(),
      times: [],
      errors: [],
      unanswered: 0,
      killed: Number.POSITIVE_INFINITY,
      back: Number.POSITIVE_INFINITY,
    };
    await create(load);
    await waitForAll(load);
    const end = performance.now() + DURATION;
    await topUp(load);
    const clients = Array.from({ length: CLIENTS }, (_, i) => poll(load, i, end));
    const supply = keepBusy(load, end);
    await pause(KILL_AT);
    load.killed = performance.now();
    await server.end('SIGKILL');
    server = await startServer(folder, server.port);
    load.back = performance.now();
    await Promise.all([...clients, supply]);
    return ratios(load, await lost(load));
  } finally {
    await server.end('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }
}

function unfinished({ known }: Load): string[] {
  return [...known].filter(([, status]) => status !== 'done' && status !== 'failed').map(([id]) => id);
}

async function topUp(load: Load): Promise<void> {
  for (let missing = EXPORTS - unfinished(load).length; missing > 0; missing--) await create(load);
}

async function create(load: Load): Promise<void> {
  const side = 500 + 125 * (load.known.size % 5);
  const body = { center: [7 + load.known.size / 100, 50], size: [side, side], include: ['terrain', 'buildings'] };
  const id = await counted(load, () => load.client.create(body));
  if (id) load.known.set(id, 'pending');
}

async function keepBusy(load: Load, end: number): Promise<void> {
  while (performance.now() < end) {
    await pause(250);
    await topUp(load);
  }
}

/** One client: asks about an export every second or so, and about another once it is done. */
async function poll(load: Load, index: number, end: number): Promise<void> {
  await pause(Math.random() * INTERVAL);
  while (performance.now() < end) {
    const ids = unfinished(load);
    const id = ids[index % ids.length];
    if (id) await follow(load, id);
    await pause(INTERVAL * (0.9 + 0.2 * Math.random()));
  }
}

async function follow(load: Load, id: string): Promise<void> {
  const start = performance.now();
  const answer = await counted(load, () => load.client.status(id));
  if (!answer) return;
  load.times.push(performance.now() - start);
  // Answers to several clients may come in another order than they were given.
  if (load.known.get(id) !== 'done') load.known.set(id, answer.status);
}

/** The answer; undefined, and counted, where none came or another than documented. */
async function counted<T>(load: Load, ask: () => Promise<T>): Promise<T | undefined> {
  const start = performance.now();
  try {
    return await ask();
  } catch (error) {
    const isAway = !(error instanceof Unexpected) && performance.now() >= load.killed && start <= load.back;
    if (isAway) load.unanswered++;
    else load.errors.push(String((error as Error).cause ?? error));
    return undefined;
  }
}

async function waitForAll(load: Load): Promise<void> {
  const end = performance.now() + PATIENCE;
  while (unfinished(load).length > 0 && performance.now() < end) {
    for (const id of unfinished(load)) load.known.set(id, (await load.client.status(id)).status);
    await pause(500);
  }
}

/** The exports that did not end as a ZIP with a model. */
async function lost(load: Load): Promise<string[]> {
  await waitForAll(load);
  const missing: string[] = [];
  for (const [id, status] of load.known) {
    const isThere = status === 'done' && (await load.client.hasModel(id).catch(() => false));
    if (!isThere) missing.push(`${id} (${status})`);
  }
  return missing;
}

function ratios({ times, errors, unanswered, killed, back, known }: Load, missing: readonly string[]): Ratio[] {
  const sorted = times.toSorted((a, b) => a - b);
  const percentile = (part: number) => sorted[Math.ceil(part * sorted.length) - 1] ?? Number.POSITIVE_INFINITY;
  const wrong = [...errors, ...missing];
  return [
    {
      what: `99 % of status answers to ${CLIENTS} clients while ${EXPORTS} exports run ÷ ${LIMIT} ms`,
      ratio: percentile(0.99) / LIMIT,
      limit: 1,
      detail: `${ms(percentile(0.99))}; half within ${ms(percentile(0.5))}, all within ${ms(percentile(1))}; ${times.length} answers`,
    },
    {
      what: 'Errors and lost exports over a kill -9 in the middle',
      ratio: wrong.length,
      limit: 0,
      detail: `${errors.length} errors, ${missing.length} of ${known.size} exports lost${wrong.length > 0 ? ` (${wrong.slice(0, 3).join('; ')})` : ''}; ${unanswered} requests while no server listened for ${ms(back - killed)}`,
    },
  ];
}
