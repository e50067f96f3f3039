import { Button } from '../ui/button.tsx';
import { formatBytes } from '../ui/format-bytes.ts';
import styles from './job-card.module.css';
import type { FinishedJob } from './job-state.ts';
import { useArtifact } from './use-artifact.ts';

interface FinishedActionsProps {
  readonly finished: FinishedJob;
  readonly onOpen: (finished: FinishedJob) => void;
}

/** Opens the ZIP. That of the embedded engine is fetched at once, which costs nothing and outlives the engine. */
export function FinishedActions({ finished, onOpen }: FinishedActionsProps) {
  const { artifact } = useArtifact(finished, finished.connection.id === 'embedded');
  return (
    <>
      <Button variant="primary" size="small" onClick={() => onOpen(finished)}>
        Open ZIP
      </Button>
      {artifact.state === 'ready' && <span className={styles.size}>{formatBytes(artifact.zip.size)}</span>}
    </>
  );
}
