import { type Polygon, totalArea } from '../polygon/polygon.ts';
import type { FeatureInput } from './feature-input.ts';
import { toLocal } from './local-lines.ts';
import type { OsmArea } from './osm-areas.ts';

/** Smaller areas than this (m²) are mapping errors. */
const MIN_AREA = 0.001;

/** What the rings of an area (degrees) cover, in local metres; nothing where that is too small to be meant. */
export function areaPolygons(
  { outers, inners }: Pick<OsmArea, 'outers' | 'inners'>,
  { frame, kernel }: Pick<FeatureInput, 'frame' | 'kernel'>,
): Polygon[] {
  const local = (ring: Float64Array) => toLocal(ring, frame);
  const covered = kernel.cover(outers.map(local));
  const polygons = inners.length === 0 ? covered : kernel.difference(covered, kernel.cover(inners.map(local)));
  return polygons.filter((polygon) => totalArea([polygon]) >= MIN_AREA);
}
