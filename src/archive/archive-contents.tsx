import { type ReactNode, useMemo, useState } from 'react';
import type { ArchiveFile } from '../contract/archive-file.ts';
import { formatBytes } from '../ui/format-bytes.ts';
import { Notice } from '../ui/notice.tsx';
import styles from './archive.module.css';
import { EntryTable } from './entry-table.tsx';
import { ExportFacts } from './export-facts.tsx';
import type { Archive, ArchiveEntry } from './read-archive.ts';
import { SaveStatus } from './save-status.tsx';
import { TextViewer } from './text-viewer.tsx';
import { useSaveEntry } from './use-save-entry.ts';

interface ArchiveContentsProps {
  readonly archive: Archive;
  /** Shows models among the files. */
  readonly preview: ((files: readonly ArchiveFile[]) => ReactNode) | undefined;
}

/** The opened ZIP: what was exported, the files, and the text that was chosen to be read. */
export function ArchiveContents({ archive: { entries, hiddenCount }, preview }: ArchiveContentsProps) {
  const [chosen, setChosen] = useState<ArchiveEntry>();
  const { saving, save, cancel } = useSaveEntry();
  const files = useMemo(() => entries.filter(({ isFolder }) => !isFolder), [entries]);
  if (entries.length === 0) return <Notice tone="warning">This ZIP is empty: it holds no files.</Notice>;
  const report = entries.find(({ kind, readable }) => kind === 'report' && readable);
  return (
    <div className={styles.contents}>
      {preview?.(files)}
      {report && <ExportFacts report={report} />}
      <p className={styles.summary}>{summaryLine(entries)}</p>
      {hiddenCount > 0 && (
        <Notice tone="warning">
          {countOf(hiddenCount, 'file')} of the ZIP cannot be listed, because another one has the same name.
        </Notice>
      )}
      <EntryTable entries={entries} chosen={chosen} onChoose={setChosen} onSave={save} />
      <SaveStatus saving={saving} onCancel={cancel} />
      {chosen && <TextViewer entry={chosen} onClose={() => setChosen(undefined)} />}
    </div>
  );
}

function summaryLine(entries: readonly ArchiveEntry[]): string {
  const files = entries.filter(({ isFolder }) => !isFolder);
  const size = files.reduce((sum, entry) => sum + entry.size, 0);
  return `${countOf(files.length, 'file')}, ${formatBytes(size)} unpacked`;
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
