import type { Failure } from '../contract/errors.ts';
import styles from './job-card.module.css';
import { useSecondsUntil } from './use-seconds-until.ts';

interface LostContactProps {
  readonly failure: Failure;
  /** Milliseconds since 1970. */
  readonly nextTryAt: number;
}

/** Why the last status request failed, and when the next one goes out by itself. */
export function LostContact({ failure, nextTryAt }: LostContactProps) {
  const seconds = useSecondsUntil(nextTryAt);
  return (
    <p className={styles.hint}>
      {failure.message}{' '}
      <span className={styles.countdown}>{seconds > 0 ? `Next try in ${seconds} s.` : 'Trying…'}</span>
    </p>
  );
}
