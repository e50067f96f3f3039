import { formatBytes } from '../ui/format-bytes.ts';
import { leavesFolder } from './entry-tree.ts';
import { UNPACK_LIMIT } from './extract-entry.ts';
import type { ArchiveEntry } from './read-archive.ts';

/** What is odd about a ZIP, each in a plain sentence; a ZIP from Cityclip has nothing of it. */
export function archiveWarnings(entries: readonly ArchiveEntry[], zipSize: number): string[] {
  const files = entries.filter(({ isFolder }) => !isFolder);
  const total = sum(files, ({ size }) => size);
  const packed = sum(files, ({ compressedSize }) => compressedSize);
  const outside = entries.filter(leavesFolder).length;
  const repeated = files.length - new Set(files.map(({ path }) => path)).size;
  const encrypted = files.filter((file) => file.encrypted).length;
  return [
    ...(outside > 0
      ? [
          `${counted(outside, 'name')} would lead out of the folder that the ZIP is unpacked into (“../”, “/” or a drive). ` +
            'They are only shown: whatever you save gets its bare name.',
        ]
      : []),
    ...(repeated > 0
      ? [`${counted(repeated, 'file')} ${repeated === 1 ? 'has' : 'have'} the name of another one. All are listed.`]
      : []),
    ...(encrypted > 0
      ? [`${counted(encrypted, 'file')} ${encrypted === 1 ? 'is' : 'are'} encrypted and cannot be opened here.`]
      : []),
    ...(packed > zipSize
      ? ['Files of this ZIP share bytes: together they claim more than the whole ZIP has. It may be made to do harm.']
      : []),
    ...(total > UNPACK_LIMIT
      ? [
          `Unpacked, this ZIP would be ${formatBytes(total)}. ` +
            `Files of more than ${formatBytes(UNPACK_LIMIT)} are unpacked only when you allow it.`,
        ]
      : []),
  ];
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

function sum(files: readonly ArchiveEntry[], value: (file: ArchiveEntry) => number): number {
  return files.reduce((total, file) => total + value(file), 0);
}
