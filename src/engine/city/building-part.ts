import type { LevelOfDetail } from '../../contract/options.ts';
import type { Polygon } from '../polygon/polygon.ts';
import type { Tags } from '../sources/osm-data.ts';
import type { BuildingColours, BuildingPart } from './city.ts';
import type { HeightRules } from './class-heights.ts';
import { taggedColours } from './colours.ts';
import { buildingExtent, type Extent } from './heights.ts';
import type { Oddities } from './oddities.ts';
import type { RoofSpec } from './roof-spec.ts';
import { MOST_OF_HEIGHT, type TaggedRoof, taggedRoof } from './roofs.ts';

/** Metres between the eaves and the underside of a roof without walls (OSM2World's default). */
const SLAB = 0.3;

/** Values of `building` and `building:part` that stand for a roof on posts. */
const WITHOUT_WALLS = new Set(['roof', 'carport']);

/** What a part has from the building that it belongs to. */
export interface Inherited {
  readonly tags: Tags;
  readonly colours: BuildingColours;
}

/** Of the whole building, or of a part without one: nothing is inherited. */
export const NOTHING_INHERITED: Inherited = { tags: {}, colours: {} };

/** How parts are made. */
export interface PartRules {
  readonly heights: HeightRules;
  /** 1: all roofs flat. */
  readonly lod: LevelOfDetail;
  readonly oddities: Oddities;
}

/** The solid that tags make of a footprint. What the tags have and cannot be is counted. */
export function buildingPart(
  id: string,
  tags: Tags,
  inherited: Inherited,
  footprint: readonly Polygon[],
  { heights, lod, oddities }: PartRules,
): BuildingPart {
  const tagged = taggedRoof(tags, footprint);
  const { disbelieved, ...extent } = buildingExtent(tags, inherited.tags, tagged.height, heights);
  for (const tag of [...tagged.disbelieved, ...disbelieved]) {
    oddities.repair(id, `a tag that cannot be true, ignored (${tag})`);
  }
  const roof = lod === 1 ? undefined : roofWithin(extent, tagged, footprint);
  if (roof && tagged.isTagged && roof.height < tagged.height) {
    oddities.repair(id, 'a roof higher than its building, lowered to fit');
  }
  const colours = { ...inherited.colours, ...coloursOf(id, tags, oddities) };
  return {
    id,
    footprint,
    ...extent,
    ...(isWithoutWalls(tags) && { minHeight: undersideOf(extent, roof?.height ?? 0) }),
    ...(roof && { roof }),
    ...(Object.keys(colours).length > 0 && { colours }),
  };
}

/** The colours that tags give. Those that are not understood are counted. */
export function coloursOf(id: string, tags: Tags, oddities: Oddities): BuildingColours {
  const { colours, unknown } = taggedColours(tags);
  for (const tag of unknown) oddities.repair(id, `a colour or material that is not known, ignored (${tag})`);
  return colours;
}

function isWithoutWalls(tags: Tags): boolean {
  if (tags.wall !== undefined) return tags.wall === 'no';
  return WITHOUT_WALLS.has(tags['building:part'] ?? '') || WITHOUT_WALLS.has(tags.building ?? '');
}

/** Where a roof without walls ends below: as tagged, else a slab's thickness under its eaves. One that reaches the ground stands on it. */
function undersideOf({ minHeight, height }: Omit<Extent, 'disbelieved'>, roof: number): number {
  return minHeight > 0 ? minHeight : Math.max(0, height - roof - SLAB);
}

/** The roof as far as it fits into a part's height. */
function roofWithin(
  { minHeight, height, provenance }: Omit<Extent, 'disbelieved'>,
  { shape, height: wanted, isTagged, direction, orientation }: TaggedRoof,
  over: readonly Polygon[],
): RoofSpec | undefined {
  if (shape === 'flat') return undefined;
  const most = (height - minHeight) * (isTagged || provenance !== 'measured' ? 1 : MOST_OF_HEIGHT);
  return { shape, height: Math.min(wanted, most), ...(direction !== undefined && { direction }), orientation, over };
}
