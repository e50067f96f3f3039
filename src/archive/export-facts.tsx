import { useCallback } from 'react';
import { Notice } from '../ui/notice.tsx';
import styles from './archive.module.css';
import { reportFacts } from './export-report.ts';
import { extractEntry } from './extract-entry.ts';
import { FailureNotice } from './failure-notice.tsx';
import type { ArchiveEntry } from './read-archive.ts';
import { useTask } from './use-task.ts';

/** What the ZIP's own report says about the export; nothing where it is no report of an export. */
export function ExportFacts({ report }: { readonly report: ArchiveEntry }) {
  const read = useTask(
    useCallback(async (signal) => reportFacts(await (await extractEntry(report, { signal })).text()), [report]),
  );
  if (read.status === 'failed') return <FailureNotice title="The report cannot be read" error={read.error} />;
  if (read.status === 'running' || !read.value) return null;
  const { notice, facts } = read.value;
  return (
    <>
      {notice && <Notice tone="info">{notice}</Notice>}
      <dl className={styles.facts}>
        {facts.map(({ term, text }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
