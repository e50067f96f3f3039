import type { OsmWay, Tags } from '../sources/osm-data.ts';
import { isBridge, isHidden, isSet } from './above-ground.ts';
import type { Course } from './city.ts';
import { type CourseKind, coursesAlong } from './courses.ts';
import type { CoverId } from './covers.ts';
import type { FeatureInput } from './feature-input.ts';
import { lookUp } from './look-up.ts';
import type { Oddities } from './oddities.ts';
import { isClosed } from './osm-areas.ts';
import { aerowayKind, type RoadKind, roadKind } from './road-kinds.ts';
import { roadWidth } from './road-widths.ts';

/**
 * The roads of the box that lie on the ground, runways included. Tunnels are left out, and bridges are their own
 * layer.
 */
export async function roads({ data, frame, oddities, pace }: FeatureInput): Promise<Course[]> {
  const found: Course[] = [];
  for (const way of data.ways.values()) {
    if (isBridge(way.tags)) continue;
    const kind = roadCourse(way, oddities);
    if (!kind) continue;
    await pace.breathe();
    found.push(...coursesAlong(way, kind, frame, oddities));
  }
  return found;
}

/** What a way is as a road, on the ground or on a bridge; `undefined` where it is no road, or an area. */
export function roadCourse(way: OsmWay, oddities: Oddities): CourseKind | undefined {
  const { tags } = way;
  if (tags.highway === undefined && tags.aeroway === undefined && !isPlatform(tags)) return undefined;
  if (isHidden(tags) || roadCover(tags, isClosed(way)) !== undefined) return undefined;
  const kind = lineKind(tags);
  if (kind === 'unknown') {
    oddities.skip(`way/${way.id}`, `a road of unknown kind (highway=${tags.highway})`);
    return undefined;
  }
  return kind && { cover: kind.cover, ...roadWidth(tags, kind) };
}

function lineKind(tags: Tags): RoadKind | 'unknown' | undefined {
  if (tags.highway === undefined && isPlatform(tags)) return roadKind({ highway: 'platform' });
  return aerowayKind(tags) ?? (tags['area:highway'] === undefined ? roadKind(tags) : undefined);
}

/** Parking that is a building or lies under or on one. */
const PARKING_IN_BUILDINGS = new Set(['underground', 'multi-storey', 'rooftop', 'sheds', 'carports', 'garage_boxes']);

const PAVED_AEROWAYS = new Set(['apron', 'helipad', 'runway', 'taxiway']);

/** Values of `area:highway` that are not for vehicles. */
const AREA_COVERS: Readonly<Record<string, CoverId>> = {
  parking: 'parking',
  traffic_island: 'footway',
  shared: 'square',
  pedestrian: 'square',
};

/** The cover of squares, parking, platforms and of roads that are drawn as areas. */
export function roadCover(tags: Tags, closed: boolean): CoverId | undefined {
  if (isHidden(tags)) return undefined;
  const areaHighway = tags['area:highway'];
  if (isSet(areaHighway)) return areaCover(areaHighway!);
  const isArea = tags.area === 'yes' || tags.type === 'multipolygon';
  if (isArea && tags.highway !== undefined) return highwayAreaCover(tags);
  if (closed && tags.area !== 'no' && (isPlatform(tags) || tags.highway === 'platform')) return 'footway';
  if (tags.amenity === 'parking') return isOnGround(tags) ? 'parking' : undefined;
  const { aeroway } = tags;
  if (aeroway === undefined || !PAVED_AEROWAYS.has(aeroway) || isSet(tags.building)) return undefined;
  if (aeroway === 'apron' || aeroway === 'helipad') return 'carriageway';
  return isArea ? aerowayKind(tags)?.cover : undefined;
}

function isPlatform(tags: Tags): boolean {
  return tags.railway === 'platform' || tags.public_transport === 'platform';
}

function isOnGround(tags: Tags): boolean {
  return !PARKING_IN_BUILDINGS.has(tags.parking ?? '') && !isSet(tags.building) && tags.location !== 'rooftop';
}

function areaCover(value: string): CoverId {
  const known = lookUp(AREA_COVERS, value);
  if (known) return known;
  const kind = roadKind({ highway: value });
  return kind === undefined || kind === 'unknown' ? 'carriageway' : kind.cover;
}

function highwayAreaCover(tags: Tags): CoverId | undefined {
  if (tags.highway === 'pedestrian') return 'square';
  const kind = roadKind(tags);
  return kind === undefined || kind === 'unknown' ? undefined : kind.cover;
}
