import { formatBytes } from '../ui/format-bytes.ts';
import type { ArchiveSurvey } from './archive-survey.ts';
import { UNPACK_LIMIT } from './extract-entry.ts';

/** What is odd about a ZIP, each in a plain sentence; a ZIP from Cityclip has nothing of it. */
export function archiveWarnings(
  { size, packedSize, outside, repeated, encrypted }: ArchiveSurvey,
  zipSize: number,
): string[] {
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
    ...(packedSize > zipSize
      ? ['Files of this ZIP share bytes: together they claim more than the whole ZIP has. It may be made to do harm.']
      : []),
    ...(size > UNPACK_LIMIT
      ? [
          `Unpacked, this ZIP would be ${formatBytes(size)}. ` +
            `Files of more than ${formatBytes(UNPACK_LIMIT)} are unpacked only when you allow it.`,
        ]
      : []),
  ];
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
