import type { OsmData, OsmRelation, OsmWay, Tags } from '../sources/osm-data.ts';
import { joinRings } from './join-rings.ts';
import type { Oddities } from './oddities.ts';

/** An area of OSM with its rings in degrees (`lon, lat` pairs, not closed, of any direction, not checked). */
export interface OsmArea {
  /** For example `way/123`. */
  readonly id: string;
  readonly tags: Tags;
  readonly outers: readonly Float64Array[];
  readonly inners: readonly Float64Array[];
}

/**
 * The areas that tags select: closed ways and multipolygon relations. A way that is an outer ring of such a
 * relation with the same meaning is not repeated; a multipolygon without tags of its own takes those of its outer ways.
 */
export function osmAreas(data: OsmData, wanted: (tags: Tags) => boolean, oddities: Oddities): OsmArea[] {
  return meaningfulAreas(data, (tags) => (wanted(tags) ? 'wanted' : undefined), oddities, wayArea);
}

/** An area with what its tags mean. */
export interface MeaningfulArea<M> extends OsmArea {
  readonly meaning: M;
}

/**
 * The same, of all areas to which tags give some meaning. Ways that do not close are left out, and counted: lines are
 * often drawn with tags of areas.
 * @param meaningOf is asked for ways that close, for multipolygons, and for ways that do not close (`closed` is false)
 */
export function areasByMeaning<M extends string>(
  data: OsmData,
  meaningOf: (tags: Tags, closed: boolean) => M | undefined,
  oddities: Oddities,
): MeaningfulArea<M>[] {
  return meaningfulAreas(data, meaningOf, oddities, closedWayArea);
}

function meaningfulAreas<M extends string>(
  data: OsmData,
  meaningOf: (tags: Tags, closed: boolean) => M | undefined,
  oddities: Oddities,
  areaOf: typeof wayArea,
): MeaningfulArea<M>[] {
  const areas: MeaningfulArea<M>[] = [];
  const usedAsOuter = new Set<string>();
  for (const relation of data.relations) {
    if (relation.tags.type !== 'multipolygon' && !(relation.tags.type === 'building' && hasRingRoles(relation)))
      continue;
    const tags = relationTags(relation, data);
    const meaning = meaningOf(tags, true);
    if (meaning === undefined) continue;
    const area = relationArea(relation, tags, data, oddities);
    if (!area) continue;
    areas.push({ ...area, meaning });
    for (const { type, ref, role } of relation.members) {
      if (type === 'way' && role !== 'inner') usedAsOuter.add(`${meaning} ${ref}`);
    }
  }
  for (const way of data.ways.values()) {
    const meaning = meaningOf(way.tags, isClosed(way));
    if (meaning === undefined || usedAsOuter.has(`${meaning} ${way.id}`)) continue;
    const area = areaOf(way, oddities);
    if (area) areas.push({ ...area, meaning });
  }
  return areas;
}

/** `type=building` relations group elements; some are (wrongly) drawn like multipolygons. */
function hasRingRoles({ members }: OsmRelation): boolean {
  return members.some(({ type, role }) => type === 'way' && role === 'outer');
}

/** Tags that say nothing of what an area is. */
const META_TAGS = new Set(['type', 'source', 'note', 'fixme', 'created_by', 'name']);

function relationTags(relation: OsmRelation, data: OsmData): Tags {
  if (Object.keys(relation.tags).some((key) => !META_TAGS.has(key))) return relation.tags;
  for (const { type, ref, role } of relation.members) {
    const tags = type === 'way' && role !== 'inner' ? data.ways.get(ref)?.tags : undefined;
    if (tags && Object.keys(tags).length > 0) return { ...tags, ...relation.tags };
  }
  return relation.tags;
}

function relationArea(relation: OsmRelation, tags: Tags, data: OsmData, oddities: Oddities): OsmArea | undefined {
  const id = `relation/${relation.id}`;
  const outerWays: OsmWay[] = [];
  const innerWays: OsmWay[] = [];
  let missing = 0;
  for (const { type, ref, role } of relation.members) {
    if (type !== 'way' || (role !== 'inner' && role !== 'outer' && role !== '')) continue;
    const way = data.ways.get(ref);
    if (way) (role === 'inner' ? innerWays : outerWays).push(way);
    else missing++;
  }
  const outer = joinRings(outerWays.map(({ coords }) => coords));
  const inner = joinRings(innerWays.map(({ coords }) => coords));
  if (missing > 0) oddities.repair(id, 'a multipolygon whose member ways are partly missing');
  if (outer.rings.length === 0) {
    oddities.skip(id, 'a multipolygon without a closed outer ring');
    return undefined;
  }
  if (outer.open + inner.open > 0)
    oddities.repair(id, 'a multipolygon with rings that do not close, which were left out');
  return { id, tags, outers: outer.rings, inners: inner.rings };
}

/** Whether a way ends where it starts. */
export function isClosed({ coords }: OsmWay): boolean {
  const n = coords.length;
  return n >= 2 && coords[0] === coords[n - 2] && coords[1] === coords[n - 1];
}

function closedWayArea(way: OsmWay, oddities: Oddities): OsmArea | undefined {
  if (isClosed(way)) return wayArea(way, oddities);
  oddities.skip(`way/${way.id}`, 'an area whose outline does not close');
  return undefined;
}

function wayArea(way: OsmWay, oddities: Oddities): OsmArea | undefined {
  const id = `way/${way.id}`;
  const closed = isClosed(way);
  const ring = closed ? way.coords.subarray(0, -2) : way.coords;
  if (ring.length < 6) {
    oddities.skip(id, 'a ring of fewer than three points');
    return undefined;
  }
  if (!closed) oddities.repair(id, 'an outline that does not close, closed with a straight line');
  return { id, tags: way.tags, outers: [ring], inners: [] };
}
