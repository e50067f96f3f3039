import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { formatBytes } from '../ui/format-bytes.ts';
import styles from './job-tray.module.css';
import { useKeptZips } from './kept-zips.ts';

interface KeptZipsLineProps {
  /** Whether an export has been finished whose ZIP might be kept. */
  readonly hasFinished: boolean;
  readonly onDeleteAll: () => void;
}

/** How much room the kept ZIPs take, and their deletion; where none can be kept, that they end with the page. */
export function KeptZipsLine({ hasFinished, onDeleteAll }: KeptZipsLineProps) {
  const { store, opened, count, used, quota } = useKeptZips();
  const [asking, setAsking] = useState(false);
  if (!store) {
    if (!opened || !hasFinished) return null;
    return <p className={styles.note}>This browser keeps no ZIPs for the page: save them before you close it.</p>;
  }
  if (count === 0) return null;
  const ofQuota = quota ? ` of ${formatBytes(quota)}` : '';
  const deleteAll = () => {
    setAsking(false);
    onDeleteAll();
  };
  return (
    <div className={styles.kept}>
      <p className={styles.note}>
        {count === 1 ? '1 ZIP' : `${count} ZIPs`} kept on this device: {formatBytes(used)}
        {ofQuota}
      </p>
      {asking ? (
        <>
          <Button variant="danger" size="small" onClick={deleteAll}>
            Delete {count === 1 ? 'it' : `all ${count}`} for good
          </Button>
          <Button variant="quiet" size="small" autoFocus onClick={() => setAsking(false)}>
            Keep
          </Button>
        </>
      ) : (
        <Button variant="quiet" size="small" onClick={() => setAsking(true)}>
          Delete all
        </Button>
      )}
    </div>
  );
}
