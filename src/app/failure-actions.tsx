import { useConnectionStore } from '../connections/connection-store.ts';
import type { Failure, FailureCode } from '../contract/errors.ts';
import type { TrackedJob } from '../jobs/job-store.ts';
import { useRequest } from '../request/request-store.ts';
import { Button } from '../ui/button.tsx';

/** The settings hold the token, the endpoint, and a test that tells what is wrong with them. */
const OF_SETTINGS: readonly FailureCode[] = [
  'unauthorized',
  'payment-required',
  'forbidden',
  'not-found',
  'source-failed',
  'offline',
];
/** What no other settings of the same service change. */
const OF_COST: readonly FailureCode[] = ['payment-required', 'forbidden'];
const OF_SOURCES: readonly FailureCode[] = ['source-failed', 'offline', 'timeout', 'rate-limited', 'busy'];

interface FailureActionsProps {
  readonly failure: Failure;
  readonly job: TrackedJob;
  readonly onSettings: () => void;
}

/** Ways out of a failed export that lie outside of it: the settings, or data that need no network. */
export function FailureActions({ failure, job, onSettings }: FailureActionsProps) {
  const dataChosen = useRequest((state) => state.dataChosen);
  const engineChosen = useConnectionStore((state) => state.engineChosen);
  if (job.connection.id === 'remote' && OF_SETTINGS.includes(failure.code)) {
    return (
      <>
        <Button size="small" onClick={onSettings}>
          Open the settings
        </Button>
        {OF_COST.includes(failure.code) && (
          <Button size="small" onClick={() => engineChosen('embedded')}>
            Use the free engine
          </Button>
        )}
      </>
    );
  }
  const offline = job.connection.capabilities.data.find((data) => data.offline);
  if (!offline || job.request.options?.data === offline.id || !OF_SOURCES.includes(failure.code)) return null;
  return (
    <Button size="small" onClick={() => dataChosen(offline.id)}>
      Choose {offline.label}
    </Button>
  );
}
