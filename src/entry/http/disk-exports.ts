import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import type { AppConfig } from '../../contract/config.ts';
import type { SourceNames } from '../node/source-names.ts';
import { lockFolder } from './disk-exports-lock.ts';
import type { Retention } from './disk-exports-retention.ts';
import { DiskExports } from './disk-exports-service.ts';
import { checkFiles, ownFiles } from './disk-exports-sources.ts';
import { ExportStore } from './disk-exports-store.ts';
import { ExportPool } from './export-pool.ts';
import type { ExportService } from './export-service.ts';
import type { Log } from './log.ts';

/** The sources' files are what requests for `file` read. */
export interface DiskExportsOptions extends Partial<SourceNames>, Partial<Retention> {
  /** The data folder; exports lie in `exports/` in it. */
  readonly folder: string;
  readonly config: AppConfig;
  /** Threads; by default as many as cores. */
  readonly workers?: number;
  /** Bound of each thread's JavaScript heap in MB. Default: its share of three quarters of the memory, 512 to 4096. */
  readonly memoryMb?: number;
  /** Exports that may wait altogether, and unfinished ones of one owner. */
  readonly queueLimit?: number;
  readonly perOwnerLimit?: number;
  /** Milliseconds that a cancelled export has to stop by itself before its thread is ended. */
  readonly stopWithin?: number;
  /** Milliseconds that running exports get to finish when the service closes. */
  readonly closeWithin?: number;
  /** Milliseconds to wait for another server that works with the folder. */
  readonly lockWithin?: number;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const GB = 1e9;

/**
 * Exports that are made in worker threads and kept in a folder: finished ones survive a restart, interrupted ones are run
 * again. One server at a time works with a folder.
 * @throws ExportError `busy` where another server works with the folder; `bad-file` where a source cannot be read
 */
export async function diskExports(options: DiskExportsOptions): Promise<ExportService> {
  const { folder, config, log, now, maxAgeDays = 7, quotaBytes = 5 * GB, lockWithin = 10_000 } = options;
  const workers = options.workers ?? availableParallelism();
  await checkFiles(options);
  const unlock = await lockFolder(folder, lockWithin);
  try {
    const store = await ExportStore.open(join(folder, 'exports'), (file) =>
      log({ level: 'warn', event: 'record-unreadable', file }),
    );
    const pool = new ExportPool({
      workers,
      settings: { config, ...ownFiles(options) },
      memoryMb: options.memoryMb ?? share(workers),
      stopWithin: options.stopWithin ?? 3000,
    });
    const service = new DiskExports({
      store,
      pool,
      unlock,
      retention: { maxAgeDays, quotaBytes },
      queueLimit: options.queueLimit ?? 100,
      perOwnerLimit: options.perOwnerLimit ?? 50,
      closeWithin: options.closeWithin ?? 5000,
      log,
      now,
    });
    await service.resume();
    return service;
  } catch (error) {
    await unlock();
    throw error;
  }
}

function share(workers: number): number {
  const fair = (0.75 * totalmem()) / workers / 2 ** 20;
  return Math.round(Math.min(4096, Math.max(512, fair)));
}
