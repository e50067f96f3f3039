import type { Job, JobId } from '../../contract/job.ts';
import type { ResolvedRequest } from '../../contract/request.ts';

/** A finished ZIP on disk. */
export interface Artifact {
  readonly path: string;
  readonly size: number;
  /** Name for the person who saves it, for example `cityclip-sample-city-….zip`. */
  readonly fileName: string;
}

/** Runs exports for the HTTP API and keeps their ZIPs; survives restarts. Every method rejects with an `ExportError`. */
export interface ExportService {
  /**
   * Queues an export for a token's owner.
   * @throws ExportError `busy` where the queue is full, `rate-limited` where the owner has too many exports waiting
   */
  create(request: ResolvedRequest, owner: string): Promise<Job>;
  /** @throws ExportError `not-found` where there is no such export or it is another owner's; `expired` where it is gone */
  status(id: JobId, owner: string): Promise<Job>;
  /** Stops a waiting or running export, drops a finished one. @throws ExportError as {@link status} */
  cancel(id: JobId, owner: string): Promise<void>;
  /** @throws ExportError `not-found`, `expired`, `not-ready` */
  artifact(id: JobId): Promise<Artifact>;
  /** Takes no more exports, finishes or requeues what runs, and ends. */
  close(): Promise<void>;
}
