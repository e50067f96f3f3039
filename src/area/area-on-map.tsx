import type { Map as LibreMap } from 'maplibre-gl';
import { useEffect } from 'react';
import type { LonLat } from '../geo/bbox.ts';
import { areaProblem } from './area.ts';
import { addAreaLayers } from './area-layers.ts';
import { chosenArea, useArea } from './area-store.ts';
import { BoxHandles } from './box-handles.tsx';
import { KeyboardDrawing } from './keyboard-drawing.tsx';
import { loadDrawing } from './load-drawing.ts';
import { enableMoving } from './move-box.ts';
import { isInView, showArea } from './show-area.ts';

interface AreaOnMapProps {
  readonly map: LibreMap;
  readonly maxAreaKm2: number | undefined;
}

/** The area on the map: shows the box, draws a new one, and lets its corners, its edges and the box itself be dragged. */
export function AreaOnMap({ map, maxAreaKm2 }: AreaOnMapProps) {
  const state = useArea();
  const area = chosenArea(state);
  useShownArea(map, maxAreaKm2);
  useDrawing(map);
  useMoving(map);
  if (state.tool !== 'none') {
    return <KeyboardDrawing map={map} tool={state.tool} onCenter={(center) => dropCenter(map, center)} />;
  }
  return area ? <BoxHandles map={map} area={area} /> : null;
}

function useShownArea(map: LibreMap, maxAreaKm2: number | undefined): void {
  useEffect(() => {
    const layers = addAreaLayers(map);
    const show = () => {
      const { bbox } = useArea.getState();
      layers.show(bbox, bbox !== undefined && areaProblem(bbox, maxAreaKm2) !== undefined);
    };
    show();
    const unsubscribe = useArea.subscribe(show);
    return () => {
      unsubscribe();
      layers.remove();
    };
  }, [map, maxAreaKm2]);
}

function useDrawing(map: LibreMap): void {
  const tool = useArea((state) => state.tool);
  useEffect(() => {
    if (tool === 'none') return undefined;
    const { boxDrawn, toolChosen, toolFailed } = useArea.getState();
    const container = map.getContainer();
    let ended = false;
    let end = () => {};
    loadDrawing().then(
      ({ startDrawing }) => {
        if (ended) return;
        end = startDrawing(map, tool, {
          onBox: boxDrawn,
          onCenter: (center) => dropCenter(map, center),
          onCancel: () => toolChosen('none'),
        });
        container.dataset.tool = tool;
      },
      () => toolFailed('The drawing tools could not be loaded. Check your connection, or type coordinates instead.'),
    );
    return () => {
      ended = true;
      delete container.dataset.tool;
      end();
    };
  }, [map, tool]);
}

/** Makes the box around a center, and shows it where it is not in view. */
function dropCenter(map: LibreMap, center: LonLat): void {
  useArea.getState().centerDropped(center);
  const { bbox } = useArea.getState();
  if (bbox && !isInView(map, bbox)) showArea(map, bbox);
}

function useMoving(map: LibreMap): void {
  useEffect(() => {
    const movable = () => {
      const state = useArea.getState();
      return state.tool === 'none' ? chosenArea(state) : undefined;
    };
    return enableMoving(map, movable, useArea.getState().boxMoved);
  }, [map]);
}
