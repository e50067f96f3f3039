import type { Progress } from '../../contract/job.ts';

/** Milliseconds between two reports of one stage. */
const INTERVAL = 200;

/** Passes on the first report of every stage, and then not more than a few per second. */
export function throttled(report: (progress: Progress) => void, now = () => performance.now()): typeof report {
  let stage = '';
  let last = 0;
  return (progress) => {
    if (progress.stage === stage && now() - last < INTERVAL) return;
    stage = progress.stage;
    last = now();
    report(progress);
  };
}
