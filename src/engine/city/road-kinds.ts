import type { CoverId } from './covers.ts';
import { lookUp } from './look-up.ts';

/** What a class of roads is covered with and, where nothing tells, how wide it is. */
export interface RoadKind {
  readonly cover: CoverId;
  /** Metres. */
  readonly width: number;
  /** Metres where it is one-way; the same as {@link width} where absent. */
  readonly oneway?: number;
}

/** Metres of a lane (OSM2World). */
export const LANE_WIDTH = 3.5;

const carriageway = (width: number, oneway?: number): RoadKind => ({
  cover: 'carriageway',
  width,
  ...(oneway !== undefined && { oneway }),
});

const footway: RoadKind = { cover: 'footway', width: 2 };

/**
 * Classes by the value of `highway`. Widths are OSM2World's for roads of one carriageway's class (motorway, primary,
 * secondary, service, track) and streets-gl's elsewhere: two lanes of 3 m, or a single one of 4 m; paths 2 m,
 * cycleways 3 m.
 */
const ROADS: Readonly<Record<string, RoadKind>> = {
  motorway: carriageway(8.75),
  motorway_link: carriageway(4),
  trunk: carriageway(7),
  trunk_link: carriageway(4),
  primary: carriageway(7),
  primary_link: carriageway(4),
  secondary: carriageway(7),
  secondary_link: carriageway(4),
  tertiary: carriageway(6, 4),
  tertiary_link: carriageway(4),
  unclassified: carriageway(6, 4),
  residential: carriageway(6, 4),
  road: carriageway(6, 4),
  living_street: carriageway(4),
  service: carriageway(3.5),
  services: carriageway(3.5),
  busway: carriageway(4),
  bus_guideway: carriageway(4),
  escape: carriageway(4),
  raceway: carriageway(6),
  track: { cover: 'track', width: 2.5 },
  cycleway: { cover: 'cycleway', width: 3 },
  pedestrian: { cover: 'footway', width: 4 },
  footway,
  path: footway,
  bridleway: footway,
  crossing: footway,
  platform: { cover: 'footway', width: 3 },
  steps: { cover: 'steps', width: 2 },
};

/** Roads that are not there, or not on the ground, and things along roads that are none. */
const NO_ROADS = new Set([
  ...['proposed', 'planned', 'construction', 'abandoned', 'disused', 'razed', 'demolished', 'dismantled', 'no'],
  ...['elevator', 'corridor', 'via_ferrata', 'ladder'],
  ...['rest_area', 'bus_stop', 'traffic_island', 'emergency_bay', 'street_lamp', 'toll_gantry'],
]);

/** Metres of the narrowest service roads (OSM2World). */
const PARKING_AISLE: RoadKind = carriageway(2.8);

/** The class of a road; `undefined` where there is none on the ground, `unknown` where the value means nothing. */
export function roadKind({
  highway,
  service,
  ...tags
}: Readonly<Record<string, string>>): RoadKind | 'unknown' | undefined {
  if (highway === undefined || NO_ROADS.has(highway)) return undefined;
  if (highway === 'service' && service === 'parking_aisle') return PARKING_AISLE;
  if (highway === 'path' && tags.bicycle === 'designated' && tags.foot !== 'designated') return ROADS.cycleway;
  return lookUp(ROADS, highway) ?? 'unknown';
}

const UNPAVED = new Set(['grass', 'ground', 'dirt', 'earth', 'gravel', 'compacted', 'unpaved', 'sand', 'snow']);

/** Metres of runways and taxiways (streets-gl). */
const AEROWAYS: Readonly<Record<string, number>> = { runway: 45, stopway: 45, taxiway: 20, taxilane: 20 };

/** The class of a runway or taxiway. */
export function aerowayKind({ aeroway, surface }: Readonly<Record<string, string>>): RoadKind | undefined {
  const width = lookUp(AEROWAYS, aeroway);
  if (width === undefined) return undefined;
  return { cover: UNPAVED.has(surface ?? '') ? 'track' : 'carriageway', width };
}
