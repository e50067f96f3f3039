import { useNow } from './use-now.ts';

interface ElapsedProps {
  /** Milliseconds since 1970. */
  readonly since: number;
  /** Milliseconds since 1970; goes on counting without it. */
  readonly until?: number;
}

/** The time that a job has taken, in minutes and seconds. */
export function Elapsed({ since, until }: ElapsedProps) {
  const now = useNow(until === undefined);
  return <>{durationText((until ?? now) - since)}</>;
}

function durationText(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
