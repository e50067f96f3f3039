import type { GeoJSONSource, LayerSpecification, Map as LibreMap } from 'maplibre-gl';
import type { Bbox } from '../geo/bbox.ts';
import { AREA_COLOUR, CASING_COLOUR, REFUSED_COLOUR } from './area-colours.ts';
import { mapCleanup } from './map-cleanup.ts';

const SOURCE = 'cityclip-area';

const COLOUR = ['case', ['get', 'refused'], REFUSED_COLOUR, AREA_COLOUR] as unknown as string;

const LAYERS: readonly LayerSpecification[] = [
  { id: 'cityclip-area-fill', type: 'fill', source: SOURCE, paint: { 'fill-color': COLOUR, 'fill-opacity': 0.14 } },
  { id: 'cityclip-area-casing', type: 'line', source: SOURCE, paint: { 'line-color': CASING_COLOUR, 'line-width': 5 } },
  { id: 'cityclip-area-outline', type: 'line', source: SOURCE, paint: { 'line-color': COLOUR, 'line-width': 2 } },
];

/** The chosen box on the map. */
export interface AreaLayers {
  /** Shows a box, in red where it is refused, or none. */
  show(bbox: Bbox | undefined, refused: boolean): void;
  remove(): void;
}

/** Adds the layers of the box, and adds them again whenever another style took them away. */
export function addAreaLayers(map: LibreMap): AreaLayers {
  let data = areaFeatures(undefined, false);
  const ensure = () => {
    if (map.getSource(SOURCE)) return;
    map.addSource(SOURCE, { type: 'geojson', data, tolerance: 0 });
    for (const layer of LAYERS) map.addLayer(layer);
  };
  if (map.getStyle()) ensure();
  map.on('style.load', ensure);
  return {
    show: (bbox, refused) => {
      data = areaFeatures(bbox, refused);
      map.getSource<GeoJSONSource>(SOURCE)?.setData(data);
    },
    remove: mapCleanup(map, () => {
      map.off('style.load', ensure);
      if (!map.getSource(SOURCE)) return;
      for (const { id } of LAYERS) map.removeLayer(id);
      map.removeSource(SOURCE);
    }),
  };
}

function areaFeatures(bbox: Bbox | undefined, refused: boolean): GeoJSON.FeatureCollection {
  return { type: 'FeatureCollection', features: bbox ? [areaFeature(bbox, refused)] : [] };
}

function areaFeature([west, south, east, north]: Bbox, refused: boolean): GeoJSON.Feature {
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: 'Feature', properties: { refused }, geometry: { type: 'Polygon', coordinates: [ring] } };
}
