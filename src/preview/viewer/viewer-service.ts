import type { ArchiveFile } from '../../contract/archive-file.ts';
import type { EngineAnswer } from '../../contract/connection.ts';
import { toFailure } from '../../contract/errors.ts';
import type { Pose } from '../camera.ts';
import type { Feature, Model } from '../model.ts';
import { readModel } from '../readers/read-model.ts';
import type { Hit, ViewOptions } from '../view-options.ts';
import { chunkBoxes } from './chunk-boxes.ts';
import { type ModelSummary, summaryOf } from './model-summary.ts';
import { type Ray, raycast } from './raycast.ts';
import { Stage } from './stage.ts';
import { unpackFiles } from './unpack.ts';

/** What a click met. */
export interface Picked extends Hit {
  readonly about: Feature | undefined;
}

/** What happens to the picture: it is empty until a model is read; the model is there; there is nothing to draw with; there is again. */
export type Graphics = 'empty' | 'drawn' | 'lost' | 'restored';

/** A model and its picture. It lives in a worker, so that neither reading nor drawing keeps the page from answering. */
export interface ViewerService {
  /** Takes a canvas into use. @returns false where there is no WebGL 2 */
  attach(canvas: OffscreenCanvas, onGraphics: (graphics: Graphics) => void): boolean;
  /** Unpacks and reads the files of one model, and draws it from now on. @param companions files beside them, such as materials */
  load(
    zip: Blob,
    files: readonly ArchiveFile[],
    companions: readonly ArchiveFile[],
  ): Promise<EngineAnswer<ModelSummary>>;
  resize(width: number, height: number, pixelRatio: number): void;
  look(pose: Pose): void;
  show(options: ViewOptions): void;
  pick(ray: Ray): Picked | undefined;
  /** What is seen now, as PNG. */
  picture(): Promise<Blob>;
}

/** Each method of the service asked from another thread. */
export type AskedViewer = {
  [Name in keyof ViewerService]: (
    ...args: Parameters<ViewerService[Name]>
  ) => Promise<Awaited<ReturnType<ViewerService[Name]>>>;
};

interface Shown {
  readonly model: Model;
  readonly boxes: readonly Float32Array[];
  readonly summary: ModelSummary;
}

export function createViewerService(): ViewerService {
  let canvas: OffscreenCanvas | undefined;
  let stage: Stage | undefined;
  let shown: Shown | undefined;
  let options: ViewOptions | undefined;
  /** Whether a model was read that is not drawn yet. */
  let isAwaited = false;
  let tell: (graphics: Graphics) => void = () => {};

  return {
    attach(target, onGraphics) {
      const context = target.getContext('webgl2', { antialias: true, powerPreference: 'high-performance' });
      if (!context) return false;
      canvas = target;
      const started = new Stage(target, context, () => {
        if (isAwaited) onGraphics('drawn');
        isAwaited = false;
      });
      stage = started;
      tell = onGraphics;
      target.addEventListener('webglcontextlost', () => onGraphics('lost'));
      target.addEventListener('webglcontextrestored', () => {
        started.restore();
        onGraphics('restored');
      });
      return true;
    },
    async load(zip, files, companions) {
      stage?.clear();
      isAwaited = false;
      tell('empty');
      try {
        const model = await readModel(await unpackFiles(zip, files, companions));
        const boxes = model.layers.map(chunkBoxes);
        const summary = summaryOf(model, boxes);
        shown = { model, boxes, summary };
        stage?.setModel(model, summary.box);
        isAwaited = true;
        return { value: summary };
      } catch (thrown) {
        return { failure: toFailure(thrown) };
      }
    },
    resize: (width, height, pixelRatio) => stage?.setSize(width, height, pixelRatio),
    look: (pose) => stage?.setPose(pose),
    show(wanted) {
      options = wanted;
      stage?.setOptions(wanted);
    },
    pick(ray) {
      if (!shown || !options) return undefined;
      const hit = raycast(shown.model, shown.boxes, ray, options);
      return hit && { ...hit, about: hit.feature === undefined ? undefined : shown.model.features[hit.feature] };
    },
    picture() {
      if (!stage || !canvas) throw new Error('there is no picture without a canvas');
      // A canvas keeps what was drawn only until the end of the task.
      stage.draw();
      return canvas.convertToBlob({ type: 'image/png' });
    },
  };
}
