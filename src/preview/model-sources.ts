import type { ArchiveFile } from '../contract/archive-file.ts';
import { baseName, type ReadableExtension, readableExtension } from './readable-formats.ts';
import type { ModelSource } from './use-model.ts';

/** Which files a format may name. */
const COMPANIONS: Readonly<Partial<Record<ReadableExtension, string>>> = { obj: '.mtl', gltf: '.bin' };

/** More models are neither read together nor offered one by one: a ZIP may hold a hundred thousand. Files. */
const MOST = 200;
const MOST_COMPANIONS = 2000;

/** The models in a ZIP: first the files of one format together, where there are several, then each of its own. */
export function modelSources(files: readonly ArchiveFile[]): ModelSource[] {
  const byFormat = new Map<ReadableExtension, ArchiveFile[]>();
  for (const file of files) {
    const format = readableExtension(file.path);
    if (format) byFormat.set(format, added(byFormat.get(format), file));
  }
  return [...byFormat].flatMap(([format, own]) => {
    const companions = companionsOf(format, files);
    const shown = own.slice(0, MOST);
    const single = shown.map((file) => ({ label: baseName(file.path), files: [file], companions }));
    return own.length > 1
      ? [{ label: togetherLabel(format, own.length), files: shown, companions }, ...single]
      : single;
  });
}

function added(list: ArchiveFile[] | undefined, file: ArchiveFile): ArchiveFile[] {
  if (!list) return [file];
  list.push(file);
  return list;
}

function companionsOf(format: ReadableExtension, files: readonly ArchiveFile[]): readonly ArchiveFile[] {
  const ending = COMPANIONS[format];
  if (!ending) return [];
  return files.filter(({ path }) => path.toLowerCase().endsWith(ending)).slice(0, MOST_COMPANIONS);
}

function togetherLabel(format: ReadableExtension, count: number): string {
  const kind = `${format.toUpperCase()} files`;
  return count > MOST ? `The first ${MOST} of ${count.toLocaleString('en-US')} ${kind}` : `All ${count} ${kind}`;
}
