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
  const areas: OsmArea[] = [];
  const usedAsOuter = new Set<number>();
  for (const relation of data.relations) {
    if (relation.tags.type !== 'multipolygon' && !(relation.tags.type === 'building' && hasRingRoles(relation)))
      continue;
    const tags = relationTags(relation, data);
    if (!wanted(tags)) continue;
    const area = relationArea(relation, tags, data, oddities);
    if (!area) continue;
    areas.push(area);
    for (const { type, ref, role } of relation.members) {
      if (type === 'way' && role !== 'inner') usedAsOuter.add(ref);
    }
  }
  for (const way of data.ways.values()) {
    if (!wanted(way.tags) || usedAsOuter.has(way.id)) continue;
    const area = wayArea(way, oddities);
    if (area) areas.push(area);
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

function wayArea(way: OsmWay, oddities: Oddities): OsmArea | undefined {
  const id = `way/${way.id}`;
  const { coords } = way;
  const n = coords.length;
  const closed = n >= 2 && coords[0] === coords[n - 2] && coords[1] === coords[n - 1];
  const ring = closed ? coords.subarray(0, n - 2) : coords;
  if (ring.length < 6) {
    oddities.skip(id, 'a ring of fewer than three points');
    return undefined;
  }
  if (!closed) oddities.repair(id, 'an outline that does not close, closed with a straight line');
  return { id, tags: way.tags, outers: [ring], inners: [] };
}
