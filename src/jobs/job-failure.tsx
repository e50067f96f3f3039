import type { ReactNode } from 'react';
import type { Failure } from '../contract/errors.ts';
import { LAYERS, type LayerId } from '../contract/layers.ts';
import { withoutLayers } from '../contract/without-layers.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import styles from './job-card.module.css';
import type { JobState } from './job-state.ts';
import type { TrackedJob } from './job-store.ts';
import { LONGEST_RETRY_AFTER } from './polling.ts';
import type { JobActions } from './use-job-actions.ts';
import { useSecondsUntil } from './use-seconds-until.ts';

interface JobFailureProps {
  readonly job: TrackedJob;
  readonly state: Extract<JobState, { kind: 'failed' | 'paused' }>;
  readonly actions: JobActions;
  /** Further ways out. */
  readonly children?: ReactNode;
}

/** Why an export ended or waits, and the ways on. */
export function JobFailure({ job, state, actions, children }: JobFailureProps) {
  const { failure } = state;
  const canAsk = state.kind === 'paused' || state.mayLive;
  const wait = useSecondsUntil(retryMoment(job, failure.retryAfter));
  const isFreeRerun = failure.code === 'interrupted' && !failure.mayExist;
  return (
    <Notice
      tone={tone(state)}
      actions={
        <>
          {canAsk && (
            <Button size="small" onClick={() => actions.checkAgain(job)}>
              Check again
            </Button>
          )}
          {state.kind === 'failed' && (
            <Button size="small" disabled={wait > 0} onClick={() => actions.retry(job, failure)}>
              {isFreeRerun ? 'Run again' : 'Try again'}
            </Button>
          )}
          {state.kind === 'failed' && <WithoutButton job={job} failure={failure} actions={actions} />}
          {wait > 0 && <span className={styles.countdown}>Possible in {wait} s</span>}
          {children}
        </>
      }
    >
      <p>{failure.message}</p>
      {failure.advice && <p>{failure.advice}</p>}
    </Notice>
  );
}

/** Offers to give up the layers that failed, where others are left. Who names them can be told to leave them out. */
function WithoutButton({ job, failure, actions }: Pick<JobFailureProps, 'job' | 'actions'> & { failure: Failure }) {
  const { layers = [] } = failure;
  if (!withoutLayers(job.request, layers)) return null;
  return (
    <Button size="small" onClick={() => actions.goWithout(job, failure)}>
      Export without {layersName(layers)}
    </Button>
  );
}

function layersName(layers: readonly LayerId[]): string {
  return layers.length > 2 ? 'map data' : layers.map((layer) => LAYERS[layer].label.toLowerCase()).join(' and ');
}

function retryMoment({ endedAt = 0 }: TrackedJob, retryAfter = 0): number {
  return endedAt + Math.min(retryAfter, LONGEST_RETRY_AFTER) * 1000;
}

function tone(state: JobFailureProps['state']) {
  if (state.kind === 'paused') return 'warning';
  return state.failure.code === 'cancelled' || state.failure.code === 'interrupted' ? 'info' : 'error';
}
