import { type RawEntry, rawZip } from '../src/archive/test-zips.ts';

/** A file as a browser's file input takes it from a test. */
export interface PickedFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A ZIP of exactly these entries, which may lie. */
export function zipFile(
  name: string,
  entries: readonly RawEntry[],
  options?: { readonly zip64?: boolean },
): PickedFile {
  return { name, mimeType: 'application/zip', buffer: Buffer.from(rawZip(entries, options)) };
}
