import { useState } from 'react';
import styles from './job-card.module.css';
import type { LogLine } from './job-log.ts';

/** What happened to an export, line by line with the time of day. */
export function JobLogLines({ log, title }: { readonly log: readonly LogLine[]; readonly title: string }) {
  const [opened, setOpened] = useState(false);
  if (log.length === 0) return null;
  return (
    <details className={styles.log} onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary aria-label={`Log of ${title}`}>Log</summary>
      {opened && (
        <ol className={styles.lines}>
          {log.map(({ at, text }) => (
            <li key={`${at} ${text}`}>
              <time dateTime={new Date(at).toISOString()}>{clockText(at)}</time>
              <span>{text}</span>
            </li>
          ))}
        </ol>
      )}
    </details>
  );
}

function clockText(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB');
}
