import type { Failure } from './errors.ts';

export type JobId = string;

/** The statuses of the Simple Export API. A client treats a status that it does not know as still running. */
export type JobStatus = 'pending' | 'processing' | 'done' | 'failed';

/** The stages of the engine in their order, with the words that a user sees. */
export const STAGES = {
  features: 'Getting map data',
  terrain: 'Getting ground heights',
  turn: 'Waiting for its turn',
  city: 'Building the city',
  mesh: 'Shaping solids',
  fuse: 'Fusing into one solid',
  write: 'Writing the model',
  zip: 'Packing the ZIP',
} as const;

export type StageId = keyof typeof STAGES;

/** How far a job is: `done` of `total` steps of a stage (`total` 0 where it is unknown). */
export interface Progress {
  readonly stage: StageId;
  readonly done: number;
  readonly total: number;
}

/** A job as the API tells it. */
export interface Job {
  readonly id: JobId;
  readonly status: JobStatus;
  readonly progress?: Progress;
  /** Where to fetch the ZIP, once the status is `done`. */
  readonly download_url?: string;
  /** Why it failed, once the status is `failed`. */
  readonly failure?: Failure;
}

export function isFinished(job: Pick<Job, 'status'>): boolean {
  return job.status === 'done' || job.status === 'failed';
}
