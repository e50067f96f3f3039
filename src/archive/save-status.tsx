import { Button } from '../ui/button.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import styles from './archive.module.css';
import { TooLargeError } from './archive-errors.ts';
import { Delayed } from './delayed.tsx';
import { FailureNotice } from './failure-notice.tsx';
import type { ArchiveEntry } from './read-archive.ts';
import type { Saving } from './use-save.ts';

interface SaveStatusProps {
  readonly saving: Saving | undefined;
  readonly onCancel: () => void;
  /** Saves a file although it is larger than the limit. */
  readonly onAllow: (entry: ArchiveEntry, size: number) => void;
}

/** How far saving one file is, where it takes time, how it ended, and why it failed. */
export function SaveStatus({ saving, onCancel, onAllow }: SaveStatusProps) {
  switch (saving?.status) {
    case undefined:
      return null;
    case 'done':
      return (
        <p className={styles.check} role="status">
          Saved {saving.name}.
        </p>
      );
    case 'failed': {
      const { name, error, entry } = saving;
      const allow = entry && error instanceof TooLargeError ? () => onAllow(entry, error.size) : undefined;
      return <FailureNotice title={`${name} was not saved`} error={error} onAllow={allow} />;
    }
    case 'running':
      return (
        <Delayed key={saving.name}>
          <div className={styles.saving}>
            <ProgressBar label={`Saving ${saving.name}`} value={saving.received} max={saving.total} />
            <Button size="small" onClick={onCancel}>
              Cancel
            </Button>
          </div>
        </Delayed>
      );
  }
}
