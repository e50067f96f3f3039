import type { OsmWay, Tags } from '../sources/osm-data.ts';
import { isBridge, isHidden, isSet, layerOf } from './above-ground.ts';
import { believable } from './believable.ts';
import type { Course } from './city.ts';
import { type CourseKind, coursesAlong, type Width } from './courses.ts';
import type { CoverId } from './covers.ts';
import type { FeatureInput } from './feature-input.ts';
import { lookUp } from './look-up.ts';
import type { Oddities } from './oddities.ts';
import { parseLength, parseNumber } from './parse-length.ts';

/**
 * Gauges in millimetres where none is tagged, of every kind of track that lies there: disused ones do, abandoned ones
 * do not.
 */
const GAUGES: Readonly<Record<string, number>> = {
  rail: 1435,
  light_rail: 1435,
  subway: 1435,
  tram: 1435,
  disused: 1435,
  preserved: 1435,
  narrow_gauge: 1000,
  funicular: 1000,
  miniature: 260,
};

/**
 * Metres by which sleepers are longer than the gauge (OSM2World), and by which the ballast reaches beyond both their
 * ends.
 */
const SLEEPER = 1.1;
const SHOULDER = 1;

/** Metres of what belongs to a tram beside its rails, both sides together: they lie in the street. */
const TRAM_MARGIN = 1;

/** Metres between the middles of two tracks side by side, the usual least. */
const TRACK_SPACING = 4;

const GAUGE_RANGE = [150, 3000] as const;
const MOST_TRACKS = 30;

/** The railways of the box that lie on the ground, as strips of ballast. */
export async function railways({ data, frame, oddities, pace }: FeatureInput): Promise<Course[]> {
  const found: Course[] = [];
  for (const way of data.ways.values()) {
    if (isBridge(way.tags)) continue;
    const kind = railwayCourse(way, oddities);
    if (!kind) continue;
    await pace.breathe();
    found.push(...coursesAlong(way, kind, frame, oddities));
  }
  return found;
}

/** What a way is as a railway, on the ground or on a bridge. */
export function railwayCourse({ id, tags }: OsmWay, oddities: Oddities): CourseKind | undefined {
  if (tags.railway === undefined || isHidden(tags)) return undefined;
  if (tags.railway === 'monorail') {
    oddities.skip(`way/${id}`, 'a monorail, which runs on a beam');
    return undefined;
  }
  if (tags.railway === 'subway' && layerOf(tags) < 0 && !isSet(tags.cutting)) return undefined;
  const usual = lookUp(GAUGES, tags.railway);
  return usual === undefined ? undefined : { cover: 'ballast', ...railwayWidth(tags, usual) };
}

/** The cover of railway land that is drawn as areas. */
export function railwayCover(tags: Tags, closed: boolean): CoverId | undefined {
  return tags.railway === 'turntable' && closed && !isHidden(tags) ? 'ballast' : undefined;
}

/** From the gauge and the number of tracks that a line stands for. */
function railwayWidth(tags: Tags, usual: number): Width {
  const disbelieved: string[] = [];
  const gauge = believable(tags, 'gauge', widestGauge, ...GAUGE_RANGE, disbelieved);
  const tracks = believable(tags, 'tracks', parseNumber, 1, MOST_TRACKS, disbelieved);
  const beside = tags.railway === 'tram' ? TRAM_MARGIN : SLEEPER + SHOULDER;
  return {
    width: (gauge ?? usual) / 1000 + beside + ((tracks ?? 1) - 1) * TRACK_SPACING,
    widthProvenance: tracks !== undefined ? 'lanes' : gauge !== undefined ? 'measured' : 'assumed',
    disbelieved,
  };
}

/** Of a list such as `1435;1000` the widest, in millimetres. Some are given as lengths: `1.435 m`, `4 ft 8.5 in`. */
function widestGauge(text: string | undefined): number | undefined {
  let widest: number | undefined;
  for (const value of text?.split(';') ?? []) {
    const gauge = parseNumber(value.replace(/\s*mm$/, '')) ?? metresToMillimetres(parseLength(value));
    if (gauge !== undefined) widest = Math.max(widest ?? 0, gauge);
  }
  return widest;
}

function metresToMillimetres(metres: number | undefined): number | undefined {
  return metres === undefined ? undefined : metres * 1000;
}
