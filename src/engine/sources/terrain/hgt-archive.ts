import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { badHgt, isHgtSize, type NamedFile } from './hgt-file.ts';

/** Whether bytes start as a ZIP file. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/**
 * The `.hgt` files in a ZIP file.
 * @throws ExportError `bad-file` where it is damaged or holds none
 */
export async function unpackHgt(file: NamedFile, signal: AbortSignal): Promise<NamedFile[]> {
  const found: NamedFile[] = [];
  try {
    const reader = new ZipReader(new Uint8ArrayReader(file.bytes), { useWebWorkers: false, checkSignature: true });
    for (const entry of await reader.getEntries()) {
      if (entry.directory || !/\.hgt$/i.test(entry.filename)) continue;
      // Sizes are known beforehand: what has another one is not unpacked at all.
      const fits = isHgtSize(entry.uncompressedSize);
      const bytes = fits ? await entry.getData(new Uint8ArrayWriter(), { signal }) : new Uint8Array(0);
      if (!fits)
        throw new Error(`${entry.filename} has ${entry.uncompressedSize} bytes, which is no size of an .hgt file`);
      found.push({ name: `${file.name}/${entry.filename}`, bytes });
    }
    await reader.close();
  } catch (error) {
    signal.throwIfAborted();
    const detail = error instanceof Error ? error.message : String(error);
    throw badHgt(file.name, `cannot be unpacked (${detail})`, 'Download the file again, it may be incomplete.');
  }
  if (found.length === 0) {
    throw badHgt(file.name, 'holds no .hgt file', 'Choose an SRTM file in .hgt form, as it is or zipped.');
  }
  return found;
}
