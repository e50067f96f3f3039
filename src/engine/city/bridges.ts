import type { OsmWay } from '../sources/osm-data.ts';
import { isBridge } from './above-ground.ts';
import { believable } from './believable.ts';
import type { Bridge } from './city.ts';
import { type CourseKind, hasLength, tellDisbelieved } from './courses.ts';
import { nameOf } from './cover-areas.ts';
import type { FeatureInput } from './feature-input.ts';
import { wholeLine } from './local-lines.ts';
import type { Oddities } from './oddities.ts';
import { isClosed } from './osm-areas.ts';
import { parseNumber } from './parse-length.ts';
import { railwayCourse } from './railways.ts';
import { roadCourse, roadCover } from './roads.ts';
import { watercourse } from './water.ts';

/** No crossing has more levels above the ground. */
const MOST_LEVELS = 10;

/**
 * The bridges that reach into the box: roads, railways and aqueducts above the ground. Each is whole, also outside the box:
 * where it ends tells how high it is. Bridges drawn as areas (`man_made=bridge`) only outline them.
 */
export async function bridges({ data, frame, oddities, pace }: FeatureInput): Promise<Bridge[]> {
  const found: Bridge[] = [];
  for (const way of data.ways.values()) {
    const { id, tags } = way;
    if (!isBridge(tags)) continue;
    const kind = carried(way, oddities);
    if (!kind || !hasLength(way, oddities)) continue;
    await pace.breathe();
    const { cover, width, widthProvenance } = kind;
    const line = wholeLine(way.coords, frame, width);
    if (!line) continue;
    const disbelieved = [...kind.disbelieved];
    const level = levelOf(tags.layer, disbelieved);
    tellDisbelieved(way, disbelieved, oddities);
    found.push({ id: `way/${id}`, ...nameOf(tags), tags, cover, line, width, widthProvenance, level });
  }
  return found;
}

function carried(way: OsmWay, oddities: Oddities): CourseKind | undefined {
  if (roadCover(way.tags, isClosed(way)) !== undefined) {
    oddities.skip(`way/${way.id}`, 'a bridge whose road is drawn as an area');
    return undefined;
  }
  return roadCourse(way, oddities) ?? railwayCourse(way, oddities) ?? watercourse(way);
}

/** At least 1: what a bridge crosses may itself lie below the ground, in a cutting. */
function levelOf(layer: string | undefined, disbelieved: string[]): number {
  const level = believable(
    { ...(layer !== undefined && { layer }) },
    'layer',
    parseNumber,
    -MOST_LEVELS,
    MOST_LEVELS,
    disbelieved,
  );
  return Math.max(1, Math.round(level ?? 1));
}
