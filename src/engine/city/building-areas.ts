import Flatbush from 'flatbush';
import { boundsOf, type Polygon, totalArea } from '../polygon/polygon.ts';
import type { PolygonKernel } from '../polygon/polygon-kernel.ts';
import type { OsmData, Tags } from '../sources/osm-data.ts';
import { isSet } from './above-ground.ts';
import { areaPolygons } from './area-polygons.ts';
import type { FeatureInput } from './feature-input.ts';
import { type OsmArea, osmAreas } from './osm-areas.ts';

/** An area of OSM on the ground, in local metres. */
export interface Footprint {
  readonly id: string;
  readonly tags: Tags;
  readonly polygons: readonly Polygon[];
}

export type Areas = readonly Footprint[];

/** An outline with the parts that belong to it. A part without an outline stands for itself. */
export type BuildingArea = readonly [outline: Footprint, parts: Areas];

/** Finds outlines (`building`) and parts (`building:part`) and which part belongs to which outline. */
export async function buildingAreas(input: FeatureInput): Promise<BuildingArea[]> {
  const { data, oddities } = input;
  const outlines = await footprints(
    osmAreas(data, (tags) => isSet(tags.building), oddities),
    input,
  );
  const parts = await footprints(
    osmAreas(data, (tags) => isSet(tags['building:part']), oddities),
    input,
  );
  const partsOf = new Map<string, Footprint[]>(outlines.map(({ id }) => [id, []]));
  const orphans: Footprint[] = [];
  const outlineFor = outlineFinder(outlines, data, input.kernel);
  for (const part of parts) {
    const owner = partsOf.get(outlineFor(part) ?? '');
    if (owner) owner.push(part);
    else orphans.push(part);
  }
  return [
    ...outlines.map((outline) => [outline, partsOf.get(outline.id)!] as const),
    ...orphans.map((part) => [part, []] as const),
  ];
}

/** Looks up a part's outline: the element itself, then its `type=building` relation, then the outline around most of it. */
function outlineFinder(outlines: Areas, data: OsmData, kernel: PolygonKernel): (part: Footprint) => string | undefined {
  const byId = new Set(outlines.map(({ id }) => id));
  const byRelation = relationOutlines(data, byId);
  if (outlines.length === 0) return () => undefined;
  const index = new Flatbush(outlines.length);
  for (const { polygons } of outlines) {
    const { minX, minY, maxX, maxY } = boundsOf(polygons);
    index.add(minX, minY, maxX, maxY);
  }
  index.finish();
  return (part) => {
    if (byId.has(part.id)) return part.id;
    const related = byRelation.get(part.id);
    if (related) return related;
    const { minX, minY, maxX, maxY } = boundsOf(part.polygons);
    let best: string | undefined;
    let most = totalArea(part.polygons) / 2;
    for (const candidate of index.search(minX, minY, maxX, maxY)) {
      const outline = outlines[candidate]!;
      const common = totalArea(kernel.intersection(part.polygons, outline.polygons));
      if (common > most) [most, best] = [common, outline.id];
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

async function footprints(areas: readonly OsmArea[], input: FeatureInput): Promise<Footprint[]> {
  const result: Footprint[] = [];
  for (const area of areas) {
    await input.pace.breathe();
    const found = footprint(area, input);
    if (found) result.push(found);
  }
  return result;
}

function footprint(area: OsmArea, input: FeatureInput): Footprint | undefined {
  const { id, tags } = area;
  if (tags.location === 'underground') {
    input.oddities.skip(id, 'underground');
    return undefined;
  }
  const polygons = areaPolygons(area, input);
  if (polygons.length > 0) return { id, tags, polygons };
  input.oddities.skip(id, 'an outline without area');
  return undefined;
}
