import { BlobWriter, ZipWriter } from '@zip.js/zip.js/lib/zip-core-native.js';
import { ExportError } from '../contract/errors.ts';
import type { OutputFile } from './formats/format.ts';

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
  const zip = new ZipWriter(new BlobWriter('application/zip'), {
    useWebWorkers: false,
    extendedTimestamp: false,
    zip64: false,
    lastModDate: entryDate(),
  });
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
 * One date for every entry, so that the same model gives the same bytes: the first day that a ZIP can tell. ZIPs hold
 * local time, so the date is local too; noon exists in every time zone.
 */
function entryDate(): Date {
  return new Date(1980, 0, 1, 12);
}

/** A stream that makes a chunk only when one is asked for. */
function streamOf(
  chunks: Iterable<Uint8Array>,
  take: (bytes: number) => void,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.iterator]();
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        signal.throwIfAborted();
        const next = iterator.next();
        if (next.done) return controller.close();
        take(next.value.length);
        controller.enqueue(next.value);
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
