import type { Map as LibreMap } from 'maplibre-gl';
import { useEffect } from 'react';
import type { Bbox, LonLat, SizeMetres } from '../geo/bbox.ts';
import { describeBboxProblem } from '../geo/check-bbox.ts';
import { Notice } from '../ui/notice.tsx';
import { AddressSearch } from './address-search.tsx';
import { areaFromCenter, areaProblem } from './area.ts';
import { AreaOnMap } from './area-on-map.tsx';
import styles from './area-panel.module.css';
import { AreaReadout } from './area-readout.tsx';
import { useArea } from './area-store.ts';
import { CoordinatesField } from './coordinates-field.tsx';
import { isInView, isUncovered, showArea } from './show-area.ts';
import { SizeFields } from './size-fields.tsx';
import { ToolButtons } from './tool-buttons.tsx';

interface AreaPanelProps {
  /** Null without a map: everything but drawing works. */
  readonly map: LibreMap | null;
  /** The largest area in km² that can be exported. */
  readonly maxAreaKm2?: number;
  readonly geocoder: { readonly url: string; readonly attribution: string };
  /** Whose limit `maxAreaKm2` is, such as a service's name. */
  readonly limitName?: string;
}

/** All ways to choose the area; they change one box. */
export function AreaPanel({ map, maxAreaKm2, geocoder, limitName }: AreaPanelProps) {
  const { bbox, center, size, boxTyped, centerDropped, sizeTyped, areaCleared } = useArea();
  useAreaInView(map);

  const show = () => {
    const area = useArea.getState().bbox;
    if (map && area) showArea(map, area);
  };
  const onBbox = (typed: Bbox) => {
    boxTyped(typed);
    show();
  };
  const onCenter = (chosen: LonLat) => {
    centerDropped(chosen);
    show();
  };
  const onSize = (typed: SizeMetres) => {
    sizeTyped(typed);
    const area = useArea.getState().bbox;
    if (map && area && !isUncovered(map, area)) showArea(map, area);
  };
  const problemText = (box: Bbox) => {
    const problem = areaProblem(box, maxAreaKm2);
    if (!problem) return undefined;
    const whose = problem.kind === 'too-large' && limitName ? ` (The limit is ${limitName}’s.)` : '';
    return describeBboxProblem(problem) + whose;
  };
  const sizeProblem = (typed: SizeMetres) => problemText(areaFromCenter(center ?? [0, 0], typed).bbox);
  const problem = bbox && problemText(bbox);

  return (
    <div className={styles.panel}>
      <AddressSearch geocoder={geocoder} onPlace={(place) => onCenter(place.center)} />
      <ToolButtons disabled={!map} onKeyboard={() => map?.getCanvas().focus()} />
      <CoordinatesField bbox={bbox} onBbox={onBbox} onCenter={onCenter} />
      <SizeFields size={size} problemOf={sizeProblem} onSize={onSize} />
      {bbox ? <AreaReadout bbox={bbox} onClear={areaCleared} /> : <p className={styles.hint}>No area chosen yet.</p>}
      {problem && <Notice tone="error">{problem}</Notice>}
      {map && <AreaOnMap map={map} maxAreaKm2={maxAreaKm2} />}
    </div>
  );
}

/** Brings an area into view that appears where it cannot be seen, or that was there before the map. */
function useAreaInView(map: LibreMap | null): void {
  const hasArea = useArea(({ bbox }) => bbox !== undefined);
  useEffect(() => {
    const { bbox } = useArea.getState();
    if (map && hasArea && bbox && !isInView(map, bbox)) showArea(map, bbox);
  }, [map, hasArea]);
}
