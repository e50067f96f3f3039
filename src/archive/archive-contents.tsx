import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { ArchiveFile } from '../contract/archive-file.ts';
import { formatBytes } from '../ui/format-bytes.ts';
import { Notice } from '../ui/notice.tsx';
import styles from './archive.module.css';
import { archiveWarnings } from './archive-warnings.ts';
import { CheckLine } from './check-line.tsx';
import { EntryTable } from './entry-table.tsx';
import { EntryViewer } from './entry-viewer.tsx';
import { ExportFacts } from './export-facts.tsx';
import { UNPACK_LIMIT } from './extract-entry.ts';
import type { ArchiveEntry } from './read-archive.ts';
import { SaveStatus } from './save-status.tsx';
import { triangleCounts } from './triangle-counts.ts';
import { useReport } from './use-report.ts';
import type { useSave } from './use-save.ts';
import { useTask } from './use-task.ts';

/** Shows the models of a ZIP. */
export type ArchivePreview = (files: readonly ArchiveFile[]) => ReactNode;

interface ArchiveContentsProps {
  readonly entries: readonly ArchiveEntry[];
  /** Bytes of the whole ZIP. */
  readonly zipSize: number;
  readonly saver: ReturnType<typeof useSave>;
  readonly preview?: ArchivePreview | undefined;
}

/** The opened ZIP: what was exported, its preview, the files, and the one that was chosen to be looked at. */
export function ArchiveContents({ entries, zipSize, saver, preview }: ArchiveContentsProps) {
  const [chosen, setChosen] = useState<ArchiveEntry>();
  const [limit, setLimit] = useState(UNPACK_LIMIT);
  const report = useReport(entries);
  const files = useMemo(() => entries.filter(({ isFolder }) => !isFolder), [entries]);
  const warnings = useMemo(() => archiveWarnings(entries, zipSize), [entries, zipSize]);
  const triangles = useTriangles(files, report);
  if (entries.length === 0) return <Notice tone="warning">This ZIP is empty: it holds no files.</Notice>;
  const allow = (entry: ArchiveEntry, size: number) => {
    setLimit(size);
    void saver.saveEntry(entry, size);
  };
  return (
    <div className={styles.contents}>
      {preview && <div className={styles.preview}>{preview(files)}</div>}
      <ExportFacts report={report} />
      {warnings.map((warning) => (
        <Notice key={warning} tone="warning">
          {warning}
        </Notice>
      ))}
      <div className={styles.lines}>
        <p className={styles.summary}>{summaryLine(files)}</p>
        <CheckLine files={files} limit={limit} />
      </div>
      <EntryTable
        entries={entries}
        triangles={triangles}
        chosen={chosen}
        onChoose={setChosen}
        onSave={(entry) => saver.saveEntry(entry, limit)}
      />
      <SaveStatus saving={saver.saving} onCancel={saver.cancel} onAllow={allow} />
      {chosen && <EntryViewer entry={chosen} onClose={() => setChosen(undefined)} />}
    </div>
  );
}

function useTriangles(files: readonly ArchiveEntry[], report: ReturnType<typeof useReport>) {
  const layers = report.status === 'done' ? report.value?.triangles : undefined;
  const counts = useTask(useCallback((signal) => triangleCounts(files, layers ?? new Map(), signal), [files, layers]));
  return counts.status === 'done' ? counts.value : new Map<ArchiveEntry, number>();
}

function summaryLine(files: readonly ArchiveEntry[]): string {
  const size = files.reduce((sum, entry) => sum + entry.size, 0);
  const count = files.length.toLocaleString('en-US');
  return `${count} file${files.length === 1 ? '' : 's'}, ${formatBytes(size)} unpacked`;
}
