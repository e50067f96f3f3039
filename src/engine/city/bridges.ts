import type { OsmWay, Tags } from '../sources/osm-data.ts';
import { isBridge } from './above-ground.ts';
import { believable } from './believable.ts';
import type { Bridge } from './city.ts';
import { type CourseKind, hasLength, pieceId, tellDisbelieved } from './courses.ts';
import { nameOf } from './cover-areas.ts';
import type { FeatureInput } from './feature-input.ts';
import { wholeLines } from './local-lines.ts';
import type { Oddities } from './oddities.ts';
import { isClosed } from './osm-areas.ts';
import { parseNumber } from './parse-length.ts';
import { railwayCourse } from './railways.ts';
import { roadCourse, roadCover } from './roads.ts';
import { watercourse } from './water.ts';

/** No crossing has more levels above the ground. */
const MOST_LEVELS = 10;

/**
 * The bridges that reach into the box: roads, railways and aqueducts above the ground. Each is whole, also outside the
 * box: where it ends tells how high it is. Bridges drawn as areas (`man_made=bridge`) only outline them.
 */
export async function bridges({ data, frame, oddities, pace }: FeatureInput): Promise<Bridge[]> {
  const found: Bridge[] = [];
  for (const way of data.ways.values()) {
    const { tags } = way;
    if (!isBridge(tags)) continue;
    const kind = carried(way, oddities);
    if (!kind || !hasLength(way, oddities)) continue;
    await pace.breathe();
    const { cover, width, widthProvenance } = kind;
    const lines = wholeLines(way.coords, frame, width);
    if (lines.length === 0) continue;
    const disbelieved = [...kind.disbelieved];
    const level = levelOf(tags, disbelieved);
    tellDisbelieved(way, disbelieved, oddities);
    for (const [i, line] of lines.entries()) {
      found.push({ id: pieceId(way, i), ...nameOf(tags), tags, cover, line, width, widthProvenance, level });
    }
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
function levelOf(tags: Tags, disbelieved: string[]): number {
  const level = believable(tags, 'layer', parseNumber, -MOST_LEVELS, MOST_LEVELS, disbelieved);
  return Math.max(1, Math.round(level ?? 1));
}
