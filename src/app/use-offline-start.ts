import { useEffect } from 'react';
import { useArea } from '../area/area-store.ts';
import { bboxFromCenter } from '../geo/bbox.ts';
import { useRequest } from '../request/request-store.ts';

/** The sample city looks the same everywhere, so its box can lie anywhere. */
const SAMPLE_AREA = bboxFromCenter([0, 0], [1000, 1000]);

/** Where there is no network, prepares an export that needs none: the sample city, with a box where there is none yet. */
export function useOfflineStart(offline: boolean): void {
  useEffect(() => {
    if (!offline) return;
    useRequest.getState().dataChosen('sample');
    const { bbox, tool, boxTyped } = useArea.getState();
    const isDrawing = tool !== 'none';
    if (!bbox && !isDrawing) boxTyped(SAMPLE_AREA);
  }, [offline]);
}
