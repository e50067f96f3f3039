import { proxy, transfer, wrap } from 'comlink';
import { ExportError } from '../contract/errors.ts';
import type { AskedViewer, Graphics, ViewerService } from './viewer/viewer-service.ts';

/** The viewer as the page has it: elsewhere, and able to stop unexpectedly. */
export interface ViewerProcess {
  readonly viewer: Omit<AskedViewer, 'attach'>;
  /** Gives a canvas to the viewer. @returns false where nothing can be drawn */
  attach(canvas: HTMLCanvasElement, onGraphics: (graphics: Graphics) => void): Promise<boolean>;
  /** Rejects when the viewer stops unexpectedly. */
  readonly crashed: Promise<never>;
  stop(): void;
}

export type StartViewer = () => ViewerProcess;

/** Starts the viewer in a worker of its own. */
export function startViewerWorker(): ViewerProcess {
  const worker = new Worker(new URL('./viewer/viewer-worker.ts', import.meta.url), { type: 'module', name: 'viewer' });
  const viewer = wrap<ViewerService>(worker) as unknown as AskedViewer;
  const crashed = new Promise<never>((_, reject) => {
    const stop = (event: Event) => {
      worker.terminate();
      reject(new ExportError(STOPPED, { cause: event instanceof ErrorEvent ? event.error : event }));
    };
    worker.addEventListener('error', stop);
    worker.addEventListener('messageerror', stop);
  });
  // Whoever asks for it gets it; nobody need.
  crashed.catch(() => undefined);
  return {
    viewer,
    attach: (canvas, onGraphics) => attachCanvas(viewer, canvas, onGraphics),
    crashed,
    stop: () => worker.terminate(),
  };
}

const STOPPED = {
  code: 'internal',
  message: 'The 3D view stopped unexpectedly, possibly because the model needs more memory than the browser gives.',
  advice: 'Save the ZIP and open the model with another program, or show a single file of it.',
} as const;

/** Browsers without canvases that can be given away (Safari before 17) list the model, but do not draw it. */
async function attachCanvas(
  viewer: AskedViewer,
  canvas: HTMLCanvasElement,
  onGraphics: (graphics: Graphics) => void,
): Promise<boolean> {
  if (typeof canvas.transferControlToOffscreen !== 'function') return false;
  const offscreen = canvas.transferControlToOffscreen();
  return viewer.attach(transfer(offscreen, [offscreen]), proxy(onGraphics));
}
