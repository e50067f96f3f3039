import { Notice } from '../ui/notice.tsx';
import styles from './archive.module.css';
import type { ReportFacts } from './export-report.ts';
import { FailureNotice } from './failure-notice.tsx';
import type { Task } from './use-task.ts';

/** What the ZIP's own report says about the export; where there is none, what is therefore not known. */
export function ExportFacts({ report }: { readonly report: Task<ReportFacts | undefined> }) {
  if (report.status === 'failed') return <FailureNotice title="The report cannot be read" error={report.error} />;
  if (report.status === 'running') return null;
  if (!report.value) {
    return (
      <p className={styles.summary}>
        This ZIP has no report: where its heights come from, whether its solids are closed, and under which licences its
        data are, is not told.
      </p>
    );
  }
  const { notice, facts } = report.value;
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
