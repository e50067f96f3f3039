import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { RetryIcon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { Select } from '../ui/select.tsx';
import styles from './preview.module.css';
import { ReadyModel } from './ready-model.tsx';
import { type ModelSource, type ModelState, useModel } from './use-model.ts';
import { useViewer, type ViewerState } from './use-viewer.ts';
import { type StartViewer, startViewerWorker } from './viewer-process.ts';

export interface ModelViewerProps {
  readonly zip: Blob;
  /** At least one; the first is shown first. */
  readonly sources: readonly ModelSource[];
  readonly dark: boolean;
  readonly onSavePicture: (picture: Blob, name: string) => void;
  readonly start?: StartViewer;
}

/** The 3D view of a ZIP's models, one at a time. */
export function ModelViewer({ zip, sources, dark, onSavePicture, start = startViewerWorker }: ModelViewerProps) {
  const [chosen, setChosen] = useState(0);
  const source = sources[chosen] ?? sources[0]!;
  const viewer = useViewer(start);
  const model = useModel(viewer.process, zip, source);
  const waiting = waitingFor(model, viewer);
  const isReady = model.status === 'ready' && viewer.process && !viewer.crash;
  return (
    <section className={styles.preview} aria-label="Model in 3D">
      {sources.length > 1 && (
        <Select
          label="Model"
          value={String(chosen)}
          options={sources.map(({ label }, index) => ({ value: String(index), label }))}
          onChange={(value) => setChosen(Number(value))}
        />
      )}
      <ViewerNotice viewer={viewer} />
      {model.status === 'failed' && !viewer.crash && (
        <Notice tone="warning" title={model.failure.message}>
          {model.failure.advice}
        </Notice>
      )}
      <div
        className={styles.view}
        data-shown={viewer.drawing !== 'cannot' && !viewer.crash && model.status !== 'failed'}
      >
        <div className={styles.stage} ref={viewer.hold} data-drawn={viewer.drawing === 'has'}>
          {waiting && (
            <div className={styles.loading}>
              <ProgressBar label={waiting} />
            </div>
          )}
        </div>
        {isReady && (
          <ReadyModel
            // A new model starts with a new view.
            key={source.label}
            process={viewer.process}
            summary={model.summary}
            draws={viewer.drawing !== 'starting' && viewer.drawing !== 'cannot'}
            dark={dark}
            onSavePicture={(picture) => onSavePicture(picture, pictureName(source))}
          />
        )}
      </div>
    </section>
  );
}

/** What the user waits for, in words. */
function waitingFor(model: ModelState, { drawing }: ViewerState): string | undefined {
  if (model.status === 'reading') return 'Reading the model';
  return model.status === 'ready' && drawing === 'can' ? 'Drawing the model' : undefined;
}

function pictureName({ files, label }: ModelSource): string {
  const name = files.length === 1 ? label : (files[0]?.path.split(/[\\/]/).at(-1) ?? label);
  return `${name.replace(/\.[^.]*$/, '')}.png`;
}

/** Why there is no picture. */
function ViewerNotice({ viewer: { drawing, crash, restart } }: { readonly viewer: ViewerState }) {
  const again = (
    <Button size="small" icon={<RetryIcon size={16} />} onClick={restart}>
      Start the 3D view again
    </Button>
  );
  if (crash) {
    return (
      <Notice tone="error" title={crash.message} actions={again}>
        {crash.advice}
      </Notice>
    );
  }
  if (drawing === 'lost') {
    return (
      <Notice tone="warning" title="The graphics card stopped drawing" actions={again}>
        The model is drawn again as soon as the browser gives the graphics back. The ZIP is safe.
      </Notice>
    );
  }
  if (drawing !== 'cannot') return null;
  return (
    <Notice tone="info" title="This browser cannot draw the model in 3D">
      It needs WebGL 2 on a canvas of its own (Chrome, Edge, Firefox, or Safari from 17, with graphics acceleration on).
      What the model holds is listed here, and it can be saved.
    </Notice>
  );
}
