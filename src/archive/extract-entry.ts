import type { OnBytes } from '../contract/connection.ts';
import { damagedEntry } from './archive-errors.ts';
import { crc32 } from './crc32.ts';
import type { ArchiveEntry } from './read-archive.ts';
import { byteStream } from './stored-file.ts';

export interface ExtractOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onBytes?: OnBytes | undefined;
}

/**
 * Unpacks a file and compares its checksum.
 * @throws ExportError `bad-file` naming the file where its bytes are damaged; the signal's reason when aborted
 */
export async function extractEntry(entry: ArchiveEntry, { signal, onBytes }: ExtractOptions = {}): Promise<Blob> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let received = 0;
  let crc = 0;
  await unpack(entry, signal, (chunk) => {
    chunks.push(chunk);
    received += chunk.length;
    crc = crc32(chunk, crc);
    onBytes?.(received, entry.size);
    return received <= entry.size;
  });
  if (received !== entry.size || crc !== entry.crc32) throw damagedEntry(entry.path);
  return new Blob(chunks);
}

/** The first bytes of a file, at most `limit`; a file that fits is checked like in {@link extractEntry}. */
export async function extractStart(entry: ArchiveEntry, limit: number, signal?: AbortSignal): Promise<Uint8Array> {
  const start = new Uint8Array(Math.min(limit, entry.size));
  let received = 0;
  await unpack(entry, signal, (chunk) => {
    start.set(chunk.subarray(0, start.length - received), received);
    received += chunk.length;
    return received <= entry.size && received < limit;
  });
  const damaged = entry.size <= limit ? received !== entry.size || crc32(start) !== entry.crc32 : received < limit;
  if (damaged) throw damagedEntry(entry.path);
  return start;
}

/** Feeds a file's bytes to `take` until it answers `false` (enough) or the file ends. */
function unpack(
  entry: ArchiveEntry,
  signal: AbortSignal | undefined,
  take: (chunk: Uint8Array<ArrayBuffer>) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const stream = byteStream(entry.file);
    let wanted = true;
    const stop = () => {
      wanted = false;
      stream.pause();
      signal?.removeEventListener('abort', abort);
    };
    const abort = () => {
      stop();
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', abort);
    stream
      .on('data', (chunk) => {
        if (!wanted || take(chunk)) return;
        stop();
        resolve();
      })
      .on('error', (cause) => {
        stop();
        reject(damagedEntry(entry.path, cause));
      })
      .on('end', () => {
        stop();
        resolve();
      })
      .resume();
  });
}
