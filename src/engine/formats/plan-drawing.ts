import type { PlanStyle } from '../../contract/format-options.ts';
import { LAYERS, type LayerId } from '../../contract/layers.ts';
import type { Rgb } from '../city/city.ts';
import { COVER_IDS } from '../city/covers.ts';
import type { SurfaceId } from '../mesh/layer-mesh.ts';
import { SURFACES } from '../mesh/layer-mesh.ts';
import type { PolygonKernel } from '../polygon/polygon-kernel.ts';
import type { Scene } from './format.ts';
import { layerFeatures, type MapFeature, type MapGeometry } from './map-features.ts';
import { surfaceColour } from './materials.ts';

/** Something drawn: an area that is filled, a line with a width, or a disc. */
export interface PlanItem {
  readonly name: string | undefined;
  readonly geometry: MapGeometry;
  readonly colour: Rgb;
  /** Of lines: metres in nature; of points: the disc's diameter. */
  readonly width: number;
  /** A thin edge around areas. */
  readonly edge: Rgb | undefined;
  /** Covers that are seen over others are higher, and drawn after them. */
  readonly height: number;
}

/** What is drawn of a layer, the lowest first. */
export interface PlanLayer {
  readonly layer: LayerId;
  readonly label: string;
  readonly items: readonly PlanItem[];
}

/** What lies under what. */
const ORDER: readonly LayerId[] = [
  'green',
  'water',
  'terrain',
  'roads',
  'railways',
  'bridges',
  'barriers',
  'buildings',
  'trees',
];

/** Of each cover, the lowest of which is hidden by all others. */
const HEIGHTS: ReadonlyMap<string | number | undefined, number> = new Map(
  COVER_IDS.map((cover, index) => [cover, -index]),
);

const SURFACE_IDS: ReadonlySet<unknown> = new Set(SURFACES);

export const INK: Rgb = [34, 34, 34];
const BLACK: Rgb = [0, 0, 0];
const CONTOUR: Rgb = [176, 148, 112];
/** Metres. */
const CONTOUR_WIDTH = 0.3;
const RAIL_WIDTH = 1.5;

/** The layers of a file as a plan, the lowest first: in their colours, or buildings alone in black (a figure-ground plan). */
export function planLayers(scene: Scene, kernel: PolygonKernel): PlanLayer[] {
  const style = scene.settings.plan;
  const wanted = style === 'figure-ground' ? (['buildings'] as const) : ORDER;
  return wanted.flatMap((layer) => {
    if (!scene.layers.some((mesh) => mesh.layer === layer)) return [];
    const items: PlanItem[] = [];
    for (const feature of layerFeatures(scene, layer, kernel)) items.push(planItem(feature, style));
    items.sort((a, b) => a.height - b.height);
    return [{ layer, label: LAYERS[layer].label, items }];
  });
}

function planItem(feature: MapFeature, style: PlanStyle): PlanItem {
  if (style === 'figure-ground') return item(feature, BLACK, 0);
  const { attributes } = feature;
  switch (feature.layer) {
    case 'terrain':
      return item(feature, CONTOUR, CONTOUR_WIDTH);
    case 'buildings':
      return item(feature, surfaceColour('wall'), 0, INK);
    case 'railways':
      return item(feature, INK, RAIL_WIDTH);
    case 'bridges':
      return item(feature, surfaceColour('deck'), metres(attributes.width));
    case 'barriers': {
      const colour = surfaceColour(attributes.class === 'hedge' ? 'hedge' : 'fence');
      return item(feature, colour, Math.max(metres(attributes.width), 0.3));
    }
    case 'trees':
      return item(feature, surfaceColour('crown'), metres(attributes.crown_diameter));
    default:
      return item(feature, surfaceColour(coverSurface(attributes.class)), metres(attributes.width));
  }
}

function metres(known: string | number | undefined): number {
  return Number(known ?? 1);
}

/** All have the same members, so that thousands are made and read quickly. */
function item({ name, geometry, attributes }: MapFeature, colour: Rgb, width: number, edge?: Rgb): PlanItem {
  return { name, geometry, colour, width, edge, height: HEIGHTS.get(attributes.class) ?? 0 };
}

function coverSurface(cover: string | number | undefined): SurfaceId {
  return SURFACE_IDS.has(cover) ? (cover as SurfaceId) : 'ground';
}
