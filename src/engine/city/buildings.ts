import type { EdgeRule, LevelOfDetail } from '../../contract/options.ts';
import type { LocalFrame, Rect } from '../../geo/local-frame.ts';
import type { Pace } from '../pace.ts';
import { boundsOf, centroid, type Polygon, totalArea } from '../polygon/polygon.ts';
import type { PolygonKernel } from '../polygon/polygon-kernel.ts';
import type { OsmData, Tags } from '../sources/osm-data.ts';
import { type Areas, buildingAreas, type Footprint } from './building-areas.ts';
import type { Building, BuildingPart } from './city.ts';
import type { Ground } from './ground.ts';
import { groundRange } from './ground-range.ts';
import { buildingExtent, type Extent } from './heights.ts';
import type { Oddities } from './oddities.ts';
import type { RoofSpec } from './roof-spec.ts';
import { MOST_OF_HEIGHT, type TaggedRoof, taggedRoof } from './roofs.ts';

/** Parts that cover less than this share of their outline leave the rest of it standing (OSM2World's rule). */
const COVERED = 0.9;

/** A building shows at least this many metres above the highest ground under it, or its height if it is lower. */
const MIN_VISIBLE = 2.5;

/** What {@link buildings} works with. */
export interface BuildingInput {
  readonly data: OsmData;
  readonly frame: LocalFrame;
  readonly ground: Ground;
  readonly kernel: PolygonKernel;
  readonly edge: EdgeRule;
  /** 1: all roofs flat. */
  readonly lod: LevelOfDetail;
  readonly oddities: Oddities;
  readonly pace: Pace;
  readonly progress: (done: number, total: number) => void;
}

/**
 * The buildings of a box: outlines with their parts, heights with their provenance, standing on the ground.
 * A building belongs to the box when the centroid of its footprint does (`whole`), or as far as it reaches into it (`clip`).
 */
export async function buildings(input: BuildingInput): Promise<Building[]> {
  const result: Building[] = [];
  const areas = await buildingAreas(input);
  for (const [done, [outline, parts]] of areas.entries()) {
    input.progress(done, areas.length);
    await input.pace.breathe();
    const building = toBuilding(outline, parts, input);
    if (building) result.push(building);
  }
  return result;
}

function toBuilding(outline: Footprint, mapped: Areas, input: BuildingInput): Building | undefined {
  const { ground, frame, oddities, kernel, edge } = input;
  const all = [outline, ...mapped].flatMap(({ polygons }) => polygons);
  if (edge === 'whole' && !isInside(frame.rect, centroid(outline.polygons.length > 0 ? outline.polygons : all))) {
    return undefined;
  }
  const parts = solidParts(outline, mapped, input)
    .map((part) => (edge === 'clip' ? { ...part, footprint: clipTo(frame.rect, part.footprint, kernel) } : part))
    .filter(({ footprint }) => footprint.length > 0);
  if (parts.length === 0) return undefined;

  const { lowest, highest } = groundRange(
    ground,
    parts.flatMap(({ footprint }) => footprint),
  );
  const top = Math.max(...parts.map(({ height }) => height));
  const base = Math.max(lowest, highest + Math.min(MIN_VISIBLE, top) - top);
  if (base > lowest)
    oddities.repair(outline.id, 'a building that its slope would have buried, lifted to show above it');
  const { name } = outline.tags;
  return {
    id: outline.id,
    ...(name === undefined ? {} : { name }),
    class: outline.tags.building ?? 'yes',
    ground: lowest,
    base,
    parts,
  };
}

/** The mapped parts, with what they leave of the outline; the outline itself where there are none. */
function solidParts(outline: Footprint, mapped: Areas, input: BuildingInput): BuildingPart[] {
  const { kernel } = input;
  const parts = mapped.map(({ id, tags, polygons }) => toPart(id, tags, outline.tags, polygons, input));
  if (parts.length === 0) return [toPart(outline.id, outline.tags, {}, outline.polygons, input)];
  if (outline.polygons.length === 0 || parts.some(({ id }) => id === outline.id)) return parts;

  const rest = kernel
    .difference(
      outline.polygons,
      mapped.flatMap(({ polygons }) => polygons),
    )
    .filter((polygon) => totalArea([polygon]) > 1);
  if (totalArea(rest) <= totalArea(outline.polygons) * (1 - COVERED)) return parts;
  return [...parts, restOfOutline(outline, rest, parts, input)];
}

/** A height tagged on the outline is that of its highest part: it says nothing of the rest. */
function restOfOutline(outline: Footprint, rest: Polygon[], parts: BuildingPart[], input: BuildingInput): BuildingPart {
  const part = toPart(outline.id, outline.tags, {}, rest, input);
  const highest = Math.max(...parts.map(({ height }) => height));
  if (part.provenance !== 'measured' || part.height > highest + 0.5) return part;
  const { height: _, 'building:height': __, est_height: ___, ...others } = outline.tags;
  const other = toPart(outline.id, others, {}, rest, input);
  return other.height <= part.height ? other : { ...other, height: part.height };
}

function toPart(
  id: string,
  tags: Tags,
  inherited: Tags,
  footprint: readonly Polygon[],
  { oddities, lod }: Pick<BuildingInput, 'oddities' | 'lod'>,
): BuildingPart {
  const tagged = taggedRoof(tags, footprint);
  const { disbelieved, ...extent } = buildingExtent(tags, inherited, tagged.height);
  for (const tag of [...tagged.disbelieved, ...disbelieved]) {
    oddities.repair(id, `a tag that cannot be true, ignored (${tag})`);
  }
  const roof = lod === 1 ? undefined : roofWithin(extent, tagged, footprint);
  if (roof && tagged.isTagged && roof.height < tagged.height) {
    oddities.repair(id, 'a roof higher than its building, lowered to fit');
  }
  return { id, footprint, ...extent, ...(roof && { roof }) };
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

function isInside({ minX, minY, maxX, maxY }: Rect, [x, y]: readonly [number, number]): boolean {
  return x >= minX && x <= maxX && y >= minY && y <= maxY;
}

function clipTo(rect: Rect, footprint: readonly Polygon[], kernel: PolygonKernel): readonly Polygon[] {
  const bounds = boundsOf(footprint);
  const { minX, minY, maxX, maxY } = rect;
  if (bounds.minX >= minX && bounds.minY >= minY && bounds.maxX <= maxX && bounds.maxY <= maxY) return footprint;
  return kernel.intersection(footprint, [
    { outer: new Float64Array([minX, minY, maxX, minY, maxX, maxY, minX, maxY]), holes: [] },
  ]);
}
