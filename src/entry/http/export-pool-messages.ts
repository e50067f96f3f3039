import type { AppConfig } from '../../contract/config.ts';
import type { Failure } from '../../contract/errors.ts';
import type { JobId, Progress } from '../../contract/job.ts';
import type { ResolvedRequest } from '../../contract/request.ts';

/** What a thread needs to know before its first export. Plain data: it crosses the thread border. */
export interface WorkerSettings {
  readonly config: AppConfig;
  /** The server's own files, which requests for `file` read. */
  readonly featuresFile?: string;
  readonly terrainFiles: readonly string[];
}

/** One export for a thread. */
export interface ExportTask {
  readonly id: JobId;
  readonly request: ResolvedRequest;
  /** Where the ZIP goes; the thread writes it there as a whole or not at all. */
  readonly path: string;
}

export type ToWorker = { readonly type: 'run'; readonly task: ExportTask } | { readonly type: 'cancel' };

export type FromWorker =
  | { readonly type: 'progress'; readonly progress: Progress }
  /** Whatever had to be asked of an Overpass server has been asked. */
  | { readonly type: 'asked' }
  | { readonly type: 'done'; readonly size: number }
  | { readonly type: 'failed'; readonly failure: Failure };
