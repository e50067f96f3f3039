import type { PlanStyle } from '../../contract/format-options.ts';
import { LAYERS, type LayerId } from '../../contract/layers.ts';
import type { Rgb } from '../city/city.ts';
import { COVER_IDS, type CoverId } from '../city/covers.ts';
import type { SurfaceId } from '../mesh/layer-mesh.ts';
import { SURFACES } from '../mesh/layer-mesh.ts';
import type { PolygonKernel } from '../polygon/polygon-kernel.ts';
import type { Scene } from './format.ts';
import { type MapFeature, type MapGeometry, mapFeatures } from './map-features.ts';
import { surfaceColour } from './materials.ts';

/** Something drawn: an area that is filled, a line with a width, or a disc. */
export interface PlanItem {
  readonly id: string;
  readonly name?: string;
  readonly geometry: MapGeometry;
  readonly colour: Rgb;
  /** Of lines: metres in nature; of points: the disc's diameter. */
  readonly width: number;
  /** A thin edge around areas. */
  readonly edge?: Rgb;
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

export const INK: Rgb = [34, 34, 34];
const CONTOUR: Rgb = [176, 148, 112];
/** Metres. */
const CONTOUR_WIDTH = 0.3;
const RAIL_WIDTH = 1.5;

/** The layers of a file as a plan, the lowest first: in their colours, or buildings alone in black (a figure-ground plan). */
export function planLayers(scene: Scene, kernel: PolygonKernel): PlanLayer[] {
  const style = scene.settings.plan;
  const wanted = style === 'figure-ground' ? (['buildings'] as const) : ORDER;
  return wanted.flatMap((layer) => {
    const layers = scene.layers.filter((mesh) => mesh.layer === layer);
    if (layers.length === 0) return [];
    const features = [...mapFeatures({ ...scene, layers }, kernel)].sort((a, b) => height(a) - height(b));
    return [{ layer, label: LAYERS[layer].label, items: features.map((feature) => planItem(feature, style)) }];
  });
}

/** Covers that are seen over others are drawn after them. */
function height({ attributes }: MapFeature): number {
  const index = COVER_IDS.indexOf(attributes.class as CoverId);
  return index < 0 ? 0 : -index;
}

function planItem({ id, name, layer, geometry, attributes }: MapFeature, style: PlanStyle): PlanItem {
  const named = { id, ...(name !== undefined && { name }), geometry };
  if (style === 'figure-ground') return { ...named, colour: [0, 0, 0], width: 0 };
  const width = Number(attributes.width ?? attributes.crown_diameter ?? 1);
  switch (layer) {
    case 'terrain':
      return { ...named, colour: CONTOUR, width: CONTOUR_WIDTH };
    case 'buildings':
      return { ...named, colour: surfaceColour('wall'), width: 0, edge: INK };
    case 'railways':
      return { ...named, colour: INK, width: RAIL_WIDTH };
    case 'bridges':
      return { ...named, colour: surfaceColour('deck'), width };
    case 'barriers':
      return {
        ...named,
        colour: surfaceColour(attributes.class === 'hedge' ? 'hedge' : 'fence'),
        width: Math.max(width, 0.3),
      };
    case 'trees':
      return { ...named, colour: surfaceColour('crown'), width };
    default:
      return { ...named, colour: surfaceColour(coverSurface(attributes.class)), width };
  }
}

function coverSurface(cover: string | number | undefined): SurfaceId {
  return SURFACES.find((surface) => surface === cover) ?? 'ground';
}
