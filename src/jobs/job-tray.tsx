import { type ReactNode, useId, useState } from 'react';
import type { Connection } from '../contract/connection.ts';
import type { Failure } from '../contract/errors.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { ChevronIcon } from '../ui/icons.tsx';
import { JobCard } from './job-card.tsx';
import { type FinishedJob, isRunning, type JobView } from './job-state.ts';
import { type TrackedJob, useJobStore } from './job-store.ts';
import { requestArea } from './job-title.ts';
import styles from './job-tray.module.css';
import { KeptZipsLine } from './kept-zips-line.tsx';
import { NoticeButton } from './notice-button.tsx';
import { measuredRates } from './time-left.ts';
import { useFinishNotices } from './use-finish-notices.ts';
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
  const id = useId();
  const views = useJobs();
  const actions = useJobActions(connection);
  const [folded, setFolded] = useState(false);
  useJobTitle(views);
  useFinishNotices(views);
  useReconnect(views, connection);
  const kept = useJobStore((state) => state.kept);
  useUnloadWarning(views.some((view) => isLostWithPage(view, kept)));
  if (views.length === 0) return null;
  const rates = ratesOf(views);
  const anyRunning = views.some(({ state }) => isRunning(state));
  return (
    <section className={styles.tray} aria-label="Exports" data-covers-map>
      <header className={styles.header}>
        <h2 className={styles.title}>
          Exports <span className={styles.count}>{countText(views)}</span>
        </h2>
        {anyRunning && <NoticeButton />}
        <IconButton
          className={styles.fold}
          label={folded ? 'Show the exports' : 'Hide the exports'}
          icon={<ChevronIcon />}
          size="small"
          aria-expanded={!folded}
          aria-controls={id}
          onClick={() => setFolded(!folded)}
        />
      </header>
      <div id={id} className={styles.body} hidden={folded}>
        <ul className={styles.list}>
          {views.map((view, at) => (
            <li key={view.job.key}>
              <JobCard
                view={view}
                ahead={aheadOf(view, views.slice(at + 1))}
                rates={rates}
                actions={actions}
                onOpen={onOpen}
                {...(failureActions && { failureActions })}
              />
            </li>
          ))}
        </ul>
        <KeptZipsLine
          hasFinished={views.some(({ state }) => state.kind === 'done')}
          onDeleteAll={() => {
            for (const { job } of views) if (job.zip) actions.dismiss(job);
          }}
        />
      </div>
    </section>
  );
}

function countText(views: readonly JobView[]): string {
  const running = views.filter(({ state }) => isRunning(state)).length;
  return running > 0 ? `${running} running` : `${views.length}`;
}

/** How many older exports have to end before one that waits for its turn in the page's engine. */
function aheadOf({ job, state }: JobView, older: readonly JobView[]): number {
  if (state.kind !== 'running' || !isEmbedded(job)) return 0;
  const waits = state.job.status === 'pending' || state.job.progress?.stage === 'turn';
  return waits ? older.filter((other) => isEmbedded(other.job) && isRunning(other.state)).length : 0;
}

function isEmbedded({ connection }: TrackedJob): boolean {
  return connection.id === 'embedded';
}

/** What the newest finished export of the page's engine took per stage. */
function ratesOf(views: readonly JobView[]) {
  for (const { job, state } of views) {
    if (state.kind !== 'done' || !isEmbedded(job)) continue;
    const rates = measuredRates(job.log, requestArea(job.request) / 1e6);
    if (rates) return rates;
  }
  return undefined;
}

/** What runs in the page ends with it; what runs elsewhere is lost where its id is not known yet, or not kept. */
function isLostWithPage({ job, state }: JobView, kept: boolean): boolean {
  return isRunning(state) && (isEmbedded(job) || state.kind === 'sending' || !kept);
}
