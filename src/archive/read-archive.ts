import { readFailure } from './archive-errors.ts';
import { type EntryKind, entryKind, isReadable, pictureType } from './entry-kind.ts';
import { safeFileName } from './safe-file-name.ts';
import { readDirectory, type ZipRecord } from './zip-directory.ts';

/** A file or folder in a ZIP. */
export interface ArchiveEntry extends ZipRecord {
  /** Its place in the ZIP: names may occur twice. */
  readonly index: number;
  /** The name to save it under. */
  readonly name: string;
  readonly kind: EntryKind;
  readonly isFolder: boolean;
  /** How it can be shown. */
  readonly view: 'text' | 'picture' | undefined;
  /** The file that it is a part of. */
  readonly zip: Blob;
}

/** The table of contents of a ZIP, in its order. */
export interface Archive {
  readonly entries: readonly ArchiveEntry[];
}

/** Entries made between two breaths of the page. */
const ENTRIES_AT_ONCE = 2000;

/**
 * Reads the table of contents of a ZIP; nothing is unpacked.
 * @param fileName for the words of an error
 * @throws ExportError `bad-file`: not a ZIP, incomplete, or damaged
 */
export async function readArchive(blob: Blob, fileName: string): Promise<Archive> {
  try {
    const records = await readDirectory(blob);
    const entries: ArchiveEntry[] = [];
    for (const [index, record] of records.entries()) {
      entries.push(toEntry(record, index, blob));
      if (index % ENTRIES_AT_ONCE === ENTRIES_AT_ONCE - 1) await new Promise((resolve) => setTimeout(resolve));
    }
    return { entries };
  } catch (cause) {
    throw await readFailure(blob, fileName, cause);
  }
}

function toEntry(record: ZipRecord, index: number, zip: Blob): ArchiveEntry {
  const isFolder = record.path.endsWith('/') && record.size === 0;
  const name = safeFileName(record.path);
  return { ...record, index, name, kind: entryKind(name), isFolder, view: isFolder ? undefined : viewOf(name), zip };
}

function viewOf(name: string): ArchiveEntry['view'] {
  if (isReadable(name)) return 'text';
  return pictureType(name) ? 'picture' : undefined;
}
