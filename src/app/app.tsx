import type { Map as LibreMap } from 'maplibre-gl';
import { useState } from 'react';
import type { AppConfig } from '../contract/config.ts';
import { type BaseMap, MapView } from '../map/map-view.tsx';
import { useOnline } from './use-online.ts';
import { Workbench } from './workbench.tsx';

/** Cityclip: the map, and the workbench around it. */
export function App({ config }: { readonly config: AppConfig }) {
  const [map, setMap] = useState<LibreMap | null>(null);
  const [baseMap, setBaseMap] = useState<BaseMap>('loading');
  const online = useOnline();
  return (
    <Workbench config={config} map={map} offline={!online || baseMap === 'plain'}>
      <MapView styleUrl={config.mapStyle} onMap={setMap} onBasemap={setBaseMap} />
    </Workbench>
  );
}
