import type { ReactNode } from 'react';
import type { Failure } from '../contract/errors.ts';
import { Button } from '../ui/button.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import { Elapsed } from './elapsed.tsx';
import { FinishedActions } from './finished-actions.tsx';
import styles from './job-card.module.css';
import { JobFailure } from './job-failure.tsx';
import { type FinishedJob, isRunning, type JobState, type JobView, stateText } from './job-state.ts';
import type { TrackedJob } from './job-store.ts';
import { LostContact } from './lost-contact.tsx';
import type { JobActions } from './use-job-actions.ts';

interface JobCardProps {
  readonly view: JobView;
  readonly actions: JobActions;
  readonly onOpen: (finished: FinishedJob) => void;
  readonly failureActions?: (failure: Failure, job: TrackedJob) => ReactNode;
}

/** One export: where it stands, and what can be done with it. */
export function JobCard({ view, actions, onOpen, failureActions }: JobCardProps) {
  const { job, state, answeredAt, nextTryAt } = view;
  const running = isRunning(state);
  return (
    <article className={styles.card} aria-label={job.title}>
      <header className={styles.header}>
        <div>
          <p className={styles.title}>{job.title}</p>
          <JobStatus title={job.title} state={state} />
        </div>
        <span className={styles.time}>
          {state.kind === 'done' && !job.restored && <Elapsed since={job.createdAt} until={answeredAt} />}
          {running && <Elapsed since={job.createdAt} />}
        </span>
      </header>
      {running && <JobProgress state={state} />}
      {state.kind === 'running' && state.lost && <LostContact failure={state.lost} nextTryAt={nextTryAt} />}
      {(state.kind === 'failed' || state.kind === 'paused') && (
        <JobFailure job={job} state={state} actions={actions}>
          {failureActions?.(state.failure, job)}
        </JobFailure>
      )}
      <footer className={styles.actions}>
        {state.kind === 'done' && <FinishedActions finished={{ ...job, job: state.job }} onOpen={onOpen} />}
        {running ? (
          <Button variant="quiet" size="small" onClick={() => actions.stop(job)}>
            {job.created && !job.connection.cancel ? 'Stop watching' : 'Cancel'}
          </Button>
        ) : (
          <Button variant="quiet" size="small" onClick={() => actions.dismiss(job)}>
            Dismiss
          </Button>
        )}
      </footer>
    </article>
  );
}

/** Told to screen readers whenever the words change, which is with every stage and at the end, not with every percent. */
function JobStatus({ title, state }: { title: string; state: JobState }) {
  return (
    <p role="status" className={styles.status}>
      <VisuallyHidden>{title}: </VisuallyHidden>
      {stateText(state)}
    </p>
  );
}

function JobProgress({ state }: { state: JobState }) {
  const progress = state.kind === 'running' ? state.job.progress : undefined;
  const known = progress && progress.total > 0 && { value: progress.done, max: progress.total };
  return <ProgressBar label={stateText(state)} {...known} />;
}
