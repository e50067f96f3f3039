import type { ReactNode } from 'react';
import type { Failure } from '../contract/errors.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import { AreaPicture } from './area-picture.tsx';
import { Elapsed } from './elapsed.tsx';
import { FinishedActions } from './finished-actions.tsx';
import styles from './job-card.module.css';
import { JobFailure } from './job-failure.tsx';
import { JobLogLines } from './job-log-lines.tsx';
import { type FinishedJob, isRunning, type JobState, type JobView, stateText } from './job-state.ts';
import type { TrackedJob } from './job-store.ts';
import { LostContact } from './lost-contact.tsx';
import type { StageRates } from './time-left.ts';
import { TimeLeftText } from './time-left-text.tsx';
import type { JobActions } from './use-job-actions.ts';

interface JobCardProps {
  readonly view: JobView;
  /** How many exports have to end before it starts. */
  readonly ahead: number;
  /** What earlier exports took, for the time left. */
  readonly rates: StageRates | undefined;
  readonly actions: JobActions;
  readonly onOpen: (finished: FinishedJob) => void;
  readonly failureActions?: (failure: Failure, job: TrackedJob) => ReactNode;
}

/** One export: where it stands, and what can be done with it. */
export function JobCard({ view, ahead, rates, actions, onOpen, failureActions }: JobCardProps) {
  const { job, state, answeredAt, nextTryAt } = view;
  const running = isRunning(state);
  return (
    <article className={styles.card} aria-label={job.title}>
      <header className={styles.header}>
        <AreaPicture request={job.request} sketch={job.sketch} />
        <div className={styles.about}>
          <p className={styles.title}>{job.title}</p>
          <JobStatus title={job.title} state={state} />
          {ahead > 0 && <p className={styles.hint}>{ahead === 1 ? '1 export' : `${ahead} exports`} before it</p>}
          {state.kind === 'running' && !state.lost && <TimeLeftText tracked={job} job={state.job} rates={rates} />}
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
      {job.zipProblem && <NotKept job={job} problem={job.zipProblem} actions={actions} />}
      <footer className={styles.actions}>
        {state.kind === 'done' && <FinishedActions finished={{ ...job, job: state.job }} onOpen={onOpen} />}
        <JobLogLines log={job.log} title={job.title} />
        {running ? (
          <Button variant="quiet" size="small" onClick={() => actions.stop(job)}>
            {job.created && !job.connection.cancel ? 'Stop watching' : 'Cancel'}
          </Button>
        ) : (
          <Button variant="quiet" size="small" onClick={() => actions.dismiss(job)}>
            {job.zip ? 'Delete' : 'Dismiss'}
          </Button>
        )}
      </footer>
    </article>
  );
}

/** Told to screen readers whenever the words change, which is with every stage and at the end, not with every percent. */
function JobStatus({ title, state }: { title: string; state: JobState }) {
  return (
    <p role="status" className={styles.status} data-kind={state.kind}>
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

/** The ZIP is there, but only as long as the page. */
function NotKept({ job, problem, actions }: Pick<JobCardProps, 'actions'> & { job: TrackedJob; problem: Failure }) {
  return (
    <Notice
      tone="warning"
      actions={
        <Button size="small" onClick={() => actions.keepZip(job)}>
          Keep it now
        </Button>
      }
    >
      {problem.message} {problem.advice}
    </Notice>
  );
}
