import type { FormatOptions } from '../contract/format-options.ts';
import { formatSettings } from '../contract/format-settings.ts';
import type { FormatId } from '../contract/formats.ts';
import type { Building, City } from '../engine/city/city.ts';
import { createGround } from '../engine/city/ground.ts';
import { attributesOf } from '../engine/formats/attributes.ts';
import { extentsOf } from '../engine/formats/extents.ts';
import type { Scene } from '../engine/formats/format.ts';
import { createPlacement, type Placement } from '../engine/formats/placement.ts';
import type { LayerMesh } from '../engine/mesh/layer-mesh.ts';
import { bboxFromCenter } from '../geo/bbox.ts';
import { localFrame } from '../geo/local-frame.ts';
import type { Soup } from './read-models.ts';

/** A city on flat ground that holds nothing but some buildings. */
export function testCity(buildings: readonly Building[] = []): City {
  const frame = localFrame(bboxFromCenter([7.42, 43.73], [40, 40]));
  const [west, south, east, north] = frame.bbox;
  const heights = new Float32Array(4);
  const grid = { rows: 2, columns: 2, heights, projection: 'geographic', west, south, east, north } as const;
  return {
    frame,
    ground: createGround(grid, frame),
    buildings,
    courses: [],
    areas: [],
    bridges: [],
    bridgeRuns: [],
    piers: [],
    trees: [],
    barriers: [],
  };
}

/** Some layers as a writer gets them. */
export function testScene(
  layers: readonly LayerMesh[],
  format: FormatId,
  { city = testCity(), comments = [], ...options }: FormatOptions & { city?: City; comments?: readonly string[] } = {},
): Scene {
  const settings = formatSettings(format, options);
  return {
    layers,
    city,
    attributesOf: attributesOf(city),
    comments,
    attributions: ['© someone 😀'],
    settings,
    placement: createPlacement(format, settings, { extents: extentsOf(layers), rect: city.frame.rect }),
  };
}

/** Triangles in local metres as a file shows them. */
export function placedSoup(soup: Soup, { axes, factors, offsets }: Placement): Soup {
  return soup.map((_, i) => soup[i - (i % 3) + axes[i % 3]!]! * factors[i % 3]! + offsets[i % 3]!);
}
