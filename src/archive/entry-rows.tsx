import { memo } from 'react';
import { Button } from '../ui/button.tsx';
import { formatBytes } from '../ui/format-bytes.ts';
import { ChevronIcon, DownloadIcon, EyeIcon, FileIcon, FolderIcon } from '../ui/icons.tsx';
import styles from './archive.module.css';
import { ENTRY_KINDS } from './entry-kind.ts';
import { type Folder, shownName, type TreeFile } from './entry-tree.ts';
import type { ArchiveEntry } from './read-archive.ts';

interface FolderRowProps {
  readonly folder: Folder;
  readonly depth: number;
  readonly open: boolean;
  readonly onToggle: (folder: Folder) => void;
}

/** A folder, which opens and closes. */
export const FolderRow = memo(({ folder, depth, open, onToggle }: FolderRowProps) => {
  return (
    <tr>
      <th scope="row" colSpan={6}>
        <button
          type="button"
          className={styles.folder}
          style={indent(depth)}
          aria-expanded={open}
          onClick={() => onToggle(folder)}
        >
          <ChevronIcon size={14} />
          <FolderIcon size={16} />
          <bdi>{folder.name}</bdi>
        </button>
      </th>
    </tr>
  );
});

interface FileRowProps extends FileActions {
  readonly file: TreeFile;
  readonly depth: number;
  /** Of the model in it, where they are known. */
  readonly triangles: number | undefined;
  /** Whether it is the one that is shown. */
  readonly chosen: boolean;
}

export interface FileActions {
  readonly onChoose: (entry: ArchiveEntry) => void;
  readonly onSave: (entry: ArchiveEntry) => void;
}

/** A file with its facts and what can be done with it. */
export const FileRow = memo(({ file: { name, entry }, depth, triangles, chosen, onChoose, onSave }: FileRowProps) => {
  const path = shownName(entry.path);
  return (
    <tr>
      <th scope="row">
        <span className={styles.name} style={indent(depth)}>
          <FileIcon size={16} />
          <bdi>{name}</bdi>
        </span>
      </th>
      <td className={styles.wide}>{entry.encrypted ? 'Encrypted' : ENTRY_KINDS[entry.kind]}</td>
      <td className={styles.number}>{formatBytes(entry.size)}</td>
      <td className={`${styles.number} ${styles.wide}`}>{formatBytes(entry.compressedSize)}</td>
      <td className={`${styles.number} ${styles.wide}`}>{triangles?.toLocaleString('en-US')}</td>
      <td>
        <span className={styles.actions}>
          {entry.view && (
            <Button
              variant="quiet"
              size="small"
              icon={<EyeIcon size={16} />}
              aria-label={`${entry.view === 'text' ? 'Read' : 'Show'} ${path}`}
              aria-pressed={chosen}
              onClick={() => onChoose(entry)}
            >
              <span className={styles.actionText}>{entry.view === 'text' ? 'Read' : 'Show'}</span>
            </Button>
          )}
          <Button
            variant="quiet"
            size="small"
            icon={<DownloadIcon size={16} />}
            aria-label={`Save ${path}`}
            onClick={() => onSave(entry)}
          >
            <span className={styles.actionText}>Save</span>
          </Button>
        </span>
      </td>
    </tr>
  );
});

function indent(depth: number) {
  return { paddingInlineStart: `${depth * 18}px` };
}
