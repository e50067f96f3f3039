import { useCallback, useMemo, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import styles from './archive.module.css';
import { type FileActions, FileRow, FolderRow } from './entry-rows.tsx';
import { type Folder, treeRows } from './entry-tree.ts';
import type { ArchiveEntry } from './read-archive.ts';

/** Lines that are added at once: drawing more of them would be felt. */
const PAGE = 60;

interface EntryTableProps extends FileActions {
  readonly tree: Folder;
  /** Whether folders are open until they are closed. */
  readonly openAtFirst: boolean;
  /** Triangles of the models, where they are known. */
  readonly triangles: ReadonlyMap<ArchiveEntry, number>;
  /** The file that is shown. */
  readonly chosen: ArchiveEntry | undefined;
}

/** The files and folders of a ZIP as a tree, with what can be done with each. */
export function EntryTable({ tree, openAtFirst, triangles, chosen, ...actions }: EntryTableProps) {
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [shown, setShown] = useState(PAGE);
  const { rows, more } = useMemo(
    () => treeRows(tree, ({ id }) => toggled.has(id) !== openAtFirst, shown),
    [tree, toggled, openAtFirst, shown],
  );
  const toggle = useCallback(
    ({ id }: Folder) =>
      setToggled((before) => {
        const next = new Set(before);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    [],
  );
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
          {rows.map((row) =>
            row.kind === 'folder' ? (
              <FolderRow
                key={`folder ${row.folder.id}`}
                folder={row.folder}
                depth={row.depth}
                open={row.open}
                onToggle={toggle}
              />
            ) : (
              <FileRow
                key={row.file.entry.index}
                file={row.file}
                depth={row.depth}
                triangles={triangles.get(row.file.entry)}
                chosen={row.file.entry === chosen}
                {...actions}
              />
            ),
          )}
        </tbody>
      </table>
      {more > 0 && (
        <p className={styles.more}>
          {more.toLocaleString('en-US')} more lines
          <Button size="small" onClick={() => setShown(shown + PAGE)}>
            Show {Math.min(PAGE, more)} more
          </Button>
        </p>
      )}
    </div>
  );
}
