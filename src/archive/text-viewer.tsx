import { useCallback, useId } from 'react';
import { IconButton } from '../ui/icon-button.tsx';
import { CloseIcon } from '../ui/icons.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import styles from './archive.module.css';
import { Delayed } from './delayed.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { previewText, type TextPreview } from './preview-text.ts';
import type { ArchiveEntry } from './read-archive.ts';
import { useTask } from './use-task.ts';

/** The text of one file, its first MiB. */
export function TextViewer({ entry, onClose }: { readonly entry: ArchiveEntry; readonly onClose: () => void }) {
  const title = useId();
  const preview = useTask(useCallback((signal) => previewText(entry, signal), [entry]));
  return (
    <section className={styles.viewer} aria-labelledby={title}>
      <header className={styles.viewerHeader}>
        <h3 id={title}>
          <bdi>{entry.path}</bdi>
        </h3>
        <IconButton label="Close the text" icon={<CloseIcon size={16} />} size="small" onClick={onClose} />
      </header>
      {preview.status === 'running' && (
        <Delayed>
          <ProgressBar label="Unpacking the text" />
        </Delayed>
      )}
      {preview.status === 'failed' && <FailureNotice title="This file cannot be read" error={preview.error} />}
      {preview.status === 'done' && <Text {...preview.value} />}
    </section>
  );
}

function Text({ text, cut }: TextPreview) {
  return (
    <>
      {cut && (
        <p className={styles.summary}>Only the beginning is shown, the first 1 MiB. Save the file to read all of it.</p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling text must be reachable by keyboard */}
      <pre className={styles.text} tabIndex={0}>
        {text}
      </pre>
    </>
  );
}
