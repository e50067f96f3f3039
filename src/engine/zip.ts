import { BlobWriter, ZipWriter } from '@zip.js/zip.js/lib/zip-core-native.js';
import { ExportError } from '../contract/errors.ts';
import type { Chunks, OutputFile } from './formats/format.ts';

/** Beyond this, programs (and browsers, which hold an unpacked file as one buffer) stop opening what is in the ZIP. */
const MAX_BYTES = 2 ** 31;

/** Reports bytes taken in, before compression; `total` is 0, because nobody knows it before the end. */
export type OnPacked = (done: number, total: 0) => void;

/**
 * Packs files into a ZIP in their order, with the platform's own deflate. Files are asked for one by one and read while
 * they are compressed: only compressed bytes are kept, and a later file may depend on what an earlier one gave.
 * The bytes depend on nothing but the files and the platform's deflate.
 * @throws ExportError `area-too-large` where the files are larger than 2 GiB together; the signal's reason on abort
 */
export async function packZip(
  files: Iterable<OutputFile> | AsyncIterable<OutputFile>,
  onProgress: OnPacked,
  signal: AbortSignal,
  maxBytes: number = MAX_BYTES,
): Promise<Blob> {
  const zip = new ZipWriter(new BlobWriter('application/zip'), zipOptions());
  let done = 0;
  const take = (bytes: number) => {
    done += bytes;
    if (done > maxBytes) throw tooLarge(maxBytes);
    onProgress(done, 0);
  };
  for await (const { name, chunks } of files) {
    signal.throwIfAborted();
    await zip.add(name, { readable: streamOf(chunks, take, signal) });
  }
  signal.throwIfAborted();
  return zip.close();
}

/**
 * A ZIP as a stream: only what was not yet read is kept. For formats that are ZIPs themselves.
 */
export async function* streamZip(files: Iterable<OutputFile>): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const abort = new AbortController();
  const ended = packInto(writable, files, abort.signal).then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  const reader = readable.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
    const failed = await ended;
    if (failed) throw failed.error;
  } finally {
    // Where the stream is not read to its end, nobody waits for the packing any more: it ends by this.
    abort.abort();
    await Promise.allSettled([reader.cancel(), ended]);
  }
}

async function packInto(
  writable: WritableStream<Uint8Array>,
  files: Iterable<OutputFile>,
  signal: AbortSignal,
): Promise<void> {
  try {
    const zip = new ZipWriter(writable, zipOptions());
    for (const { name, chunks } of files) await zip.add(name, { readable: streamOf(chunks, () => {}, signal) });
    await zip.close();
  } catch (error) {
    // Its reader learns the error; a stream that has ended already has nobody to tell.
    await Promise.allSettled([writable.abort(error)]);
    throw error;
  }
}

/** ZIPs depend on nothing but their files. */
function zipOptions() {
  return { useWebWorkers: false, extendedTimestamp: false, zip64: false, lastModDate: entryDate() };
}

/**
 * One date for every entry, so that the same model gives the same bytes: the first day that a ZIP can tell. ZIPs hold
 * local time, so the date is local too; noon exists in every time zone.
 */
function entryDate(): Date {
  return new Date(1980, 0, 1, 12);
}

/** A stream that makes a chunk only when one is asked for. */
function streamOf(chunks: Chunks, take: (bytes: number) => void, signal: AbortSignal): ReadableStream<Uint8Array> {
  const iterator: Iterator<Uint8Array> | AsyncIterator<Uint8Array> =
    Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          signal.throwIfAborted();
          const next = await iterator.next();
          if (next.done) return controller.close();
          take(next.value.length);
          controller.enqueue(next.value);
        } catch (error) {
          await iterator.return?.();
          throw error;
        }
      },
    },
    { highWaterMark: 0 },
  );
}

function tooLarge(maxBytes: number): ExportError {
  return new ExportError({
    code: 'area-too-large',
    message: `The model is larger than ${maxBytes / 2 ** 30} GiB, which most programs cannot open.`,
    advice: 'Choose a smaller area, or fewer layers.',
  });
}
