import { open, rename, rm, stat } from 'node:fs/promises';
import { ExportError } from '../../contract/errors.ts';

/**
 * Writes a ZIP beside its place, makes sure that the disk has it, and then gives it its name: there is never half a ZIP.
 * @returns its size in bytes
 * @throws ExportError where the disk does not take it; the signal's reason on abort
 */
export async function writeZip(path: string, zip: Blob, signal: AbortSignal): Promise<number> {
  const part = `${path}.part`;
  try {
    const file = await open(part, 'w');
    try {
      await file.writeFile(zip.stream(), { signal });
      await file.sync();
    } finally {
      await file.close();
    }
    signal.throwIfAborted();
    await rename(part, path);
    return (await stat(path)).size;
  } catch (thrown) {
    await rm(part, { force: true });
    if (signal.aborted) throw signal.reason;
    throw notWritten(thrown);
  }
}

/** The file's place is the server's business: only the reason is told. */
function notWritten(cause: unknown): ExportError {
  const { code, message } = cause as NodeJS.ErrnoException;
  const reason = code === 'ENOSPC' ? 'its disk is full' : (code ?? message);
  return new ExportError(
    {
      code: 'internal',
      message: `The server could not keep the ZIP: ${reason}.`,
      advice: 'Tell whoever runs this server, and try again later.',
    },
    { cause },
  );
}
