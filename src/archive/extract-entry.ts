import type { OnBytes } from '../contract/connection.ts';
import { crc32 } from '../contract/crc32.ts';
import { createPagePace } from '../contract/page-pace.ts';
import { damagedEntry, encryptedEntry, TooLargeError, unknownCompression } from './archive-errors.ts';
import type { ArchiveEntry } from './read-archive.ts';

/** Larger files are unpacked only when the user allows it. Bytes. */
export const UNPACK_LIMIT = 1e9;

const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;

/** Packed bytes. */
const INFLATED_AT_ONCE = 2 ** 13;

export interface ExtractOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onBytes?: OnBytes | undefined;
  /** The most bytes that are unpacked. */
  readonly limit?: number | undefined;
}

/**
 * Unpacks a file and compares its size and its checksum with those that the ZIP states.
 * @throws ExportError `bad-file` naming the file where it is damaged, encrypted, or compressed in an unknown way, a
 *   {@link TooLargeError} where it is larger than the limit; the signal's reason when aborted
 */
export async function extractEntry(entry: ArchiveEntry, options: ExtractOptions = {}): Promise<Blob> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  await readEntry(entry, options, (chunk) => void chunks.push(chunk));
  return new Blob(chunks);
}

/** Checks a file as {@link extractEntry} does, without keeping its bytes. */
export async function checkEntry(entry: ArchiveEntry, options: ExtractOptions = {}): Promise<void> {
  await readEntry(entry, options, () => undefined);
}

/** The first bytes of a file, at most `limit`; a file that fits is checked like in {@link extractEntry}. */
export async function extractStart(entry: ArchiveEntry, limit: number, signal?: AbortSignal): Promise<Uint8Array> {
  const start = new Uint8Array(Math.min(limit, entry.size));
  let filled = 0;
  const options = { signal, limit: Number.POSITIVE_INFINITY };
  await readEntry(entry, options, (chunk) => {
    start.set(chunk.subarray(0, start.length - filled), filled);
    filled += Math.min(chunk.length, start.length - filled);
    return entry.size > limit && filled === limit ? 'enough' : undefined;
  });
  return start;
}

/** Feeds a file's bytes to `take` until it has enough; a file that is read to its end is checked. */
async function readEntry(
  entry: ArchiveEntry,
  { signal, onBytes, limit = UNPACK_LIMIT }: ExtractOptions,
  take: (chunk: Uint8Array<ArrayBuffer>) => 'enough' | undefined,
): Promise<void> {
  signal?.throwIfAborted();
  if (entry.encrypted) throw encryptedEntry(entry.path);
  if (entry.method !== 0 && entry.method !== 8) throw unknownCompression(entry.path);
  if (entry.size > limit) throw new TooLargeError(entry.path, entry.size, limit);
  const pace = createPagePace();
  let received = 0;
  let crc = 0;
  for await (const chunk of unpacked(entry, signal)) {
    received += chunk.length;
    if (received > entry.size) throw damagedEntry(entry.path);
    crc = crc32(chunk, crc);
    onBytes?.(received, entry.size);
    if (take(chunk) === 'enough') return;
    await pace();
  }
  if (received !== entry.size || crc !== entry.crc32) throw damagedEntry(entry.path);
}

/** The unpacked bytes as they come; ends the unpacking when it is left early. */
async function* unpacked(entry: ArchiveEntry, signal?: AbortSignal): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const packed = (await packedBytes(entry)).stream();
  const reader = (entry.method === 8 ? inflated(packed) : packed).getReader();
  try {
    for (;;) {
      const next = await reader.read().catch((cause) => {
        throw damagedEntry(entry.path, cause);
      });
      signal?.throwIfAborted();
      if (next.done) return;
      yield next.value as Uint8Array<ArrayBuffer>;
    }
  } finally {
    await reader.cancel().catch(alreadyFailed);
  }
}

/** A browser inflates what it is given at once, and a chunk of a bomb may become a thousand times as long. */
function inflated(packed: ReadableStream<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const sliced = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, to) {
      for (let at = 0; at < chunk.length; at += INFLATED_AT_ONCE) to.enqueue(chunk.subarray(at, at + INFLATED_AT_ONCE));
    },
  });
  return packed.pipeThrough(sliced).pipeThrough(new DecompressionStream('deflate-raw'));
}

/** A stream that failed tells so again when it is cancelled. */
function alreadyFailed(): void {}

/** The packed bytes: behind the local header, whose name and extra field may be longer than the directory's. */
async function packedBytes({ zip, path, offset, compressedSize }: ArchiveEntry): Promise<Blob> {
  const header = new DataView(await zip.slice(offset, offset + LOCAL_HEADER_BYTES).arrayBuffer());
  if (header.byteLength < LOCAL_HEADER_BYTES || header.getUint32(0, true) !== LOCAL_HEADER) throw damagedEntry(path);
  const start = offset + LOCAL_HEADER_BYTES + header.getUint16(26, true) + header.getUint16(28, true);
  if (start + compressedSize > zip.size) throw damagedEntry(path);
  return zip.slice(start, start + compressedSize);
}
