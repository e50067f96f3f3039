import type { Chunks, OutputFile, PlainFile } from './format.ts';

/** A file of UTF-8 text. */
export function textFile(name: string, text: string): PlainFile {
  return { name, chunks: [new TextEncoder().encode(text)] };
}

/** A file that knows how many of its bytes were read so far: all of them once it is packed. */
export interface CountedFile extends OutputFile {
  readonly bytes: number;
}

/** Counts the bytes of a file while they are read, so that it need not be made twice. */
export function countBytes({ name, chunks }: OutputFile): CountedFile {
  let bytes = 0;
  const begin = () => {
    bytes = 0;
  };
  const count = (chunk: Uint8Array) => {
    bytes += chunk.length;
  };
  return {
    name,
    chunks: watched(chunks, begin, count),
    get bytes() {
      return bytes;
    },
  };
}

function watched(chunks: Chunks, begin: () => void, see: (chunk: Uint8Array) => void): Chunks {
  if (Symbol.asyncIterator in chunks) {
    return {
      async *[Symbol.asyncIterator]() {
        begin();
        for await (const chunk of chunks) {
          see(chunk);
          yield chunk;
        }
      },
    };
  }
  return {
    *[Symbol.iterator]() {
      begin();
      for (const chunk of chunks) {
        see(chunk);
        yield chunk;
      }
    },
  };
}
