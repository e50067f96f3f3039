import { useCallback, useMemo, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import styles from './archive.module.css';
import { type CheckResult, isQuickToCheck } from './check-all.ts';
import { checkInWorker } from './check-in-worker.ts';
import { FailureNotice } from './failure-notice.tsx';
import type { ArchiveEntry } from './read-archive.ts';
import { useTask } from './use-task.ts';

interface CheckLineProps {
  readonly files: readonly ArchiveEntry[];
  /** Larger files are not unpacked. */
  readonly limit: number;
}

/** Whether the files of the ZIP match their checksums; asks before it reads through a large one. */
export function CheckLine({ files, limit }: CheckLineProps) {
  const quick = useMemo(() => isQuickToCheck(files), [files]);
  const [asked, setAsked] = useState(false);
  if (quick || asked) return <RunningCheck files={files} limit={limit} />;
  return (
    <p className={styles.check}>
      <Button size="small" onClick={() => setAsked(true)}>
        Check all files
      </Button>
    </p>
  );
}

function RunningCheck({ files, limit }: CheckLineProps) {
  const check = useTask(useCallback((signal) => checkInWorker(files, limit, signal), [files, limit]));
  switch (check.status) {
    case 'running':
      return (
        <p className={styles.check} role="status">
          Checking the files…
        </p>
      );
    case 'failed':
      return <FailureNotice title="The files cannot be checked" error={check.error} />;
    case 'done':
      return <Verdict {...check.value} files={files.length} />;
  }
}

function Verdict({ checked, damaged, files }: CheckResult & { readonly files: number }) {
  if (damaged.length > 0) {
    const names = damaged.slice(0, 3).map(({ path }) => `“${path}”`);
    const more = damaged.length > 3 ? ` and ${damaged.length - 3} more` : '';
    return (
      <Notice tone="error" title={damaged.length === 1 ? '1 file is damaged' : `${damaged.length} files are damaged`}>
        The checksum does not match: {names.join(', ')}
        {more}. Download the ZIP again, or repeat the export.
      </Notice>
    );
  }
  const scope = checked === files ? 'All files are' : `${checked} of ${files} files could be checked and are`;
  return (
    <p className={styles.check} role="status">
      <CheckIcon size={16} /> {scope} undamaged: their checksums match.
    </p>
  );
}
