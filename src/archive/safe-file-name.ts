/** Longest name that every common file system takes, in UTF-16 units. */
const MAX_LENGTH = 120;

/** Names of which nothing has to change, as nearly all are. */
const PLAIN = /^[a-z0-9_][\w -]*(\.\w+)?$/i;

/**
 * The name under which an entry of a ZIP may be saved: the last part of its path, whatever the path pretends
 * (`../`, a drive, a root), without characters that a file system refuses or that hide the real ending.
 */
export function safeFileName(path: string): string {
  if (PLAIN.test(path) && path.length <= MAX_LENGTH) return path;
  const parts = path.split(/[/\\:]/).filter((part) => part.trim() !== '');
  const name = (parts.at(-1) ?? '')
    .slice(-MAX_LENGTH)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}<>"|?*]/gu, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  return name || 'file';
}
