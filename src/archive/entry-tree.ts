import type { ArchiveEntry } from './read-archive.ts';

/** Folders that lie deeper are shown as a part of the names in them. */
const MAX_DEPTH = 20;

/** Names in printable ASCII, as nearly all are, hide nothing. */
const PLAIN = /^[ -~]+$/;

/** A folder of a ZIP, whether the ZIP lists it or only names files in it. */
export interface Folder {
  readonly name: string;
  /** Unique in the tree. */
  readonly id: string;
  readonly folders: ReadonlyMap<string, Folder>;
  readonly files: readonly TreeFile[];
}

/** A file under the name that it has in its folder. */
export interface TreeFile {
  readonly name: string;
  readonly entry: ArchiveEntry;
}

/** A line of the tree as it is shown: a folder, or a file. */
export type TreeRow =
  | { readonly kind: 'folder'; readonly folder: Folder; readonly depth: number; readonly open: boolean }
  | { readonly kind: 'file'; readonly file: TreeFile; readonly depth: number };

interface GrowingFolder extends Folder {
  readonly folders: Map<string, GrowingFolder>;
  readonly files: TreeFile[];
}

/** A tree that takes entries one by one, in their order; each folder's path is only a name, never followed. */
export function growTree(): { readonly tree: Folder; add(entry: ArchiveEntry): void } {
  const tree = newFolder('', '');
  return {
    tree,
    add(entry) {
      const parts = pathParts(entry.path);
      const last = entry.isFolder ? undefined : parts.pop();
      let folder = tree;
      for (const part of parts.slice(0, MAX_DEPTH)) folder = subfolder(folder, part);
      const name = [...parts.slice(MAX_DEPTH), last].filter((part) => part !== undefined).join('/');
      if (!entry.isFolder) folder.files.push({ name: shownName(name), entry });
    },
  };
}

/** The first `limit` lines of a tree, folders first, without what lies in closed folders; and how many follow. */
export function treeRows(root: Folder, isOpen: (folder: Folder) => boolean, limit: number) {
  const rows: TreeRow[] = [];
  let more = 0;
  const add = (folder: Folder, depth: number) => {
    for (const child of folder.folders.values()) {
      const open = isOpen(child);
      if (rows.length < limit) rows.push({ kind: 'folder', folder: child, depth, open });
      else more++;
      if (open) add(child, depth + 1);
    }
    const shown = folder.files.slice(0, limit - rows.length);
    rows.push(...shown.map((file): TreeRow => ({ kind: 'file', file, depth })));
    more += folder.files.length - shown.length;
  };
  add(root, 0);
  return { rows, more };
}

/** A name without characters that hide a part of it or turn its reading direction. */
export function shownName(name: string): string {
  if (PLAIN.test(name)) return name;
  return name.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '�') || '(no name)';
}

/** Whether an entry's path leads out of the folder that it would be unpacked into. */
export function leavesFolder({ path }: Pick<ArchiveEntry, 'path'>): boolean {
  return /^[/\\]|^[a-z]:|(^|[/\\])\.\.([/\\]|$)/i.test(path);
}

function pathParts(path: string): string[] {
  const parts = path.split(/[/\\]/);
  if (parts.length > 1 && parts[0] === '') parts[0] = '/';
  const named = parts.filter((part) => part !== '');
  return named.length > 0 ? named : [''];
}

function subfolder(folder: GrowingFolder, name: string): GrowingFolder {
  const known = folder.folders.get(name);
  if (known) return known;
  const added = newFolder(shownName(name), `${folder.id}/${name}`);
  folder.folders.set(name, added);
  return added;
}

function newFolder(name: string, id: string): GrowingFolder {
  return { name, id, folders: new Map(), files: [] };
}
