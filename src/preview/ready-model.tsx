import { useState } from 'react';
import { Notice } from '../ui/notice.tsx';
import { boxSize } from './box.ts';
import { LayerList } from './layer-list.tsx';
import { lengthText, sizeText } from './lengths.ts';
import { MeasuredLength } from './measured-length.tsx';
import { PickedObject } from './picked-object.tsx';
import styles from './preview.module.css';
import { SectionControl } from './section-control.tsx';
import { useView } from './use-view.ts';
import { ViewHelp } from './view-help.tsx';
import { ViewOverlay } from './view-overlay.tsx';
import type { ModelSummary } from './viewer/model-summary.ts';
import type { ViewerProcess } from './viewer-process.ts';

interface ReadyModelProps {
  readonly process: ViewerProcess;
  readonly summary: ModelSummary;
  /** Whether there is a picture; otherwise the model is only listed. */
  readonly draws: boolean;
  readonly dark: boolean;
  readonly onSavePicture: (picture: Blob) => void;
}

/** A model that was read: its view, and beside it what is in it and how it is shown. */
export function ReadyModel({ process, summary, draws, dark, onSavePicture }: ReadyModelProps) {
  const view = useView(process, summary, dark);
  const [pictureFailed, setPictureFailed] = useState(false);
  const savePicture = () => {
    setPictureFailed(false);
    process.viewer.picture().then(onSavePicture, () => setPictureFailed(true));
  };
  return (
    <>
      {draws && <ViewOverlay view={view} onSavePicture={savePicture} />}
      <div className={styles.panel}>
        <Facts summary={summary} />
        {pictureFailed && (
          <Notice tone="warning">The picture could not be made. Try again when the model is drawn.</Notice>
        )}
        {draws && <PickedObject view={view} />}
        {draws && <MeasuredLength view={view} />}
        <LayerList view={view} isPlain={!draws} />
        {draws && <SectionControl view={view} />}
        {draws && <ViewHelp />}
      </div>
    </>
  );
}

function Facts({ summary: { box, layers, metresPerUnit, skipped } }: { readonly summary: ModelSummary }) {
  const triangles = layers.reduce((sum, layer) => sum + layer.triangles, 0);
  return (
    <p className={styles.facts}>
      <span>{sizeText(boxSize(box), metresPerUnit)}</span>
      <span>{triangles.toLocaleString('en')} triangles</span>
      {metresPerUnit !== undefined && metresPerUnit !== 1 && (
        <span>1 unit of the file is {lengthText(1, metresPerUnit)}</span>
      )}
      {skipped > 0 && <span>{skipped.toLocaleString('en')} damaged triangles left out</span>}
    </p>
  );
}
