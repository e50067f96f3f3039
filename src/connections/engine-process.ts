import { type Remote, wrap } from 'comlink';
import type { AppConfig } from '../contract/config.ts';
import type { EngineAnswer, EngineService } from '../contract/connection.ts';
import { ExportError, type Failure } from '../contract/errors.ts';

const NOT_STARTED: Failure = {
  code: 'internal',
  message: 'The engine could not be started: its program did not load.',
  advice: 'Check your connection, reload the page and try again.',
};

const STOPPED: Failure = {
  code: 'internal',
  message: 'The engine stopped unexpectedly, possibly because the model needed more memory than the browser gives.',
  advice: 'Try again with a smaller area.',
};

/** The part of a `Worker` that is needed to talk to the engine. */
export type EngineWorker = Pick<Worker, 'postMessage' | 'addEventListener' | 'removeEventListener' | 'terminate'>;

/** One run of the engine's worker, from its start to its end or its crash. */
export interface EngineProcess {
  /** Undefined while it works; after a crash, what every call rejects with. */
  crash(): ExportError | undefined;
  /** Asks the engine. Rejects with an `ExportError`, also when the worker crashes before it answers. */
  ask<T>(question: (service: Remote<EngineService>) => Promise<EngineAnswer<T>>): Promise<T>;
  /** Tells the engine something that has no answer. */
  tell(message: (service: Remote<EngineService>) => Promise<void>): Promise<void>;
}

/** Takes a started worker into use: configures it and watches for its crash. A crashed worker is stopped for good. */
export function engineProcess(worker: EngineWorker, config: AppConfig): EngineProcess {
  const service = wrap<EngineService>(worker as Worker);
  const waiting = new Set<(reason: ExportError) => void>();
  let crash: ExportError | undefined;
  let started = false;

  const stop = (cause: unknown) => {
    crash ??= new ExportError(started ? STOPPED : NOT_STARTED, { cause });
    worker.terminate();
    for (const reject of waiting) reject(crash);
    waiting.clear();
  };
  worker.addEventListener('error', (event) => stop(event.error ?? event.message));
  worker.addEventListener('messageerror', () => stop('a message could not be read'));

  const ready = service.configure(config).then(() => {
    started = true;
  });
  ready.catch(stop);

  const call = <T>(message: (service: Remote<EngineService>) => Promise<T>): Promise<T> => {
    if (crash) return Promise.reject(crash);
    return new Promise<T>((resolve, reject) => {
      waiting.add(reject);
      ready
        .then(() => message(service))
        .then(resolve, reject)
        .finally(() => waiting.delete(reject));
    });
  };

  return {
    crash: () => crash,
    ask: async (question) => unwrap(await call(question)),
    tell: (message) => call(message),
  };
}

function unwrap<T>(answer: EngineAnswer<T>): T {
  if ('failure' in answer) throw new ExportError(answer.failure);
  return answer.value;
}
