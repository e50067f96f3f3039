import type { Capabilities } from './capabilities.ts';
import type { AppConfig } from './config.ts';
import type { Failure } from './errors.ts';
import type { Job, JobId } from './job.ts';
import type { ExportRequest } from './request.ts';

export type ConnectionId = 'embedded' | 'remote';

/** Reports received bytes; `total` is 0 where the size is unknown. */
export type OnBytes = (received: number, total: number) => void;

/** A place where exports run. Every method rejects with an `ExportError`. */
export interface Connection {
  readonly id: ConnectionId;
  readonly label: string;
  /** The address of the API; absent where exports run in this page. */
  readonly endpoint?: string;
  readonly capabilities: Capabilities;
  /** Milliseconds until the first status request, and between the following ones. */
  readonly polling: { readonly first: number; readonly next: number };
  /** Loads what the first job needs while there is time and network; a failure shows when a job needs it. */
  prepare?(): void;
  /** Creates a job. Never repeated by itself: a lost answer must not create two. */
  create(request: ExportRequest, signal?: AbortSignal): Promise<Job>;
  status(id: JobId, signal?: AbortSignal): Promise<Job>;
  /** Stops the job where the API can; absent where it cannot (then a client only stops watching). */
  cancel?(id: JobId): Promise<void>;
  /** Fetches the ZIP of a job that is `done`. */
  download(job: Job, onBytes: OnBytes, signal?: AbortSignal): Promise<Blob>;
}

/** What the engine's worker offers to the page (each call crosses the worker border, so every answer is plain data). */
export interface EngineService {
  /** Must be called once before anything else. */
  configure(config: AppConfig): Promise<void>;
  create(request: ExportRequest): Promise<EngineAnswer<Job>>;
  status(id: JobId): Promise<EngineAnswer<Job>>;
  cancel(id: JobId): Promise<void>;
  /** The finished ZIP. A `Blob` crosses the border without a copy. */
  artifact(id: JobId): Promise<EngineAnswer<Blob>>;
}

/** A result or a failure: a thrown error would lose its failure at the worker border. */
export type EngineAnswer<T> = { readonly value: T } | { readonly failure: Failure };
