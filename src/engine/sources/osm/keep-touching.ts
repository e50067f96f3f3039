import { type Bbox, bboxContains, bboxExpand } from '../../../geo/bbox.ts';
import type { OsmData, OsmRelation, OsmWay, Tags } from '../osm-data.ts';
import { boxesOverlap, coordsBox, EMPTY_BOX, joinBoxes } from './boxes.ts';

/**
 * Metres around the box within which building parts are kept too: a building that is cut by the box's edge
 * has parts that lie outside altogether, and few buildings are wider than this.
 */
export const PART_MARGIN = 100;

/**
 * Metres around the box within which lines with a width are kept too: half a carriageway lies in the box while its middle
 * does not, and few roads and streams are wider than twice this.
 */
export const COURSE_MARGIN = 25;

/** What makes a way a line with a width. */
export const COURSE_KEYS = ['highway', 'railway', 'waterway', 'aeroway'] as const;

/**
 * The elements that touch the box: tagged nodes inside, ways whose own box overlaps it, relations with such a way.
 * Multipolygons and buildings come with all their member ways, so that an outline on the edge stays whole and an area
 * whose border runs all around the box is found.
 */
export function keepTouching(data: OsmData, bbox: Bbox): OsmData {
  const [nearParts, nearCourses] = [bboxExpand(bbox, PART_MARGIN), bboxExpand(bbox, COURSE_MARGIN)];
  const reach = (tags: Tags) => {
    if (tags['building:part'] !== undefined) return nearParts;
    return COURSE_KEYS.some((key) => tags[key] !== undefined) ? nearCourses : bbox;
  };
  const touched = new Set<number>();
  for (const { id, tags, coords } of data.ways.values()) {
    if (boxesOverlap(coordsBox(coords), reach(tags))) touched.add(id);
  }
  const relations = touchingRelations(data, touched, reach);
  const ways = new Set(touched);
  for (const relation of relations) if (hasShape(relation)) for (const id of memberIds(relation, 'way')) ways.add(id);
  return {
    nodes: data.nodes.filter(({ lon, lat }) => bboxContains(bbox, [lon, lat])),
    ways: new Map([...data.ways].filter(([id]) => ways.has(id))),
    relations,
  };
}

/** Also the buildings that have a touching multipolygon among their members, and the multipolygons of such buildings. */
function touchingRelations(data: OsmData, ways: ReadonlySet<number>, reach: (tags: Tags) => Bbox): OsmRelation[] {
  const touches = (relation: OsmRelation): boolean =>
    hasShape(relation)
      ? boxesOverlap(relationBox(relation, data.ways), reach(relation.tags))
      : memberIds(relation, 'way').some((id) => ways.has(id));
  const kept = new Set(data.relations.filter(touches).map(({ id }) => id));
  const buildings = data.relations.filter(
    (relation) =>
      relation.tags.type === 'building' &&
      (kept.has(relation.id) || memberIds(relation, 'relation').some((id) => kept.has(id))),
  );
  for (const building of buildings) {
    kept.add(building.id);
    for (const id of memberIds(building, 'relation')) kept.add(id);
  }
  return data.relations.filter(({ id }) => kept.has(id));
}

function hasShape({ tags }: OsmRelation): boolean {
  return tags.type === 'multipolygon' || tags.type === 'building';
}

function memberIds({ members }: OsmRelation, type: 'way' | 'relation'): number[] {
  return members.filter((member) => member.type === type).map(({ ref }) => ref);
}

function relationBox(relation: OsmRelation, ways: ReadonlyMap<number, OsmWay>): Bbox {
  return memberIds(relation, 'way').reduce<Bbox>((box, id) => {
    const way = ways.get(id);
    return way ? joinBoxes(box, coordsBox(way.coords)) : box;
  }, EMPTY_BOX);
}
