import type { LayerId } from '../../contract/layers.ts';
import type { City } from '../city/city.ts';
import { clipLine, clipPolygons } from '../city/clip.ts';
import { COVERS } from '../city/covers.ts';
import type { Polygon } from '../polygon/polygon.ts';
import type { PolygonKernel } from '../polygon/polygon-kernel.ts';
import type { Tags } from '../sources/osm-data.ts';
import type { Attributes, BodyInfo } from './attributes.ts';
import { type Contour, contours } from './contours.ts';
import type { Scene } from './format.ts';
import { oncePer } from './once-per.ts';

/** Where a feature lies, in local metres: lines and rings are `x, y` pairs. */
export type MapGeometry =
  | { readonly kind: 'point'; readonly x: number; readonly y: number }
  | { readonly kind: 'lines'; readonly lines: readonly Float64Array[] }
  | { readonly kind: 'polygons'; readonly polygons: readonly Polygon[] };

/** An object of the city as maps show it. All have the same members, so that thousands are made and read quickly. */
export interface MapFeature {
  readonly layer: LayerId;
  /** OSM element, for example `way/123`; of contours their height. */
  readonly id: string;
  readonly name: string | undefined;
  readonly geometry: MapGeometry;
  /** What is known of the object; see {@link featureAttributes}. */
  readonly attributes: Attributes;
  /** What is known of it alone where it is a part, and the object that it is then one of several parts of. */
  readonly part: Attributes;
  readonly whole: string | undefined;
  readonly tags: Tags;
}

/** All that is known of a feature: not every format needs it. */
export function featureAttributes({ attributes, part, whole }: MapFeature): Attributes {
  if (part === NONE) return attributes;
  const all: Record<string, string | number> = {};
  if (whole !== undefined) all.building = whole;
  Object.assign(all, attributes);
  for (const key in part) {
    // A feature's id says which part it is.
    if (key !== 'part') all[key] = part[key]!;
  }
  return all;
}

/** Of features that are no parts. */
const NONE: Attributes = {};

/**
 * The objects of a file's layers as points, lines and areas, one layer after another. Lines and areas of the ground end at
 * the model's outline; buildings and trees are as they stand in the model. Terrain becomes contour lines.
 */
export function* mapFeatures(scene: Scene, kernel: PolygonKernel): Generator<MapFeature> {
  for (const { layer } of scene.layers) yield* layerFeatures(scene, layer, kernel);
}

/** The objects of one layer, as {@link mapFeatures} gives them. */
export function layerFeatures(scene: Scene, layer: LayerId, kernel: PolygonKernel): Iterable<MapFeature> {
  return LAYER_FEATURES[layer]?.(scene, kernel) ?? groundFeatures(scene, layer, kernel);
}

type FeaturesOf = (scene: Scene, kernel: PolygonKernel) => Iterable<MapFeature>;

/** How the layers are shown that are not lines and areas on the ground. */
const LAYER_FEATURES: Readonly<Partial<Record<LayerId, FeaturesOf>>> = {
  terrain: ({ city }) => contourFeatures(city),
  buildings: buildingFeatures,
  trees: ({ city, attributesOf }) =>
    city.trees.map(({ id, x, y, tags }) => ({
      layer: 'trees',
      id,
      name: undefined,
      geometry: { kind: 'point', x, y },
      attributes: attributesOf('trees', id).attributes,
      part: NONE,
      whole: undefined,
      tags,
    })),
  bridges: (scene) => lineFeatures(scene, 'bridges', scene.city.bridges),
  barriers: (scene) => lineFeatures(scene, 'barriers', scene.city.barriers),
};

function* contourFeatures({ surface }: City): Generator<MapFeature> {
  if (!surface) return;
  for (const contour of contours(surface)) yield contourFeature(contour);
}

function contourFeature({ height, lines }: Contour): MapFeature {
  const geometry = { kind: 'lines', lines } as const;
  const attributes = { class: 'contour', height };
  return {
    layer: 'terrain',
    id: `contour/${height}`,
    name: undefined,
    geometry,
    attributes,
    part: NONE,
    whole: undefined,
    tags: {},
  };
}

/** A feature for each part of a building. Buildings themselves are slow to read: many members, many of them optional. */
function* buildingFeatures({ city, attributesOf }: Scene): Generator<MapFeature> {
  for (const { parts } of city.buildings) {
    for (const { id, footprint } of parts) {
      yield buildingFeature(id, footprint, attributesOf('buildings', id), parts.length > 1);
    }
  }
}

function buildingFeature(
  partId: string,
  polygons: readonly Polygon[],
  { id, name, attributes, part, tags }: BodyInfo,
  isOneOfSeveral: boolean,
): MapFeature {
  const geometry = { kind: 'polygons', polygons } as const;
  const whole = isOneOfSeveral ? id : undefined;
  return { layer: 'buildings', id: partId, name, geometry, attributes, part, whole, tags };
}

interface Line {
  readonly id: string;
  readonly name?: string;
  readonly tags: Tags;
  readonly line: Float64Array;
}

function* lineFeatures({ city, attributesOf }: Scene, layer: LayerId, items: readonly Line[]): Generator<MapFeature> {
  for (const { id, name, tags, line } of items) {
    const lines = clipLine(line, city.frame.rect);
    if (lines.length === 0) continue;
    const { attributes } = attributesOf(layer, id);
    yield { layer, id, name, geometry: { kind: 'lines', lines }, attributes, part: NONE, whole: undefined, tags };
  }
}

/** The part of an area inside the model's outline. */
const partInside = oncePer(clipPolygons);

function* groundFeatures(scene: Scene, layer: LayerId, kernel: PolygonKernel): Generator<MapFeature> {
  const { city, attributesOf } = scene;
  const isOfLayer = ({ cover }: { readonly cover: keyof typeof COVERS }) => COVERS[cover] === layer;
  for (const { id, name, tags, polygons } of city.areas.filter(isOfLayer)) {
    const inside = partInside(polygons, city.frame.rect, kernel);
    if (inside.length === 0) continue;
    const { attributes } = attributesOf(layer, id);
    const geometry = { kind: 'polygons', polygons: inside } as const;
    yield { layer, id, name, geometry, attributes, part: NONE, whole: undefined, tags };
  }
  yield* lineFeatures(scene, layer, city.courses.filter(isOfLayer));
}
