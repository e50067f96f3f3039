import type { SketchKind } from '../contract/area-sketch.ts';

/** Source layers of the OpenMapTiles, Shortbread and Protomaps schemas, by what they hold. */
const SOURCE_LAYERS: ReadonlyMap<string, 'water' | 'green' | 'roads' | 'buildings'> = new Map([
  ['water', 'water'],
  ['ocean', 'water'],
  ['water_polygons', 'water'],
  ['landcover', 'green'],
  ['landuse', 'green'],
  ['park', 'green'],
  ['land', 'green'],
  ['transportation', 'roads'],
  ['streets', 'roads'],
  ['roads', 'roads'],
  ['building', 'buildings'],
  ['buildings', 'buildings'],
]);

const GREEN = new Set(
  'wood forest grass grassland park meadow scrub heath garden cemetery recreation_ground village_green golf_course orchard vineyard farmland nature_reserve'.split(
    ' ',
  ),
);
const MAJOR = new Set('motorway trunk primary secondary tertiary highway major_road'.split(' '));
const MINOR = new Set('minor minor_road residential unclassified living_street'.split(' '));

/** Whether a source layer may hold something that a sketch shows. */
export function isSketched(sourceLayer: string): boolean {
  return SOURCE_LAYERS.has(sourceLayer);
}

/** What a feature is in a sketch; undefined where it is left out. */
export function sketchKind(sourceLayer: string, properties: Readonly<Record<string, unknown>>): SketchKind | undefined {
  const kind = SOURCE_LAYERS.get(sourceLayer);
  const words = [properties.class, properties.subclass, properties.kind].filter((word) => typeof word === 'string');
  if (kind === 'green') return words.some((word) => GREEN.has(word)) ? 'green' : undefined;
  if (kind !== 'roads') return kind;
  if (properties.brunnel === 'tunnel' || properties.tunnel === true) return undefined;
  if (words.some((word) => MAJOR.has(word))) return 'roads';
  return words.some((word) => MINOR.has(word)) ? 'streets' : undefined;
}
