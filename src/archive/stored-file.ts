import type JSZip from 'jszip';

/** What the ZIP's directory states about a file. */
export interface StoredFacts {
  /** Bytes after unpacking. */
  readonly uncompressedSize: number;
  readonly compressedSize: number;
  /** Unsigned CRC-32 of the unpacked bytes. */
  readonly crc32: number;
}

/** JSZip's stream of unpacked bytes. */
export interface ByteStream {
  on(event: 'data', listener: (chunk: Uint8Array<ArrayBuffer>) => void): this;
  on(event: 'error', listener: (error: Error) => void): this;
  on(event: 'end', listener: () => void): this;
  resume(): this;
  pause(): this;
}

/** JSZip keeps the sizes and the checksum to itself (`_data`) and its types leave out `internalStream`. */
interface UntypedParts {
  readonly _data: StoredFacts;
  internalStream(type: 'uint8array'): ByteStream;
}

/** Sizes and checksum of a file of a ZIP that was read (JSZip reads them as signed). Folders have no data: their facts are zeros. */
export function storedFacts(file: JSZip.JSZipObject): StoredFacts {
  if (file.dir) return { uncompressedSize: 0, compressedSize: 0, crc32: 0 };
  const { uncompressedSize, compressedSize, crc32 } = (file as unknown as UntypedParts)._data;
  return { uncompressedSize: uncompressedSize >>> 0, compressedSize: compressedSize >>> 0, crc32: crc32 >>> 0 };
}

/** A paused stream of a file's unpacked bytes. It checks the length at its end, but not the checksum. */
export function byteStream(file: JSZip.JSZipObject): ByteStream {
  return (file as unknown as UntypedParts).internalStream('uint8array');
}
