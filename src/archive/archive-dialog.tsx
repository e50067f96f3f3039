import { useCallback, useMemo } from 'react';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { formatBytes } from '../ui/format-bytes.ts';
import { DownloadIcon, ShareIcon } from '../ui/icons.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { ArchiveContents, type ArchivePreview } from './archive-contents.tsx';
import { Delayed } from './delayed.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { readArchive } from './read-archive.ts';
import { SaveStatus } from './save-status.tsx';
import { canShare, shareFile } from './share-file.ts';
import { useSave } from './use-save.ts';
import { useTask } from './use-task.ts';

export interface ArchiveDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly blob: Blob;
  /** The ZIP's name, under which it is saved. */
  readonly fileName: string;
  /** Whether the ZIP is one of the user's own files, which needs no saving. */
  readonly own?: boolean;
  /** Shows the models in it, above the list. */
  readonly preview?: ArchivePreview | undefined;
}

/** Lists what is in a ZIP, shows its texts and pictures, and saves it whole or file by file. */
export function ArchiveDialog({ open, onOpenChange, blob, fileName, own = false, preview }: ArchiveDialogProps) {
  const saver = useSave();
  const archive = useTask(useCallback(() => readArchive(blob, fileName), [blob, fileName]));
  const shared = useMemo(() => new File([blob], fileName, { type: 'application/zip' }), [blob, fileName]);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={fileName}
      description={`ZIP file, ${formatBytes(blob.size)}`}
      size="large"
      footer={
        !own && (
          <>
            {canShare(shared) && (
              <Button icon={<ShareIcon />} onClick={() => shareFile(shared)}>
                Share
              </Button>
            )}
            <Button variant="primary" icon={<DownloadIcon />} onClick={() => saver.saveZip(blob, fileName)}>
              Save ZIP
            </Button>
          </>
        )
      }
    >
      {archive.status === 'running' && (
        <Delayed>
          <ProgressBar label="Opening the ZIP" />
        </Delayed>
      )}
      {archive.status === 'failed' && (
        <>
          <FailureNotice title="The ZIP cannot be opened" error={archive.error} />
          <SaveStatus saving={saver.saving} onCancel={saver.cancel} onAllow={() => undefined} />
        </>
      )}
      {archive.status === 'done' && (
        <ArchiveContents archive={archive.value} zipSize={blob.size} saver={saver} preview={preview} />
      )}
    </Dialog>
  );
}
