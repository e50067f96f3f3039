import { type ReactNode, useCallback } from 'react';
import type { ArchiveFile } from '../contract/archive-file.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { formatBytes } from '../ui/format-bytes.ts';
import { DownloadIcon } from '../ui/icons.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { ArchiveContents } from './archive-contents.tsx';
import { Delayed } from './delayed.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { readArchive } from './read-archive.ts';
import { saveFile } from './save-file.ts';
import { useTask } from './use-task.ts';

export interface ArchiveDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly blob: Blob;
  /** The ZIP's name, under which it is saved. */
  readonly fileName: string;
  /** Shows models among the files of the ZIP. */
  readonly preview?: (files: readonly ArchiveFile[]) => ReactNode;
}

/** Lists what is in a finished ZIP, shows its texts, and saves it whole or file by file. */
export function ArchiveDialog({ open, onOpenChange, blob, fileName, preview }: ArchiveDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={fileName}
      description={`ZIP file, ${formatBytes(blob.size)}`}
      size="large"
      footer={
        <Button variant="primary" icon={<DownloadIcon />} onClick={() => saveFile(blob, fileName)}>
          Save ZIP
        </Button>
      }
    >
      <OpenedArchive blob={blob} fileName={fileName} {...(preview && { preview })} />
    </Dialog>
  );
}

function OpenedArchive({ blob, fileName, preview }: Pick<ArchiveDialogProps, 'blob' | 'fileName' | 'preview'>) {
  const archive = useTask(useCallback(() => readArchive(blob, fileName), [blob, fileName]));
  switch (archive.status) {
    case 'running':
      return (
        <Delayed>
          <ProgressBar label="Opening the ZIP" />
        </Delayed>
      );
    case 'failed':
      return <FailureNotice title="The ZIP cannot be opened" error={archive.error} />;
    case 'done':
      return <ArchiveContents archive={archive.value} preview={preview} />;
  }
}
