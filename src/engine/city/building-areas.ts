import Flatbush from 'flatbush';
import { type Bounds, boundsOf, type Polygon, polygonsContain, totalArea } from '../polygon/polygon.ts';
import type { PolygonKernel } from '../polygon/polygon-kernel.ts';
import type { OsmData, Tags } from '../sources/osm-data.ts';
import { isSet } from './above-ground.ts';
import { areaPolygons } from './area-polygons.ts';
import type { FeatureInput } from './feature-input.ts';
import { measuredTop } from './heights.ts';
import { leftOut } from './left-out.ts';
import { type OsmArea, osmAreas } from './osm-areas.ts';
import { areaOutline, pointOutline } from './structure-outlines.ts';
import { structureOf } from './structures.ts';

/** An area of OSM on the ground, in local metres. */
export interface Footprint {
  readonly id: string;
  readonly tags: Tags;
  readonly polygons: readonly Polygon[];
}

export type Areas = readonly Footprint[];

/** An outline with the parts that belong to it. A part without an outline stands for itself. */
export type BuildingArea = readonly [outline: Footprint, parts: Areas];

/**
 * Finds outlines (`building`, and `man_made` structures like towers) and parts (`building:part`), and which part belongs to
 * which outline. What is underground or not there is left out and counted.
 */
export async function buildingAreas(input: FeatureInput): Promise<BuildingArea[]> {
  const { data, oddities, kernel } = input;
  const isOutline = (tags: Tags) =>
    isSet(tags.building) || (structureOf(tags) !== undefined && !isSet(tags['building:part']));
  const absent = new Set<string>();
  const areas = await footprints(osmAreas(data, isOutline, oddities), absent, input);
  const outlines = areas.map((area) => ({ ...area, polygons: areaOutline(area.tags, area.polygons, kernel) }));
  const parts = await footprints(
    osmAreas(data, (tags) => isSet(tags['building:part']), oddities),
    absent,
    input,
  );
  const index = outlineIndex(outlines);
  const partsOf = new Map<string, Footprint[]>(outlines.map(({ id }) => [id, []]));
  const orphans: Footprint[] = [];
  const outlineFor = outlineFinder(outlines, absent, index, data, kernel);
  for (const part of parts) {
    const id = outlineFor(part) ?? '';
    if (absent.has(id)) oddities.skip(part.id, 'a part of a building that is left out');
    else (partsOf.get(id) ?? orphans).push(part);
  }
  return [
    ...outlines.map((outline) => [outline, partsOf.get(outline.id)!] as const),
    ...orphans.map((part) => [part, []] as const),
    ...pointStructures(index, input).map((structure) => [structure, []] as const),
  ];
}

/** Finds the outlines whose boxes meet a box. */
type OutlineIndex = (bounds: Bounds) => readonly Footprint[];

function outlineIndex(outlines: Areas): OutlineIndex {
  if (outlines.length === 0) return () => [];
  const index = new Flatbush(outlines.length);
  for (const { polygons } of outlines) {
    const { minX, minY, maxX, maxY } = boundsOf(polygons);
    index.add(minX, minY, maxX, maxY);
  }
  index.finish();
  return ({ minX, minY, maxX, maxY }) => index.search(minX, minY, maxX, maxY).map((found) => outlines[found]!);
}

/** Towers, chimneys and the like that are mapped as points with a height, but for those whose outline is mapped too. */
function pointStructures(outlinesIn: OutlineIndex, { data, frame, kernel, oddities }: FeatureInput): Footprint[] {
  return data.nodes.flatMap((node) => {
    const structure = structureOf(node.tags);
    if (!structure) return [];
    const id = `node/${node.id}`;
    const height = measuredTop(node.tags);
    const [x, y] = frame.toLocal(node.lon, node.lat);
    const isMapped = outlinesIn({ minX: x, minY: y, maxX: x, maxY: y }).some(
      ({ tags, polygons }) => isTower(tags) && polygonsContain(polygons, x, y),
    );
    const reason =
      leftOut(node.tags) ??
      (isMapped ? 'a point within the outline of the same structure' : undefined) ??
      (height === undefined ? 'a structure mapped as a point, of unknown height' : undefined);
    if (reason === undefined && height !== undefined) {
      return [{ id, tags: node.tags, polygons: pointOutline(node, structure, height, frame, kernel) }];
    }
    oddities.skip(id, reason!);
    return [];
  });
}

function isTower({ building, man_made }: Tags): boolean {
  return structureOf({ man_made: man_made ?? building ?? '' }) !== undefined;
}

/**
 * Looks up a part's outline: the element itself, then its `type=building` relation, then the outline around most of it.
 * @param absent ids of outlines that are left out; only a relation can tie a part to one
 */
function outlineFinder(
  outlines: Areas,
  absent: ReadonlySet<string>,
  outlinesIn: OutlineIndex,
  data: OsmData,
  kernel: PolygonKernel,
): (part: Footprint) => string | undefined {
  const present = new Set(outlines.map(({ id }) => id));
  const byRelation = relationOutlines(data, new Set([...present, ...absent]));
  return (part) => {
    if (present.has(part.id)) return part.id;
    const related = byRelation.get(part.id);
    if (related) return related;
    let best: string | undefined;
    let most = totalArea(part.polygons) / 2;
    for (const { id, polygons } of outlinesIn(boundsOf(part.polygons))) {
      const common = totalArea(kernel.intersection(part.polygons, polygons));
      if (common > most) [most, best] = [common, id];
    }
    return best;
  };
}

/** From part to outline, by the relations that group them. */
function relationOutlines(data: OsmData, outlines: ReadonlySet<string>): Map<string, string> {
  const found = new Map<string, string>();
  for (const { id, tags, members } of data.relations) {
    if (tags.type !== 'building') continue;
    const keys = members.map(({ type, ref, role }) => ({ key: `${type}/${ref}`, role }));
    const outline = keys.find(({ key, role }) => role === 'outline' && outlines.has(key))?.key ?? `relation/${id}`;
    if (!outlines.has(outline)) continue;
    for (const { key, role } of keys) if (role !== 'outline') found.set(key, outline);
  }
  return found;
}

/** @param absent gets the ids of what is left out */
async function footprints(areas: readonly OsmArea[], absent: Set<string>, input: FeatureInput): Promise<Footprint[]> {
  const result: Footprint[] = [];
  for (const area of areas) {
    await input.pace.breathe();
    const reason = leftOut(area.tags);
    if (reason !== undefined) {
      if (!absent.has(area.id)) input.oddities.skip(area.id, reason);
      absent.add(area.id);
      continue;
    }
    const found = footprint(area, input);
    if (found) result.push(found);
  }
  return result;
}

function footprint(area: OsmArea, input: FeatureInput): Footprint | undefined {
  const { id, tags } = area;
  const polygons = areaPolygons(area, input);
  if (polygons.length > 0) return { id, tags, polygons };
  input.oddities.skip(id, 'an outline without area');
  return undefined;
}
