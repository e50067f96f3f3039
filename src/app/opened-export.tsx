import { archiveName } from '../contract/archive-name.ts';
import type { FinishedJob } from '../jobs/job-state.ts';
import { type Artifact, useArtifact } from '../jobs/use-artifact.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { formatBytes } from '../ui/format-bytes.ts';
import { RetryIcon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { LazyPart } from './lazy-part.tsx';
import { ArchiveDialog } from './lazy-parts.tsx';
import { ZipPreview } from './zip-preview.tsx';

interface OpenedExportProps {
  readonly finished: FinishedJob;
  readonly onClose: () => void;
}

/** The ZIP of a finished export: its download, then what is in it. */
export function OpenedExport({ finished, onClose }: OpenedExportProps) {
  const { artifact, retry } = useArtifact(finished);
  const fileName = archiveName(finished.request);
  const onOpenChange = (open: boolean) => {
    if (!open) onClose();
  };
  if (artifact.state === 'ready') {
    return (
      <LazyPart title={fileName} onClose={onClose}>
        <ArchiveDialog
          open
          onOpenChange={onOpenChange}
          blob={artifact.zip}
          fileName={fileName}
          preview={(files) => <ZipPreview zip={artifact.zip} files={files} />}
        />
      </LazyPart>
    );
  }
  return (
    <Dialog open onOpenChange={onOpenChange} title={fileName} size="large">
      <Download artifact={artifact} onRetry={retry} />
    </Dialog>
  );
}

interface DownloadProps {
  readonly artifact: Exclude<Artifact, { state: 'ready' }>;
  readonly onRetry: () => void;
}

function Download({ artifact, onRetry }: DownloadProps) {
  const isClosed = artifact.state === 'failed' && artifact.failure.link !== undefined;
  const again = (
    <Button size="small" icon={<RetryIcon size={16} />} onClick={onRetry}>
      {isClosed ? 'Try to read it again' : 'Download again'}
    </Button>
  );
  switch (artifact.state) {
    case 'loading':
      return <Downloading received={artifact.received} total={artifact.total} />;
    case 'stopped':
      return (
        <Notice tone="info" actions={again}>
          The download was stopped.
        </Notice>
      );
    case 'failed':
      return (
        <Notice
          tone={artifact.failure.link ? 'warning' : 'error'}
          title={artifact.failure.message}
          actions={
            <>
              {artifact.failure.link && <PlainDownload href={artifact.failure.link} />}
              {again}
            </>
          }
        >
          {artifact.failure.advice}
        </Notice>
      );
  }
}

/** Lets the browser itself fetch what the page may not read. The page's address and window stay out of it. */
function PlainDownload({ href }: { readonly href: string }) {
  return (
    <a href={href} download target="_blank" rel="noreferrer">
      Download the ZIP
    </a>
  );
}

function Downloading({ received, total }: { readonly received: number; readonly total: number }) {
  const known = total > 0;
  return (
    <>
      <ProgressBar label="Downloading the ZIP" {...(known && { value: received, max: total })} />
      <p>
        {formatBytes(received)}
        {known && ` of ${formatBytes(total)}`}
      </p>
    </>
  );
}
