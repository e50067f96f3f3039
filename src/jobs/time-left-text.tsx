import type { Job } from '../contract/job.ts';
import styles from './job-card.module.css';
import type { TrackedJob } from './job-store.ts';
import { requestArea } from './job-title.ts';
import { type StageRates, timeLeft, timeLeftText } from './time-left.ts';
import { useNow } from './use-now.ts';

interface TimeLeftTextProps {
  readonly tracked: TrackedJob;
  readonly job: Job;
  /** What earlier exports of this device took. */
  readonly rates: StageRates | undefined;
}

/** How long a running export will still take, once that can be told. */
export function TimeLeftText({ tracked, job: { progress }, rates }: TimeLeftTextProps) {
  const now = useNow(progress !== undefined);
  if (!progress) return null;
  const left = timeLeft(tracked.log, progress, requestArea(tracked.request) / 1e6, now, rates);
  return left === undefined ? null : <p className={styles.hint}>{timeLeftText(left)}</p>;
}
