import type { ExportTask } from './export-pool-messages.ts';
import { ExportThread, type RunEvents, type ThreadOptions } from './export-pool-thread.ts';

export interface PoolOptions extends ThreadOptions {
  /** How many threads work at the same time. */
  readonly workers: number;
}

export interface TaskEvents extends Omit<RunEvents, 'asked'> {
  /** A thread takes the task up. */
  readonly started: () => void;
}

interface Waiting {
  readonly task: ExportTask;
  readonly events: TaskEvents;
  readonly resolve: (size: number) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Exports in worker threads, in their order. Overpass servers are asked by one export at a time over all threads: the
 * next such export begins when the one before has its data, and others go first meanwhile.
 */
export class ExportPool {
  readonly #idle: ExportThread[];
  readonly #threads: readonly ExportThread[];
  readonly #waiting: Waiting[] = [];
  #asking: Waiting | undefined;

  constructor(options: PoolOptions) {
    this.#threads = Array.from({ length: options.workers }, () => new ExportThread(options));
    this.#idle = [...this.#threads];
  }

  /**
   * Runs an export when a thread is free.
   * @returns the size of the ZIP in bytes
   * @throws ExportError from the engine, or where its thread died; the signal's reason on abort
   */
  run(task: ExportTask, events: TaskEvents): Promise<number> {
    return new Promise((resolve, reject) => {
      const waiting = { task, events, resolve, reject };
      this.#waiting.push(waiting);
      events.signal.addEventListener('abort', () => this.#forget(waiting), { once: true });
      this.#next();
    });
  }

  /** Ends all threads; what runs fails. */
  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.end()));
  }

  #forget(waiting: Waiting): void {
    const index = this.#waiting.indexOf(waiting);
    if (index < 0) return;
    this.#waiting.splice(index, 1);
    waiting.reject(waiting.events.signal.reason);
  }

  #next(): void {
    while (this.#idle.length > 0) {
      const index = this.#waiting.findIndex(({ task }) => !this.#asking || !asksOverpass(task));
      const [next] = index < 0 ? [] : this.#waiting.splice(index, 1);
      if (!next) return;
      void this.#runOn(this.#idle.pop()!, next);
    }
  }

  async #runOn(thread: ExportThread, waiting: Waiting): Promise<void> {
    const { task, events, resolve, reject } = waiting;
    const asked = () => {
      if (this.#asking !== waiting) return;
      this.#asking = undefined;
      this.#next();
    };
    if (asksOverpass(task)) this.#asking = waiting;
    events.started();
    await thread.run(task, { ...events, asked }).then(resolve, reject);
    this.#idle.push(thread);
    if (this.#asking === waiting) this.#asking = undefined;
    this.#next();
  }
}

function asksOverpass({ request }: ExportTask): boolean {
  return request.options.data === 'overpass';
}
