import { ENGINE_CAPABILITIES } from '../contract/capabilities.ts';
import type { AppConfig } from '../contract/config.ts';
import type { Connection } from '../contract/connection.ts';
import { ExportError } from '../contract/errors.ts';
import type { JobId } from '../contract/job.ts';
import { aborted } from './aborted.ts';
import { type EngineProcess, type EngineWorker, engineProcess } from './engine-process.ts';

/**
 * Cityclip's own engine in a worker of this page. The worker starts with the first job; after a crash its jobs fail and
 * the next job starts a new one.
 */
export function embeddedConnection(config: AppConfig, startWorker: () => EngineWorker = startEngineWorker): Connection {
  const homes = new Map<JobId, EngineProcess>();
  let latest: EngineProcess | undefined;

  const running = (): EngineProcess => {
    if (!latest || latest.crash()) latest = engineProcess(startWorker(), config);
    return latest;
  };

  const homeOf = (id: JobId): EngineProcess => {
    const home = homes.get(id);
    if (home) return home;
    throw new ExportError({
      code: 'not-found',
      message: `The engine knows no export ${id}.`,
      advice: 'Create the export again.',
    });
  };

  return {
    id: 'embedded',
    label: 'Cityclip engine',
    capabilities: ENGINE_CAPABILITIES,
    polling: { first: 150, next: 250 },

    create(request, signal) {
      if (signal?.aborted) return Promise.reject(aborted());
      const engine = running();
      return new Promise((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(aborted()), { once: true });
        engine
          .ask((service) => service.create(request))
          .then((job) => {
            homes.set(job.id, engine);
            if (signal?.aborted) return engine.tell((service) => service.cancel(job.id));
            resolve(job);
          })
          .catch(reject);
      });
    },

    async status(id, signal) {
      const job = await homeOf(id).ask((service) => service.status(id));
      if (signal?.aborted) throw aborted();
      return job;
    },

    cancel: async (id) => homeOf(id).tell((service) => service.cancel(id)),

    async download({ id }, onBytes, signal) {
      const zip = await homeOf(id).ask((service) => service.artifact(id));
      if (signal?.aborted) throw aborted();
      onBytes(zip.size, zip.size);
      return zip;
    },
  };
}

function startEngineWorker(): EngineWorker {
  return new Worker(new URL('../entry/worker.ts', import.meta.url), { type: 'module', name: 'engine' });
}
