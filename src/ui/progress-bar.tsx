import { classNames } from './class-names.ts';
import styles from './progress-bar.module.css';

export interface ProgressBarProps {
  readonly label: string;
  /** How much of `max` is done; without it the bar only says that something is going on. */
  readonly value?: number | undefined;
  readonly max?: number;
}

/** A thin progress bar. */
export function ProgressBar({ label, value, max = 1 }: ProgressBarProps) {
  const known = value !== undefined && max > 0;
  const share = known ? Math.min(Math.max(value / max, 0), 1) : 0;
  return (
    <div
      className={styles.progress}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={known ? Math.round(share * 100) : undefined}
    >
      <div
        className={classNames(styles.bar, !known && styles.moving)}
        style={known ? { width: `${share * 100}%` } : undefined}
      />
    </div>
  );
}
