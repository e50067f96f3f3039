import { leavesFolder } from './entry-tree.ts';
import type { ArchiveEntry } from './read-archive.ts';

/** What there is to know of all entries together, as the ZIP states it. */
export interface ArchiveSurvey {
  /** Bytes of all files, unpacked and packed. */
  readonly size: number;
  readonly packedSize: number;
  /** Names that lead out of the folder that the ZIP is unpacked into. */
  readonly outside: number;
  /** Files with the name of an earlier one. */
  readonly repeated: number;
  readonly encrypted: number;
}

/** Surveys entries one by one. */
export function surveyEntries(): { readonly survey: ArchiveSurvey; add(entry: ArchiveEntry): void } {
  const survey = { size: 0, packedSize: 0, outside: 0, repeated: 0, encrypted: 0 };
  const paths = new Set<string>();
  return {
    survey,
    add(entry) {
      if (leavesFolder(entry)) survey.outside++;
      if (entry.isFolder) return;
      survey.size += entry.size;
      survey.packedSize += entry.compressedSize;
      if (entry.encrypted) survey.encrypted++;
      if (paths.has(entry.path)) survey.repeated++;
      else paths.add(entry.path);
    },
  };
}
