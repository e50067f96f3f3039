import { Button } from '../ui/button.tsx';
import { formatBytes } from '../ui/format-bytes.ts';
import { DownloadIcon, EyeIcon, FileIcon, FolderIcon } from '../ui/icons.tsx';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import styles from './archive.module.css';
import { ENTRY_KINDS } from './entry-kind.ts';
import type { ArchiveEntry } from './read-archive.ts';

interface EntryActions {
  /** The entry whose text is shown. */
  readonly chosen: ArchiveEntry | undefined;
  readonly onChoose: (entry: ArchiveEntry) => void;
  readonly onSave: (entry: ArchiveEntry) => void;
}

/** The files and folders of a ZIP with what can be done with each. */
export function EntryTable({ entries, ...actions }: EntryActions & { readonly entries: readonly ArchiveEntry[] }) {
  return (
    <div className={styles.tableFrame}>
      <table className={styles.table}>
        <caption>
          <VisuallyHidden>Files in the ZIP</VisuallyHidden>
        </caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Kind</th>
            <th scope="col" className={styles.size}>
              Size
            </th>
            <th scope="col">
              <VisuallyHidden>Actions</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <EntryRow key={entry.path} entry={entry} {...actions} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function EntryRow({ entry, chosen, onChoose, onSave }: EntryActions & { readonly entry: ArchiveEntry }) {
  const Icon = entry.isFolder ? FolderIcon : FileIcon;
  return (
    <tr>
      <th scope="row">
        <span className={styles.name}>
          <Icon size={16} />
          <bdi>{entry.path}</bdi>
        </span>
      </th>
      <td>{entry.isFolder ? 'Folder' : ENTRY_KINDS[entry.kind]}</td>
      <td className={styles.size}>{entry.isFolder ? '' : formatBytes(entry.size)}</td>
      <td>
        <span className={styles.actions}>
          {entry.readable && (
            <Button
              variant="quiet"
              size="small"
              icon={<EyeIcon size={16} />}
              aria-label={`Read ${entry.path}`}
              aria-pressed={entry === chosen}
              onClick={() => onChoose(entry)}
            >
              <span className={styles.actionText}>Read</span>
            </Button>
          )}
          {!entry.isFolder && (
            <Button
              variant="quiet"
              size="small"
              icon={<DownloadIcon size={16} />}
              aria-label={`Save ${entry.path}`}
              onClick={() => onSave(entry)}
            >
              <span className={styles.actionText}>Save</span>
            </Button>
          )}
        </span>
      </td>
    </tr>
  );
}
