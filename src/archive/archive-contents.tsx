import { type ReactNode, useCallback, useState } from 'react';
import type { ArchiveFile } from '../contract/archive-file.ts';
import { formatBytes } from '../ui/format-bytes.ts';
import { Notice } from '../ui/notice.tsx';
import styles from './archive.module.css';
import type { ArchiveSurvey } from './archive-survey.ts';
import { archiveWarnings } from './archive-warnings.ts';
import { CheckLine } from './check-line.tsx';
import { EntryTable } from './entry-table.tsx';
import { EntryViewer } from './entry-viewer.tsx';
import { ExportFacts } from './export-facts.tsx';
import { UNPACK_LIMIT } from './extract-entry.ts';
import type { Archive, ArchiveEntry } from './read-archive.ts';
import { SaveStatus } from './save-status.tsx';
import { triangleCounts } from './triangle-counts.ts';
import { useReport } from './use-report.ts';
import type { useSave } from './use-save.ts';
import { useTask } from './use-task.ts';

/** Folders of a larger ZIP are closed at first. Files. */
const OPEN_AT_FIRST = 200;

/** Shows the models of a ZIP. */
export type ArchivePreview = (files: readonly ArchiveFile[]) => ReactNode;

interface ArchiveContentsProps {
  readonly archive: Archive;
  /** Bytes of the whole ZIP. */
  readonly zipSize: number;
  readonly saver: ReturnType<typeof useSave>;
  readonly preview?: ArchivePreview | undefined;
}

/** The opened ZIP: what was exported, its preview, the files, and the one that was chosen to be looked at. */
export function ArchiveContents({ archive, zipSize, saver, preview }: ArchiveContentsProps) {
  const [chosen, setChosen] = useState<ArchiveEntry>();
  const [limit, setLimit] = useState(UNPACK_LIMIT);
  const { files, tree, survey } = archive;
  const report = useReport(files);
  const warnings = archiveWarnings(survey, zipSize);
  const triangles = useTriangles(files, report);
  const { saveEntry } = saver;
  const save = useCallback((entry: ArchiveEntry) => void saveEntry(entry, limit), [saveEntry, limit]);
  if (files.length === 0 && tree.folders.size === 0)
    return <Notice tone="warning">This ZIP is empty: it holds no files.</Notice>;
  const allow = (entry: ArchiveEntry, size: number) => {
    setLimit(size);
    void saveEntry(entry, size);
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
        <p className={styles.summary}>{summaryLine(files.length, survey)}</p>
        <CheckLine files={files} limit={limit} />
      </div>
      <EntryTable
        tree={tree}
        openAtFirst={files.length <= OPEN_AT_FIRST}
        triangles={triangles}
        chosen={chosen}
        onChoose={setChosen}
        onSave={save}
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

function summaryLine(count: number, { size }: ArchiveSurvey): string {
  return `${count.toLocaleString('en-US')} file${count === 1 ? '' : 's'}, ${formatBytes(size)} unpacked`;
}
