import { extensionOf } from './entry-kind.ts';
import { extractStart } from './extract-entry.ts';
import type { ArchiveEntry } from './read-archive.ts';

/** Of a binary STL: 80 bytes of text, the number of triangles, 50 bytes each. */
const STL_HEAD = 84;
const STL_TRIANGLE = 50;
/** STL files whose heads are read. */
const MAX_FILES = 50;

/**
 * How many triangles the models of a ZIP have, by entry, where that is known: from the head of a binary STL, otherwise
 * from what the report says of the layer that the file is named after, or of all where there is one model.
 * @param layers triangles of each layer by its id, as the report has them
 */
export async function triangleCounts(
  entries: readonly ArchiveEntry[],
  layers: ReadonlyMap<string, number>,
  signal: AbortSignal,
): Promise<Map<ArchiveEntry, number>> {
  const models = entries.filter(({ kind }) => kind === 'model').slice(0, MAX_FILES);
  const counts = new Map<ArchiveEntry, number>();
  for (const model of models) {
    const count = (await stlTriangles(model, signal)) ?? reported(model, models.length === 1, layers);
    if (count !== undefined) counts.set(model, count);
  }
  return counts;
}

async function stlTriangles(entry: ArchiveEntry, signal: AbortSignal): Promise<number | undefined> {
  if (extensionOf(entry.name) !== 'stl' || entry.size < STL_HEAD || entry.encrypted) return undefined;
  const head = await extractStart(entry, STL_HEAD, signal).catch(unreadable);
  signal.throwIfAborted();
  if (!head) return undefined;
  const count = new DataView(head.buffer, head.byteOffset).getUint32(STL_HEAD - 4, true);
  return entry.size === STL_HEAD + STL_TRIANGLE * count ? count : undefined;
}

/** That a file is damaged is told by the check of all files. */
function unreadable(): undefined {
  return undefined;
}

function reported({ name }: ArchiveEntry, isOnly: boolean, layers: ReadonlyMap<string, number>): number | undefined {
  if (layers.size === 0) return undefined;
  if (isOnly) return [...layers.values()].reduce((sum, count) => sum + count, 0);
  return layers.get(name.replace(/\.[^.]*$/, '').replace(/^.*_/, ''));
}
