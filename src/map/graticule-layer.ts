import type { MultiLineString } from 'geojson';
import type { GeoJSONSource, Map as LibreMap } from 'maplibre-gl';
import { degreeLabel, type Graticule, graticule } from './graticule.ts';
import styles from './map-view.module.css';
import { GRATICULE_SOURCE } from './plain-style.ts';

/** Keeps the plain map's graticule and its labels on what the map shows. Returns how to take the labels away. */
export function showGraticule(map: LibreMap): () => void {
  const labels = document.createElement('div');
  labels.className = styles.labels ?? '';
  labels.setAttribute('aria-hidden', 'true');
  map.getContainer().append(labels);

  const draw = () => {
    const bounds = map.getBounds();
    const lines = graticule([bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()]);
    const source = map.getSource<GeoJSONSource>(GRATICULE_SOURCE);
    source?.setData(toGeoJson(lines));
    labels.replaceChildren(...(source ? labelsOf(lines, map) : []));
  };
  map.on('move', draw);
  map.on('style.load', draw);
  draw();
  return () => {
    map.off('move', draw);
    map.off('style.load', draw);
    labels.remove();
  };
}

function toGeoJson({ meridians, parallels }: Graticule): MultiLineString {
  const [west, east] = [Math.min(-180, ...meridians) - 180, Math.max(180, ...meridians) + 180];
  return {
    type: 'MultiLineString',
    coordinates: [
      ...meridians.map((lon) => [
        [lon, -85],
        [lon, 85],
      ]),
      ...parallels.map((lat) => [
        [west, lat],
        [east, lat],
      ]),
    ],
  };
}

/** Pixels at the view's edges that other labels, the buttons and the scale need. */
const RESERVED = { top: 28, right: 150, bottom: 40 };

function labelsOf({ meridians, parallels, step }: Graticule, map: LibreMap): HTMLElement[] {
  const center = map.getCenter();
  const { clientWidth, clientHeight } = map.getContainer();
  const columns = meridians
    .map((lon) => ({ lon, x: map.project([lon, center.lat]).x }))
    .filter(({ x }) => x <= clientWidth - RESERVED.right);
  const rows = parallels
    .map((lat) => ({ lat, y: map.project([center.lng, lat]).y }))
    .filter(({ y }) => y >= RESERVED.top && y <= clientHeight - RESERVED.bottom);
  return [
    ...columns.map(({ lon, x }) => {
      const label = labelElement(degreeLabel(wrapped(lon), step, ['E', 'W']), styles.meridian);
      label.style.left = `${x}px`;
      return label;
    }),
    ...rows.map(({ lat, y }) => {
      const label = labelElement(degreeLabel(lat, step, ['N', 'S']), styles.parallel);
      label.style.top = `${y}px`;
      return label;
    }),
  ];
}

function labelElement(text: string, className: string | undefined): HTMLElement {
  const label = document.createElement('span');
  label.className = className ?? '';
  label.textContent = text;
  return label;
}

function wrapped(lon: number): number {
  return ((((lon + 180) % 360) + 360) % 360) - 180;
}
