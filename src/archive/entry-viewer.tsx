import { useCallback, useEffect, useId, useRef, useState } from 'react';
import { IconButton } from '../ui/icon-button.tsx';
import { CloseIcon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import styles from './archive.module.css';
import { Delayed } from './delayed.tsx';
import { pictureType } from './entry-kind.ts';
import { shownName } from './entry-tree.ts';
import { extractEntry } from './extract-entry.ts';
import { FailureNotice } from './failure-notice.tsx';
import { previewText, type TextPreview } from './preview-text.ts';
import type { ArchiveEntry } from './read-archive.ts';
import { useTask } from './use-task.ts';

/** Larger pictures are saved rather than shown. Bytes. */
const PICTURE_BYTES = 50e6;

/** The text or the picture in one file. */
export function EntryViewer({ entry, onClose }: { readonly entry: ArchiveEntry; readonly onClose: () => void }) {
  const title = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each file that is shown is brought into view
  useEffect(() => void heading.current?.scrollIntoView?.({ block: 'start' }), [entry]);
  return (
    <section className={styles.viewer} aria-labelledby={title}>
      <header className={styles.viewerHeader}>
        <h3 id={title} ref={heading}>
          <bdi>{shownName(entry.path)}</bdi>
        </h3>
        <IconButton
          label={entry.view === 'picture' ? 'Close the picture' : 'Close the text'}
          icon={<CloseIcon size={16} />}
          size="small"
          onClick={onClose}
        />
      </header>
      {entry.view === 'picture' ? <PictureView entry={entry} /> : <TextView entry={entry} />}
    </section>
  );
}

function TextView({ entry }: { readonly entry: ArchiveEntry }) {
  const preview = useTask(useCallback((signal) => previewText(entry, signal), [entry]));
  switch (preview.status) {
    case 'running':
      return <Unpacking label="Unpacking the text" />;
    case 'failed':
      return <FailureNotice title="This file cannot be read" error={preview.error} />;
    case 'done':
      return <Text {...preview.value} />;
  }
}

function PictureView({ entry }: { readonly entry: ArchiveEntry }) {
  const picture = useTask(useCallback((signal) => extractEntry(entry, { signal, limit: PICTURE_BYTES }), [entry]));
  switch (picture.status) {
    case 'running':
      return <Unpacking label="Unpacking the picture" />;
    case 'failed':
      return <FailureNotice title="This picture cannot be shown" error={picture.error} />;
    case 'done':
      return <Picture bytes={picture.value} name={entry.name} />;
  }
}

/** Shown as an image, so that scripts in an SVG do not run. */
function Picture({ bytes, name }: { readonly bytes: Blob; readonly name: string }) {
  const [url, setUrl] = useState<string>();
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    const made = URL.createObjectURL(bytes.slice(0, bytes.size, pictureType(name)));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, name]);
  if (broken)
    return <Notice tone="warning">This browser cannot show the picture. Save it to open it elsewhere.</Notice>;
  return url && <img className={styles.picture} src={url} alt={name} onError={() => setBroken(true)} />;
}

function Unpacking({ label }: { readonly label: string }) {
  return (
    <Delayed>
      <ProgressBar label={label} />
    </Delayed>
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
