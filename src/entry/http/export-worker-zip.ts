import { open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { notKept } from './disk-exports-errors.ts';

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
      await writeFile(file, zip.stream(), { signal });
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
    throw notKept('the ZIP', thrown);
  }
}
