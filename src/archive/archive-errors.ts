import { ExportError } from '../contract/errors.ts';

const AGAIN = 'Download it again, or repeat the export.';

/** What {@link readFailure} needs to know of the file. */
export interface BrokenFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** Turns what JSZip says about an unreadable file into a plain sentence. */
export function readFailure({ fileName, bytes }: BrokenFile, cause: unknown): ExportError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (bytes.length === 0) return badFile(`${fileName} is empty: it holds no data at all.`, AGAIN, cause);
  if (/encrypted/i.test(reason)) {
    return badFile(
      `${fileName} is encrypted, and Cityclip cannot open encrypted ZIP files.`,
      'Save it and open it with a program that asks for the password.',
      cause,
    );
  }
  const packed = /compression .* unknown \(inner file : (.*)\)$/s.exec(reason)?.[1];
  if (packed !== undefined) {
    return badFile(
      `“${packed}” in ${fileName} is compressed in a way that Cityclip cannot read.`,
      'Save the ZIP and open it with another program.',
      cause,
    );
  }
  if (!startsLikeZip(bytes)) return badFile(`${fileName} is not a ZIP file.`, AGAIN, cause);
  if (/end of central directory|missing \d+ bytes|end of data/i.test(reason)) {
    return badFile(`${fileName} is incomplete: a part of it is missing.`, AGAIN, cause);
  }
  return badFile(`${fileName} is damaged: its list of files cannot be read.`, AGAIN, cause);
}

/** A file inside the ZIP whose bytes are not those that were packed. */
export function damagedEntry(path: string, cause?: unknown): ExportError {
  return badFile(`“${path}” in the ZIP is damaged: its contents do not match its checksum.`, AGAIN, cause);
}

function badFile(message: string, advice: string, cause?: unknown): ExportError {
  return new ExportError({ code: 'bad-file', message, advice }, { cause });
}

/** Every ZIP starts with `PK`: a file, or where it has none, the end of the directory. */
function startsLikeZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}
