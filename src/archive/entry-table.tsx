import { useMemo, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import styles from './archive.module.css';
import { FileRow, FolderRow } from './entry-rows.tsx';
import { entryTree, type Folder, treeRows } from './entry-tree.ts';
import type { ArchiveEntry } from './read-archive.ts';

export interface EntryActions {
  /** Triangles of the models, where they are known. */
  readonly triangles: ReadonlyMap<ArchiveEntry, number>;
  /** The entry that is shown. */
  readonly chosen: ArchiveEntry | undefined;
  readonly onChoose: (entry: ArchiveEntry) => void;
  readonly onSave: (entry: ArchiveEntry) => void;
}

/** Folders of a larger ZIP are closed at first. Entries. */
const OPEN_AT_FIRST = 200;
/** Lines that are added at once: a browser becomes slow with tens of thousands. */
const PAGE = 300;

/** The files and folders of a ZIP as a tree, with what can be done with each. */
export function EntryTable({ entries, ...actions }: EntryActions & { readonly entries: readonly ArchiveEntry[] }) {
  const tree = useMemo(() => entryTree(entries), [entries]);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [shown, setShown] = useState(PAGE);
  const openAtFirst = entries.length <= OPEN_AT_FIRST;
  const rows = useMemo(
    () => treeRows(tree, ({ id }: Folder) => toggled.has(id) !== openAtFirst),
    [tree, toggled, openAtFirst],
  );
  const toggle = ({ id }: Folder) => {
    const next = new Set(toggled);
    if (!next.delete(id)) next.add(id);
    setToggled(next);
  };
  return (
    <div className={styles.tableFrame}>
      <table className={styles.table}>
        <caption>
          <VisuallyHidden>Files in the ZIP</VisuallyHidden>
        </caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col" className={styles.wide}>
              Kind
            </th>
            <th scope="col" className={styles.number}>
              Size
            </th>
            <th scope="col" className={`${styles.number} ${styles.wide}`}>
              Packed
            </th>
            <th scope="col" className={`${styles.number} ${styles.wide}`}>
              Triangles
            </th>
            <th scope="col">
              <VisuallyHidden>Actions</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows
            .slice(0, shown)
            .map((row) =>
              row.kind === 'folder' ? (
                <FolderRow key={`folder ${row.folder.id}`} {...row} onToggle={toggle} />
              ) : (
                <FileRow key={row.file.entry.index} {...row} {...actions} />
              ),
            )}
        </tbody>
      </table>
      {rows.length > shown && (
        <p className={styles.more}>
          {(rows.length - shown).toLocaleString('en-US')} more lines
          <Button size="small" onClick={() => setShown(shown + PAGE)}>
            Show {Math.min(PAGE, rows.length - shown)} more
          </Button>
        </p>
      )}
    </div>
  );
}
