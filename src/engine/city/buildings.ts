import type { EngineOptions } from '../../contract/options.ts';
import type { LocalFrame, Rect } from '../../geo/local-frame.ts';
import type { Pace } from '../pace.ts';
import { centroid, type Polygon, totalArea } from '../polygon/polygon.ts';
import type { PolygonKernel } from '../polygon/polygon-kernel.ts';
import type { OsmData } from '../sources/osm-data.ts';
import { type Areas, buildingAreas, type Footprint } from './building-areas.ts';
import { buildingPart, coloursOf, NOTHING_INHERITED, type PartRules } from './building-part.ts';
import type { BuildingPart } from './city.ts';
import type { HeightRules } from './class-heights.ts';
import { clipPolygons } from './clip.ts';
import { taggedColours } from './colours.ts';
import { neighbourhood } from './neighbourhood.ts';
import { createOddities, type Oddities } from './oddities.ts';
import type { BuildingPlan } from './stand-buildings.ts';

/** Parts that cover less than this share of their outline leave the rest of it standing (OSM2World's rule). */
const COVERED = 0.9;

export type BuildingOptions = Pick<
  EngineOptions,
  'edge' | 'lod' | 'storey_height' | 'default_levels' | 'assume_heights'
>;

/** What {@link buildingPlans} works with. */
export interface BuildingInput {
  readonly data: OsmData;
  readonly frame: LocalFrame;
  readonly kernel: PolygonKernel;
  readonly options: BuildingOptions;
  readonly oddities: Oddities;
  readonly pace: Pace;
  readonly progress: (done: number, total: number) => void;
}

/**
 * The buildings of a box before they stand on the ground: outlines with their parts, heights with their provenance.
 * A building belongs to the box when the centroid of its footprint does (`whole`), or as far as it reaches into it (`clip`).
 */
export async function buildingPlans(input: BuildingInput): Promise<BuildingPlan[]> {
  const result: BuildingPlan[] = [];
  const areas = await buildingAreas(input);
  const { storey_height: storeyHeight, default_levels: defaultLevels } = input.options;
  const heights: HeightRules = { storeyHeight, defaultLevels };
  const { usualEaves } = neighbourhood(areas, heights);
  for (const [done, [outline, parts]] of areas.entries()) {
    input.progress(done, areas.length);
    await input.pace.breathe();
    const around = [outline, ...parts].flatMap(({ polygons }) => polygons);
    const usual = (value: string) => usualEaves(value, around);
    const building = toPlan(outline, parts, input, { ...heights, usual });
    if (building) result.push(building);
  }
  return result;
}

function toPlan(
  outline: Footprint,
  mapped: Areas,
  input: BuildingInput,
  heights: HeightRules,
): BuildingPlan | undefined {
  const { frame, oddities, kernel, options } = input;
  const { edge, lod } = options;
  const all = [outline, ...mapped].flatMap(({ polygons }) => polygons);
  if (edge === 'whole' && !isInside(frame.rect, centroid(outline.polygons.length > 0 ? outline.polygons : all))) {
    return undefined;
  }
  const inBox = solidParts(outline, mapped, kernel, { heights, lod, oddities })
    .map((part) => (edge === 'clip' ? { ...part, footprint: clipPolygons(part.footprint, frame.rect, kernel) } : part))
    .filter(({ footprint }) => footprint.length > 0);
  const parts = options.assume_heights ? inBox : ofKnownHeight(inBox, oddities);
  if (parts.length === 0) return undefined;

  const { name } = outline.tags;
  return {
    id: outline.id,
    ...(name === undefined ? {} : { name }),
    class: outline.tags.building ?? outline.tags.man_made ?? 'yes',
    tags: outline.tags,
    parts,
  };
}

function ofKnownHeight(parts: readonly BuildingPart[], oddities: Oddities): BuildingPart[] {
  return parts.filter(({ id, provenance }) => {
    if (provenance === 'assumed') oddities.skip(id, 'of unknown height: assumed heights are switched off');
    return provenance !== 'assumed';
  });
}

/** The mapped parts, with what they leave of the outline; the outline itself where there are none. */
function solidParts(outline: Footprint, mapped: Areas, kernel: PolygonKernel, rules: PartRules): BuildingPart[] {
  if (mapped.length === 0) {
    return [buildingPart(outline.id, outline.tags, NOTHING_INHERITED, outline.polygons, rules)];
  }
  const inherited = { tags: outline.tags, colours: taggedColours(outline.tags).colours };
  const parts = mapped.map(({ id, tags, polygons }) => buildingPart(id, tags, inherited, polygons, rules));
  const rest = uncovered(outline, mapped, kernel);
  if (rest.length > 0) return [...parts, restOfOutline(outline, rest, parts, rules)];
  if (!parts.some(({ id }) => id === outline.id)) coloursOf(outline.id, outline.tags, rules.oddities);
  return parts;
}

/** What parts leave of their outline, where it is more than the gaps between them. */
function uncovered(outline: Footprint, parts: Areas, kernel: PolygonKernel): Polygon[] {
  if (outline.polygons.length === 0 || parts.some(({ id }) => id === outline.id)) return [];
  const covered = parts.flatMap(({ polygons }) => polygons);
  const rest = kernel.difference(outline.polygons, covered).filter((polygon) => totalArea([polygon]) > 1);
  return totalArea(rest) > totalArea(outline.polygons) * (1 - COVERED) ? rest : [];
}

/** A height tagged on the outline is that of its highest part: it says nothing of the rest. */
function restOfOutline(outline: Footprint, rest: Polygon[], parts: BuildingPart[], rules: PartRules): BuildingPart {
  const part = buildingPart(outline.id, outline.tags, NOTHING_INHERITED, rest, rules);
  const highest = Math.max(...parts.map(({ height }) => height));
  if (part.provenance !== 'measured' || part.height > highest + 0.5) return part;
  const { height: _, 'building:height': __, est_height: ___, ...others } = outline.tags;
  const other = buildingPart(outline.id, others, NOTHING_INHERITED, rest, { ...rules, oddities: createOddities() });
  return other.height <= part.height ? other : { ...other, height: part.height };
}

function isInside({ minX, minY, maxX, maxY }: Rect, [x, y]: readonly [number, number]): boolean {
  return x >= minX && x <= maxX && y >= minY && y <= maxY;
}
