import type JSZip from 'jszip';
import { readFailure } from './archive-errors.ts';
import { type EntryKind, entryKind, isReadable } from './entry-kind.ts';
import { safeFileName } from './safe-file-name.ts';
import { storedFacts } from './stored-file.ts';

/** A file or folder in a ZIP. */
export interface ArchiveEntry {
  /** As the ZIP states it: to be shown, never to be used as a path. */
  readonly path: string;
  /** The name to save it under. */
  readonly name: string;
  readonly kind: EntryKind;
  readonly isFolder: boolean;
  /** Whether it can be shown as text. */
  readonly readable: boolean;
  /** Bytes, unpacked and packed. */
  readonly size: number;
  readonly compressedSize: number;
  /** CRC-32 that the ZIP states. */
  readonly crc32: number;
  readonly file: JSZip.JSZipObject;
}

/** The table of contents of a ZIP. */
export interface Archive {
  /** In the order of the ZIP. */
  readonly entries: readonly ArchiveEntry[];
  /** Entries that share their name with a later one, which alone can be opened. */
  readonly hiddenCount: number;
}

/** Loads the ZIP reader before it is needed. Where that fails, {@link readArchive} tries again and tells. */
export function prepareArchive(): void {
  void Promise.allSettled([import('jszip')]);
}

/**
 * Reads the table of contents of a ZIP; nothing is unpacked.
 * @param fileName for the words of an error
 * @throws ExportError `bad-file`: not a ZIP, incomplete, damaged, encrypted, or compressed in an unknown way
 */
export async function readArchive(blob: Blob, fileName: string): Promise<Archive> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const { default: JSZip } = await import('jszip');
  const zip = await JSZip.loadAsync(bytes).catch((cause) => {
    throw readFailure({ fileName, bytes }, cause);
  });
  const entries = Object.values(zip.files).map(toEntry);
  return { entries, hiddenCount: Math.max(0, statedCount(bytes) - entries.length) };
}

function toEntry(file: JSZip.JSZipObject): ArchiveEntry {
  const path = file.unsafeOriginalName ?? file.name;
  const name = safeFileName(path);
  const { uncompressedSize, compressedSize, crc32 } = storedFacts(file);
  return {
    path,
    name,
    kind: entryKind(name),
    isFolder: file.dir,
    readable: !file.dir && isReadable(name),
    size: uncompressedSize,
    compressedSize,
    crc32,
    file,
  };
}

/** Number of entries by the end record (`PK\5\6`, entries at 10): JSZip keeps only the last of equal names. ZIP64 states it elsewhere. */
function statedCount(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = bytes.length - 22; at >= 0; at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    const count = view.getUint16(at + 10, true);
    return count === 0xffff ? 0 : count;
  }
  return 0;
}
