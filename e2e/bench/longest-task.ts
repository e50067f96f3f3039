import type { Page } from '@playwright/test';
import { ms, type Ratio } from './measure.ts';

/** Milliseconds that a task of the page's main thread may take. */
const LIMIT = 50;
/** What the page does itself is in every run; what the rest of the computer does to it is not. */
const RUNS = 3;

/** A task of a main thread, in milliseconds. */
export interface Task {
  /** What it computed. */
  readonly cpu: number;
  /** From its begin to its end, including what it waited for: the graphics, a core that others use. */
  readonly wall: number;
}

/** The part of an event of Chromium's trace that is used; times in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/**
 * The longest tasks of the main thread of a page while something is done there, the least of several runs. What counts
 * is what they computed: without a graphics card the picture takes the page's cores as well.
 */
export async function longestTaskRatio(what: string, run: () => Promise<Task>): Promise<Ratio> {
  const runs: Task[] = [];
  for (let i = 0; i < RUNS; i++) runs.push(await run());
  const told = (key: keyof Task) => runs.map((task) => ms(task[key])).join(', ');
  return {
    what: `Longest task of the main thread while ${what} ÷ ${LIMIT} ms`,
    ratio: Math.min(...runs.map(({ cpu }) => cpu)) / LIMIT,
    limit: 1,
    detail: `${told('cpu')} computed, the least counts; with all that it waited for ${told('wall')}`,
  };
}

/** What the longest tasks of the main thread took while something was done; the one that computed longest need not be the one that lasted longest. */
export async function longestTaskWhile(page: Page, run: () => Promise<void>): Promise<Task> {
  const browser = page.context().browser()!;
  await browser.startTracing(page, { categories: ['toplevel'] });
  let trace: Buffer;
  try {
    await run();
  } finally {
    trace = await browser.stopTracing();
  }
  const { traceEvents } = JSON.parse(trace.toString()) as { readonly traceEvents: readonly TraceEvent[] };
  const tasks = mainThreadTasks(traceEvents);
  if (tasks.length === 0) throw new Error('The trace has no task of a main thread.');
  const most = (key: 'dur' | 'tdur') => tasks.reduce((longest, task) => Math.max(longest, task[key] ?? 0), 0) / 1000;
  return { cpu: most('tdur'), wall: most('dur') };
}

function mainThreadTasks(events: readonly TraceEvent[]): TraceEvent[] {
  const thread = ({ pid, tid }: TraceEvent) => `${pid}/${tid}`;
  const isMain = ({ name, args }: TraceEvent) => name === 'thread_name' && args.name === 'CrRendererMain';
  const mains = new Set(events.filter(isMain).map(thread));
  return events.filter((event) => event.name.endsWith('RunTask') && mains.has(thread(event)));
}
