import { rm } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { ExportError, type Failure } from '../../contract/errors.ts';
import type { Progress } from '../../contract/job.ts';
import type { ExportTask, FromWorker, ToWorker, WorkerSettings } from './export-pool-messages.ts';

const WORKER = new URL('./export-worker-start.mjs', import.meta.url);

export interface ThreadOptions {
  readonly settings: WorkerSettings;
  /** Bound of the JavaScript heap in MB; buffers come on top. */
  readonly memoryMb: number;
  /** Milliseconds that a cancelled export has to stop by itself. */
  readonly stopWithin: number;
}

export interface RunEvents {
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
  /** No Overpass server will be asked any more. */
  readonly asked: () => void;
}

/** A place for one thread: it is started for its first export, kept for the next ones and replaced when it has died. */
export class ExportThread {
  readonly #options: ThreadOptions;
  #worker: Worker | undefined;

  constructor(options: ThreadOptions) {
    this.#options = options;
  }

  /**
   * Runs one export; only one at a time.
   * @returns the size of the ZIP in bytes
   * @throws ExportError from the engine, or where the thread died; the signal's reason on abort
   */
  async run(task: ExportTask, { signal, progress, asked }: RunEvents): Promise<number> {
    signal.throwIfAborted();
    const worker = (this.#worker ??= this.#start());
    const end = new AbortController();
    const { promise, resolve, reject } = withResolvers<number>();
    const listen = <T>(event: string, listener: (value: T) => void) => {
      worker.on(event, listener);
      end.signal.addEventListener('abort', () => worker.off(event, listener));
    };
    listen('message', (message: FromWorker) => {
      if (message.type === 'progress') progress(message.progress);
      else if (message.type === 'asked') asked();
      else if (message.type === 'done') resolve(message.size);
      else reject(new ExportError(message.failure));
    });
    listen('error', (error: Error) => reject(new ExportError(this.#death(error), { cause: error })));
    listen('exit', () => reject(new ExportError(this.#death())));
    signal.addEventListener('abort', () => this.#stop(worker, end.signal), { signal: end.signal });
    try {
      post(worker, { type: 'run', task });
      return await promise;
    } catch (thrown) {
      await rm(`${task.path}.part`, { force: true });
      throw signal.aborted ? signal.reason : thrown;
    } finally {
      end.abort();
    }
  }

  /** Ends the thread, whatever it does. */
  async end(): Promise<void> {
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const { settings, memoryMb } = this.#options;
    // The parent's own flags (a loader, an inspector) are not for the thread.
    const worker = new Worker(WORKER, {
      name: 'export',
      workerData: settings,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    });
    const forget = () => {
      if (this.#worker === worker) this.#worker = undefined;
    };
    worker.on('error', forget);
    worker.on('exit', forget);
    return worker;
  }

  /** Asks the export to stop, and ends the thread where it does not. */
  #stop(worker: Worker, ended: AbortSignal): void {
    post(worker, { type: 'cancel' });
    const timer = setTimeout(() => void worker.terminate(), this.#options.stopWithin);
    ended.addEventListener('abort', () => clearTimeout(timer));
  }

  #death(error?: Error): Failure {
    if ((error as NodeJS.ErrnoException | undefined)?.code === 'ERR_WORKER_OUT_OF_MEMORY') {
      return {
        code: 'area-too-large',
        message: `The export needed more memory than this server gives to one export (${this.#options.memoryMb} MB).`,
        advice: 'Choose a smaller area, or fewer layers.',
      };
    }
    return {
      code: 'internal',
      message: `The export broke down${error ? `: ${error.message}` : ''}.`,
      advice: 'Try again with a smaller area. If it happens again, please report it.',
    };
  }
}

function post(worker: Worker, message: ToWorker): void {
  worker.postMessage(message);
}

function withResolvers<T>() {
  let resolve!: (value: T) => void;
  let reject!: (reason: unknown) => void;
  const promise = new Promise<T>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve, reject };
}
