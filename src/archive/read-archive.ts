import { createPagePace } from '../contract/page-pace.ts';
import { readFailure } from './archive-errors.ts';
import { type ArchiveSurvey, surveyEntries } from './archive-survey.ts';
import { type EntryKind, entryKind, isReadable, pictureType } from './entry-kind.ts';
import { type Folder, growTree } from './entry-tree.ts';
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

/** The table of contents of a ZIP. */
export interface Archive {
  /** The files, in the ZIP's order. */
  readonly files: readonly ArchiveEntry[];
  /** Files and folders as a tree. */
  readonly tree: Folder;
  readonly survey: ArchiveSurvey;
}

/**
 * Reads the table of contents of a ZIP; nothing is unpacked. All that takes time in proportion to its length is done
 * here, in small pieces: what the list needs of it is ready then.
 * @param fileName for the words of an error
 * @throws ExportError `bad-file`: not a ZIP, incomplete, or damaged
 */
export async function readArchive(blob: Blob, fileName: string): Promise<Archive> {
  const pace = createPagePace();
  const { tree, add: addToTree } = growTree();
  const { survey, add: addToSurvey } = surveyEntries();
  const files: ArchiveEntry[] = [];
  let index = 0;
  try {
    for (const record of await readDirectory(blob)) {
      const entry = toEntry(record, index++, blob);
      if (!entry.isFolder) files.push(entry);
      addToTree(entry);
      addToSurvey(entry);
      await pace();
    }
  } catch (cause) {
    throw await readFailure(blob, fileName, cause);
  }
  return { files, tree, survey };
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
