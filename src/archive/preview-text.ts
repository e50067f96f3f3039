import { extensionOf } from './entry-kind.ts';
import { extractStart } from './extract-entry.ts';
import type { ArchiveEntry } from './read-archive.ts';

/** Longer texts are cut in the preview: a browser becomes slow with more. Bytes. */
export const PREVIEW_BYTES = 2 ** 20;

export interface TextPreview {
  readonly text: string;
  /** Whether the file goes on. */
  readonly cut: boolean;
}

/** The start of a text file. JSON that is complete is laid out in lines. */
export async function previewText(entry: ArchiveEntry, signal?: AbortSignal): Promise<TextPreview> {
  const bytes = await extractStart(entry, PREVIEW_BYTES, signal);
  const text = new TextDecoder().decode(bytes);
  const cut = entry.size > bytes.length;
  return { text: cut || extensionOf(entry.name) !== 'json' ? text : prettyJson(text), cut };
}

/** JSON with indentation; anything else as it is, because it is only shown. */
function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
