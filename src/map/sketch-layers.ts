import type { Map as LibreMap, MapGeoJSONFeature } from 'maplibre-gl';
import type { SketchKind } from '../contract/area-sketch.ts';

/** Source layers of the OpenMapTiles, Shortbread and Protomaps schemas, by what they hold. */
const SOURCE_LAYERS: Readonly<Record<string, 'water' | 'green' | 'roads' | 'buildings'>> = {
  water: 'water',
  ocean: 'water',
  water_polygons: 'water',
  landcover: 'green',
  landuse: 'green',
  park: 'green',
  land: 'green',
  transportation: 'roads',
  streets: 'roads',
  roads: 'roads',
  building: 'buildings',
  buildings: 'buildings',
};

const GREEN = new Set(
  'wood forest grass grassland park meadow scrub heath garden cemetery recreation_ground village_green golf_course orchard vineyard farmland nature_reserve'.split(
    ' ',
  ),
);
const MAJOR = new Set('motorway trunk primary secondary tertiary highway major_road'.split(' '));
const MINOR = new Set('minor minor_road residential unclassified living_street'.split(' '));

const AREA_TYPES = new Set(['fill', 'fill-extrusion']);

/** The layers of the shown base map that a sketch is made from, by their ids: the map's own words for it are read per feature. */
export function sketchLayers(map: LibreMap): string[] {
  return map.getLayersOrder().filter((id) => {
    const layer = map.getLayer(id);
    const kind = layer?.sourceLayer && SOURCE_LAYERS[layer.sourceLayer];
    if (!layer || !kind || /casing|outline/.test(id)) return false;
    return kind === 'roads' ? layer.type === 'line' : AREA_TYPES.has(layer.type);
  });
}

/** What a feature of these layers is in a sketch; undefined where it is left out. */
export function sketchKind({ sourceLayer = '', properties }: MapGeoJSONFeature): SketchKind | undefined {
  const kind = SOURCE_LAYERS[sourceLayer];
  const words = [properties.class, properties.subclass, properties.kind].filter((word) => typeof word === 'string');
  if (kind === 'green') return words.some((word) => GREEN.has(word)) ? 'green' : undefined;
  if (kind !== 'roads') return kind;
  if (properties.brunnel === 'tunnel' || properties.tunnel === true) return undefined;
  if (words.some((word) => MAJOR.has(word))) return 'roads';
  return words.some((word) => MINOR.has(word)) ? 'streets' : undefined;
}
