import type { ArchiveFile } from '../contract/archive-file.ts';
import { baseName, type ReadableExtension, readableExtension } from './readable-formats.ts';
import type { ModelSource } from './use-model.ts';

/** Which files a format may name. */
const COMPANIONS: Readonly<Partial<Record<ReadableExtension, string>>> = { obj: '.mtl', gltf: '.bin' };

/** The models in a ZIP: first the files of one format together, where there are several, then each of its own. */
export function modelSources(files: readonly ArchiveFile[]): ModelSource[] {
  const byFormat = new Map<ReadableExtension, ArchiveFile[]>();
  for (const file of files) {
    const format = readableExtension(file.path);
    if (format) byFormat.set(format, [...(byFormat.get(format) ?? []), file]);
  }
  return [...byFormat].flatMap(([format, own]) => {
    const ending = COMPANIONS[format];
    const companions = files.filter(({ path }) => ending !== undefined && path.toLowerCase().endsWith(ending));
    const together = { label: `All ${own.length} ${format.toUpperCase()} files`, files: own, companions };
    const single = own.map((file) => ({ label: baseName(file.path), files: [file], companions }));
    return own.length > 1 ? [together, ...single] : single;
  });
}
