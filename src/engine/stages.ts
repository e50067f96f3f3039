import type { Progress, StageId } from '../contract/job.ts';

/** Tells how far a stage is: `done` of `total` steps, `total` 0 where it is unknown. */
export type StageProgress = (done: number, total: number) => void;

export type Stages = (id: StageId) => StageProgress;

export function createStages(progress: (progress: Progress) => void): Stages {
  return (stage) => (done, total) => progress({ stage, done, total });
}
