import type { ReactNode } from 'react';
import type { Connection } from '../contract/connection.ts';
import type { Failure } from '../contract/errors.ts';
import { JobCard } from './job-card.tsx';
import { type FinishedJob, isRunning, type JobView } from './job-state.ts';
import { type TrackedJob, useJobStore } from './job-store.ts';
import styles from './job-tray.module.css';
import { useJobActions } from './use-job-actions.ts';
import { useJobTitle } from './use-job-title.ts';
import { useJobs } from './use-jobs.ts';
import { useReconnect } from './use-reconnect.ts';
import { useUnloadWarning } from './use-unload-warning.ts';

interface JobTrayProps {
  readonly onOpen: (finished: FinishedJob) => void;
  /** The connection of the current settings, for retries and for exports that wait for a token. */
  readonly connection?: Connection;
  /** Further ways out of a failure, such as another source of data. */
  readonly failureActions?: (failure: Failure, job: TrackedJob) => ReactNode;
}

/** The exports of this visit and earlier ones. Must stay mounted for them to be followed. */
export function JobTray({ onOpen, connection, failureActions }: JobTrayProps) {
  const views = useJobs();
  const actions = useJobActions(connection);
  useJobTitle(views);
  useReconnect(views, connection);
  const kept = useJobStore((state) => state.kept);
  useUnloadWarning(views.some((view) => isLostWithPage(view, kept)));
  if (views.length === 0) return null;
  return (
    <section className={styles.tray} aria-label="Exports">
      <ul className={styles.list}>
        {views.map((view) => (
          <li key={view.job.key}>
            <JobCard view={view} actions={actions} onOpen={onOpen} {...(failureActions && { failureActions })} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What runs in the page ends with it; what runs elsewhere is lost where its id is not known yet, or not kept. */
function isLostWithPage({ job, state }: JobView, kept: boolean): boolean {
  return isRunning(state) && (job.connection.id === 'embedded' || state.kind === 'sending' || !kept);
}
