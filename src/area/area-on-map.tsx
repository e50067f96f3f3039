import type { Map as LibreMap } from 'maplibre-gl';
import { useEffect } from 'react';
import { areaProblem } from './area.ts';
import { addAreaLayers } from './area-layers.ts';
import { chosenArea, useArea } from './area-store.ts';
import { BoxHandles } from './box-handles.tsx';
import { enableMoving } from './move-box.ts';
import { isInView, showArea } from './show-area.ts';
import { startDrawing } from './terra-drawing.ts';

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
  return area && state.tool === 'none' ? <BoxHandles map={map} area={area} /> : null;
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
    const { boxDrawn, centerDropped, toolChosen } = useArea.getState();
    return startDrawing(map, tool, {
      onBox: boxDrawn,
      onCenter: (center) => {
        centerDropped(center);
        const { bbox } = useArea.getState();
        if (bbox && !isInView(map, bbox)) showArea(map, bbox);
      },
      onCancel: () => toolChosen('none'),
    });
  }, [map, tool]);
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
