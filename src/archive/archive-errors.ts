import { ExportError } from '../contract/errors.ts';
import { formatBytes } from '../ui/format-bytes.ts';
import { ZipProblem } from './zip-problem.ts';

const AGAIN = 'Download it again, or repeat the export.';
const OTHER_PROGRAM = 'Save the ZIP and open it with another program.';

/** Puts into words why a file's table of contents cannot be read. */
export async function readFailure(blob: Blob, fileName: string, cause: unknown): Promise<ExportError> {
  if (blob.size === 0) return badFile(`${fileName} is empty: it holds no data at all.`, AGAIN, cause);
  if (!(cause instanceof ZipProblem)) {
    return badFile(
      `${fileName} can no longer be read from this device: it was moved, changed or deleted.`,
      AGAIN,
      cause,
    );
  }
  if (cause.kind === 'too-long') {
    return badFile(`${fileName} lists more files than Cityclip can show.`, OTHER_PROGRAM, cause);
  }
  if (!(await startsLikeZip(blob))) return badFile(`${fileName} is not a ZIP file.`, AGAIN, cause);
  if (cause.kind === 'no-end') return badFile(`${fileName} is incomplete: a part of it is missing.`, AGAIN, cause);
  return badFile(`${fileName} is damaged: its list of files cannot be read.`, AGAIN, cause);
}

/** A file inside the ZIP whose bytes are not those that were packed. */
export function damagedEntry(path: string, cause?: unknown): ExportError {
  return badFile(`“${path}” in the ZIP is damaged: its contents do not match its checksum.`, AGAIN, cause);
}

/** A file inside the ZIP that needs a password. */
export function encryptedEntry(path: string): ExportError {
  return badFile(
    `“${path}” in the ZIP is encrypted, and Cityclip asks for no passwords.`,
    'Save the ZIP and open it with a program that does.',
  );
}

/** A file inside the ZIP that is compressed by something else than deflate. */
export function unknownCompression(path: string): ExportError {
  return badFile(`“${path}” in the ZIP is compressed in a way that Cityclip cannot read.`, OTHER_PROGRAM);
}

/** A file inside the ZIP that is larger than what is unpacked without a question: the user may raise that limit. */
export class TooLargeError extends ExportError {
  /** Bytes that it claims to have. */
  readonly size: number;

  constructor(path: string, size: number, limit: number) {
    super({
      code: 'bad-file',
      message: `“${path}” would unpack to ${formatBytes(size)}, more than the limit of ${formatBytes(limit)}.`,
      advice: 'It may be made to fill this device. Unpack it only if you know where it comes from.',
    });
    this.size = size;
  }
}

function badFile(message: string, advice: string, cause?: unknown): ExportError {
  return new ExportError({ code: 'bad-file', message, advice }, { cause });
}

/** Every ZIP starts with `PK`: a file, or where it has none, the end of the directory. */
async function startsLikeZip(blob: Blob): Promise<boolean> {
  const [first, second] = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
  return first === 0x50 && second === 0x4b;
}
