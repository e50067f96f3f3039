import Flatbush from 'flatbush';
import type { LocalFrame } from '../../geo/local-frame.ts';
import type { Pace } from '../pace.ts';
import { boundsOf, type Polygon, type Ring, totalArea } from '../polygon/polygon.ts';
import type { PolygonKernel } from '../polygon/polygon-kernel.ts';
import type { OsmData, Tags } from '../sources/osm-data.ts';
import type { Oddities } from './oddities.ts';
import { type OsmArea, osmAreas } from './osm-areas.ts';

/** Smaller areas than this (m²) are mapping errors. */
const MIN_AREA = 0.001;

/** An area of OSM on the ground, in local metres. */
export interface Footprint {
  readonly id: string;
  readonly tags: Tags;
  readonly polygons: readonly Polygon[];
}

export type Areas = readonly Footprint[];

/** An outline with the parts that belong to it. A part without an outline stands for itself. */
export type BuildingArea = readonly [outline: Footprint, parts: Areas];

interface Input {
  readonly data: OsmData;
  readonly frame: LocalFrame;
  readonly kernel: PolygonKernel;
  readonly oddities: Oddities;
  readonly pace: Pace;
}

/** Finds outlines (`building`) and parts (`building:part`) and which part belongs to which outline. */
export async function buildingAreas(input: Input): Promise<BuildingArea[]> {
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

async function footprints(areas: readonly OsmArea[], input: Input): Promise<Footprint[]> {
  const result: Footprint[] = [];
  for (const area of areas) {
    await input.pace.breathe();
    const found = footprint(area, input);
    if (found) result.push(found);
  }
  return result;
}

function footprint({ id, tags, outers, inners }: OsmArea, { frame, kernel, oddities }: Input): Footprint | undefined {
  if (tags.location === 'underground') {
    oddities.skip(id, 'underground');
    return undefined;
  }
  const local = (ring: Float64Array) => toLocal(ring, frame);
  const covered = kernel.cover(outers.map(local));
  const polygons = inners.length === 0 ? covered : kernel.difference(covered, kernel.cover(inners.map(local)));
  const solid = polygons.filter((polygon) => totalArea([polygon]) >= MIN_AREA);
  if (solid.length > 0) return { id, tags, polygons: solid };
  oddities.skip(id, 'an outline without area');
  return undefined;
}

function toLocal(coords: Float64Array, frame: LocalFrame): Ring {
  const ring = new Float64Array(coords.length);
  for (let i = 0; i < coords.length; i += 2) {
    const [x, y] = frame.toLocal(coords[i]!, coords[i + 1]!);
    ring[i] = x;
    ring[i + 1] = y;
  }
  return ring;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== 'no';
}
