/** Chunks that are made while they are read, and made anew each time. */
export function lazyChunks(make: () => Iterable<Uint8Array>): Iterable<Uint8Array> {
  return { [Symbol.iterator]: () => make()[Symbol.iterator]() };
}
