import { type ComponentType, useCallback, useEffect, useMemo, useState } from 'react';
import type { ArchiveFile } from '../contract/archive-file.ts';
import { Button } from '../ui/button.tsx';
import { formatBytes } from '../ui/format-bytes.ts';
import { CubeIcon, RetryIcon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { modelSources } from './model-sources.ts';
import type { ModelViewerProps } from './model-viewer.tsx';

/** Bytes of a model that is shown without being asked for: some three million triangles of STL. */
const SHOWN_AT_ONCE = 150e6;

export interface ModelPreviewProps {
  readonly zip: Blob;
  /** All files of the ZIP. They must keep their identity while the ZIP stays the same. */
  readonly files: readonly ArchiveFile[];
  /** Whether the page is dark. */
  readonly dark: boolean;
  readonly onSavePicture: (picture: Blob, name: string) => void;
}

/** The models of a ZIP in 3D; nothing where it holds none that can be shown. The viewer is loaded when it is needed. */
export function ModelPreview({ files, ...rest }: ModelPreviewProps) {
  const sources = useMemo(() => modelSources(files), [files]);
  const bytes = sources[0]?.files.reduce((sum, { size }) => sum + size, 0) ?? 0;
  const [wanted, setWanted] = useState(false);
  if (sources.length === 0) return null;
  if (!wanted && bytes > SHOWN_AT_ONCE) {
    return (
      <Notice
        tone="info"
        title={`The model is large: ${formatBytes(bytes)}`}
        actions={
          <Button size="small" icon={<CubeIcon size={16} />} onClick={() => setWanted(true)}>
            Show it in 3D
          </Button>
        }
      >
        To show it takes memory and some seconds. It can be saved without.
      </Notice>
    );
  }
  return <LoadedViewer sources={sources} {...rest} />;
}

function LoadedViewer(props: ModelViewerProps) {
  const { Viewer, failed, retry } = useModelViewer();
  if (Viewer) return <Viewer {...props} />;
  if (!failed) return <ProgressBar label="Loading the 3D view" />;
  return (
    <Notice
      tone="warning"
      title="The 3D view could not be loaded"
      actions={
        <Button size="small" icon={<RetryIcon size={16} />} onClick={retry}>
          Try again
        </Button>
      }
    >
      Its program did not arrive. Check your connection. The files below can be saved all the same.
    </Notice>
  );
}

function useModelViewer() {
  const [loaded, setLoaded] = useState<{ Viewer?: ComponentType<ModelViewerProps>; failed?: boolean }>({});
  const load = useCallback(() => {
    setLoaded({});
    import('./model-viewer.tsx').then(
      ({ ModelViewer }) => setLoaded({ Viewer: ModelViewer }),
      () => setLoaded({ failed: true }),
    );
  }, []);
  useEffect(load, [load]);
  return { ...loaded, retry: load };
}
