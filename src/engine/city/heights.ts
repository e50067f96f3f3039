import type { Tags } from '../sources/osm-data.ts';
import { believable } from './believable.ts';
import type { HeightProvenance } from './city.ts';
import { assumedEaves, type HeightRules } from './class-heights.ts';
import { parseLength, parseNumber } from './parse-length.ts';

/** Metres of a storey inside the roof (OSM2World's default). */
export const ROOF_STOREY_HEIGHT = 2.5;

/** No building on Earth is higher (Burj Khalifa: 828 m) or has more storeys (163). */
export const MAX_HEIGHT = 1000;
const MAX_LEVELS = 200;

/** Vertical extent in metres above the building's base, with the origin of its top. */
export interface Extent {
  readonly minHeight: number;
  readonly height: number;
  readonly provenance: HeightProvenance;
  /** Tags that were not believed, for the report: `height=-3`. */
  readonly disbelieved: readonly string[];
}

/** A height with its origin. */
export interface Evidence {
  readonly height: number;
  readonly provenance: HeightProvenance;
}

/**
 * The vertical extent of a building or part, by the first evidence there is: `height`, `building:height`, `est_height`,
 * then storeys, then the same of the building that a part belongs to, then what is usual for its class in the
 * neighbourhood, then the default of its class. Tagged heights include the roof; it comes on top of all others.
 * @param inherited tags of the building around a part
 * @param roof metres of the roof, where its tags give any
 */
export function buildingExtent(tags: Tags, inherited: Tags, roof: number, rules: HeightRules): Extent {
  const disbelieved: string[] = [];
  const evidence = taggedTop(tags, roof, rules, disbelieved) ??
    taggedTop(inherited, roof, rules, []) ?? {
      height: assumedEaves(tags, inherited, rules) + roof,
      provenance: 'assumed' as const,
    };
  let minHeight = bottomOf(tags, rules, disbelieved);
  let { height } = evidence;
  if (minHeight >= height) {
    if (evidence.provenance === 'assumed') height = minHeight + rules.storeyHeight;
    else {
      disbelieved.push(
        tags.min_height === undefined
          ? `building:min_level=${tags['building:min_level']}`
          : `min_height=${tags.min_height}`,
      );
      minHeight = 0;
    }
  }
  return { minHeight, height, provenance: evidence.provenance, disbelieved };
}

/** The height that tags give, with the roof, or `undefined` where they give none. */
export function taggedTop(
  tags: Tags,
  roof: number,
  { storeyHeight }: Pick<HeightRules, 'storeyHeight'>,
  disbelieved: string[],
): Evidence | undefined {
  const height = measuredTop(tags, disbelieved);
  if (height !== undefined) return { height, provenance: 'measured' };
  const levels = believable(tags, 'building:levels', parseNumber, 0, MAX_LEVELS, disbelieved);
  if (levels === undefined) return undefined;
  const top = levels * storeyHeight + roof;
  return top > 0 ? { height: top, provenance: 'levels' } : undefined;
}

/** The first tagged height in metres that can be true. */
export function measuredTop(tags: Tags, disbelieved: string[] = []): number | undefined {
  for (const key of ['height', 'building:height', 'est_height']) {
    const height = believable(tags, key, parseLength, 0.1, MAX_HEIGHT, disbelieved);
    if (height !== undefined) return height;
  }
  return undefined;
}

function bottomOf(tags: Tags, { storeyHeight }: HeightRules, disbelieved: string[]): number {
  const tagged = believable(tags, 'min_height', parseLength, 0, MAX_HEIGHT, disbelieved);
  if (tagged !== undefined) return tagged;
  return (believable(tags, 'building:min_level', parseNumber, 0, MAX_LEVELS, disbelieved) ?? 0) * storeyHeight;
}
