import { Button } from '../ui/button.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import styles from './archive.module.css';
import { Delayed } from './delayed.tsx';
import { FailureNotice } from './failure-notice.tsx';
import type { Saving } from './use-save-entry.ts';

/** How far saving one file is, where it takes time, and why it failed. */
export function SaveStatus({ saving, onCancel }: { readonly saving: Saving | undefined; onCancel: () => void }) {
  if (!saving) return null;
  const { entry } = saving;
  if (saving.status === 'failed') return <FailureNotice title={`${entry.name} was not saved`} error={saving.error} />;
  return (
    <Delayed key={entry.path}>
      <div className={styles.saving}>
        <ProgressBar label={`Unpacking ${entry.name}`} value={saving.received} max={entry.size} />
        <Button size="small" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </Delayed>
  );
}
