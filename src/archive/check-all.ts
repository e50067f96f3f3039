import { checkEntry } from './extract-entry.ts';
import type { ArchiveEntry } from './read-archive.ts';

/** ZIPs up to here are checked by themselves when they are opened. Bytes unpacked, and files. */
const UNASKED_BYTES = 300e6;
const UNASKED_FILES = 2000;

/** What the check of a ZIP found. */
export interface CheckResult {
  readonly checked: number;
  readonly damaged: readonly ArchiveEntry[];
}

/** Whether a ZIP is small enough to be checked without a question. */
export function isQuickToCheck(files: readonly ArchiveEntry[]): boolean {
  return files.length <= UNASKED_FILES && files.reduce((sum, { size }) => sum + size, 0) <= UNASKED_BYTES;
}

/** Compares the checksums of all files that can be unpacked here. */
export async function checkAll(
  files: readonly ArchiveEntry[],
  limit: number,
  signal: AbortSignal,
): Promise<CheckResult> {
  const damaged: ArchiveEntry[] = [];
  const checkable = files.filter(
    ({ encrypted, method, size }) => !encrypted && [0, 8].includes(method) && size <= limit,
  );
  for (const file of checkable) {
    await checkEntry(file, { signal, limit }).catch((error) => {
      signal.throwIfAborted();
      if (error) damaged.push(file);
    });
  }
  return { checked: checkable.length, damaged };
}
