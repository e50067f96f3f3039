import { useCallback, useEffect, useState } from 'react';
import { type Failure, toFailure } from '../contract/errors.ts';
import type { Graphics } from './viewer/viewer-service.ts';
import type { StartViewer, ViewerProcess } from './viewer-process.ts';

/** Whether the viewer draws: not known yet, it can, it has, it cannot in this browser, or not at the moment. */
type Drawing = 'starting' | 'can' | 'has' | 'cannot' | 'lost';

const AFTER: Readonly<Record<Graphics, Drawing>> = { empty: 'can', drawn: 'has', lost: 'lost', restored: 'has' };

export interface ViewerState {
  readonly process: ViewerProcess | undefined;
  readonly drawing: Drawing;
  /** Why the viewer stopped. */
  readonly crash: Failure | undefined;
  /** Takes the element that the canvas is put into. */
  readonly hold: (element: HTMLElement | null) => void;
  /** Starts anew, with a new canvas. */
  readonly restart: () => void;
}

/** Starts a viewer with a canvas of its own, and stops it when it is no longer shown. */
export function useViewer(start: StartViewer): ViewerState {
  const [holder, hold] = useState<HTMLElement | null>(null);
  const [round, setRound] = useState(0);
  const [process, setProcess] = useState<ViewerProcess>();
  const [drawing, setDrawing] = useState<Drawing>('starting');
  const [crash, setCrash] = useState<Failure>();

  // biome-ignore lint/correctness/useExhaustiveDependencies: another round starts anew
  useEffect(() => {
    if (!holder) return;
    let isWanted = true;
    const started = start();
    const canvas = document.createElement('canvas');
    holder.prepend(canvas);
    setDrawing('starting');
    setCrash(undefined);
    setProcess(started);
    const settle = (state: Drawing) => isWanted && setDrawing(state);
    const fail = (error: unknown) => isWanted && setCrash(toFailure(error));
    started
      .attach(canvas, (graphics) => settle(AFTER[graphics]))
      .then((draws) => settle(draws ? 'can' : 'cannot'), fail);
    started.crashed.catch(fail);
    return () => {
      isWanted = false;
      started.stop();
      canvas.remove();
      setProcess(undefined);
    };
  }, [holder, start, round]);

  const restart = useCallback(() => setRound((before) => before + 1), []);
  return { process, drawing, crash, hold, restart };
}
