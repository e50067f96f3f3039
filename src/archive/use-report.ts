import { useCallback } from 'react';
import { type ReportFacts, reportFacts } from './export-report.ts';
import { extractEntry } from './extract-entry.ts';
import type { ArchiveEntry } from './read-archive.ts';
import { type Task, useTask } from './use-task.ts';

/** A report of an export is some kilobytes; one of more than this is none. Bytes. */
const REPORT_BYTES = 2 ** 24;

/** What the ZIP's report says; undefined where it has none. */
export function useReport(files: readonly ArchiveEntry[]): Task<ReportFacts | undefined> {
  return useTask(
    useCallback(
      async (signal) => {
        const report = files.find(({ kind }) => kind === 'report');
        return report && reportFacts(await (await extractEntry(report, { signal, limit: REPORT_BYTES })).text());
      },
      [files],
    ),
  );
}
