import type { Map as LibreMap } from 'maplibre-gl';
import { useEffect, useReducer } from 'react';

/** Renders the component again whenever the map shows another part of the world. */
export function useMapView(map: LibreMap): void {
  const [, viewChanged] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    map.on('move', viewChanged);
    map.on('resize', viewChanged);
    return () => {
      map.off('move', viewChanged);
      map.off('resize', viewChanged);
    };
  }, [map]);
}
