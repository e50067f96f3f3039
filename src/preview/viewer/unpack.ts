import { BlobReader, type FileEntry, ZipReader } from '@zip.js/zip.js';
import type { ArchiveFile } from '../../contract/archive-file.ts';
import { ExportError } from '../../contract/errors.ts';
import type { ModelFile } from '../model.ts';
import { baseName } from '../readable-formats.ts';

/** More would not fit beside its triangles. Bytes. */
const MAX_SIZE = 1.5e9;

/**
 * Unpacks files of a ZIP and compares their checksums. Files beside them are unpacked when they are asked for.
 * @throws ExportError `bad-file` where one is missing, damaged, or longer than the ZIP states
 */
export async function unpackFiles(
  zip: Blob,
  files: readonly ArchiveFile[],
  companions: readonly ArchiveFile[],
): Promise<ModelFile[]> {
  const entries = await new ZipReader(new BlobReader(zip)).getEntries().catch((cause) => {
    throw damaged('The ZIP', cause);
  });
  // The last of equal names counts, as in the list.
  const byPath = new Map(entries.map((entry) => [entry.filename, entry]));
  const read = async ({ path }: ArchiveFile) => {
    const entry = byPath.get(path);
    if (!entry || entry.directory) throw damaged(`“${path}” in the ZIP`);
    return unpack(entry);
  };
  const opened: ModelFile[] = [];
  for (const file of files) {
    opened.push({
      name: baseName(file.path),
      bytes: await read(file),
      companion: async (name) => {
        const found = companions.find(({ path }) => baseName(path) === name);
        return found && read(found);
      },
    });
  }
  return opened;
}

async function unpack(entry: FileEntry): Promise<Uint8Array<ArrayBuffer>> {
  const { filename, uncompressedSize } = entry;
  if (uncompressedSize > MAX_SIZE) throw tooLarge(filename);
  const bytes = new Uint8Array(uncompressedSize);
  let length = 0;
  const sink = new WritableStream<Uint8Array>({
    write(chunk) {
      if (length + chunk.length > bytes.length) throw new RangeError('it is longer than the ZIP states');
      bytes.set(chunk, length);
      length += chunk.length;
    },
  });
  await entry.getData(sink, { checkSignature: true, useWebWorkers: false }).catch((cause) => {
    throw damaged(`“${filename}” in the ZIP`, cause);
  });
  return bytes;
}

function damaged(what: string, cause?: unknown): ExportError {
  return new ExportError(
    {
      code: 'bad-file',
      message: `${what} is damaged or packed in a way that cannot be shown.`,
      advice: 'Download it again, or repeat the export.',
    },
    { cause },
  );
}

function tooLarge(path: string): ExportError {
  return new ExportError({
    code: 'bad-file',
    message: `“${path}” is too large to be shown here.`,
    advice: 'Save it and open it with another program.',
  });
}
