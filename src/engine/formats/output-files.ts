import type { OutputFile } from './format.ts';

/** A file of UTF-8 text. */
export function textFile(name: string, text: string): OutputFile {
  return { name, chunks: [new TextEncoder().encode(text)] };
}

/** A file that knows how many of its bytes were read so far: all of them once it is packed. */
export interface CountedFile extends OutputFile {
  readonly bytes: number;
}

/** Counts the bytes of a file while they are read, so that it need not be made twice. */
export function countBytes({ name, chunks }: OutputFile): CountedFile {
  let bytes = 0;
  function* counted(): Generator<Uint8Array> {
    bytes = 0;
    for (const chunk of chunks) {
      bytes += chunk.length;
      yield chunk;
    }
  }
  return {
    name,
    chunks: { [Symbol.iterator]: counted },
    get bytes() {
      return bytes;
    },
  };
}
