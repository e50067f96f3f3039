import { nextTask } from '../../../contract/next-task.ts';

const CHUNK_BYTES = 65_536;
/** About 30 ms of XML parsing. */
const BYTES_PER_TASK = 1_048_576;

/** Called with the bytes read so far and the bytes in all. */
export type OnBytes = (done: number, total: number) => void;

/**
 * The bytes in chunks of 64 KiB. Lets other tasks run after each MiB, so that a message that cancels can arrive.
 * @throws the signal's reason when it aborts
 */
export async function* chunksOf(bytes: Uint8Array, signal: AbortSignal, onBytes?: OnBytes): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    if (start % BYTES_PER_TASK === 0) await nextTask();
    signal.throwIfAborted();
    yield bytes.subarray(start, start + CHUNK_BYTES);
    onBytes?.(Math.min(start + CHUNK_BYTES, bytes.length), bytes.length);
  }
}

/** Chunks as one run of bytes. */
export async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    length += chunk.length;
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

/**
 * Unpacks gzip (RFC 1952) or zlib (`deflate`, RFC 1950) chunk by chunk.
 * @throws TypeError or a decoder's own error where the input is damaged or ends too early
 */
export function decompress(chunks: AsyncIterable<Uint8Array>, format: 'gzip' | 'deflate'): AsyncGenerator<Uint8Array> {
  return streamChunks(toStream(chunks).pipeThrough(new DecompressionStream(format)));
}

/** A stream's chunks; Safari's streams are not iterable by themselves. Leaving the loop early cancels the stream. */
export async function* streamChunks(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) yield chunk.value;
  } finally {
    await reader.cancel();
  }
}

function toStream(chunks: AsyncIterable<Uint8Array>): ReadableStream<BufferSource> {
  const iterator = chunks[Symbol.asyncIterator]();
  return new ReadableStream<BufferSource>({
    async pull(controller) {
      const chunk = await iterator.next();
      if (chunk.done) controller.close();
      else controller.enqueue(chunk.value as Uint8Array<ArrayBuffer>);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
