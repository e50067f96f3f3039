import type { Tags } from '../sources/osm-data.ts';
import { believable } from './believable.ts';
import type { Width } from './courses.ts';
import { parseLength, parseNumber } from './parse-length.ts';
import { LANE_WIDTH, type RoadKind } from './road-kinds.ts';

/** No road is narrower or wider than this (metres), no runway wider, and no road has more lanes. */
const NARROWEST = 0.3;
const WIDEST = 100;
const MOST_LANES = 20;

/**
 * A road's width by the first evidence there is: the widths of its lanes, `width:carriageway`, `width`, `est_width`, the
 * number of lanes, then the default of its class.
 */
export function roadWidth(tags: Tags, kind: RoadKind): Width {
  const disbelieved: string[] = [];
  const tagged = taggedWidth(tags, disbelieved);
  if (tagged !== undefined) return { width: tagged, widthProvenance: 'measured', disbelieved };
  const lanes = kind.cover === 'carriageway' ? laneCount(tags, disbelieved) : undefined;
  if (lanes !== undefined) return { width: lanes * LANE_WIDTH, widthProvenance: 'lanes', disbelieved };
  const isOneway = tags.oneway === 'yes' || tags.oneway === '1' || tags.oneway === '-1';
  return { width: (isOneway && kind.oneway) || kind.width, widthProvenance: 'assumed', disbelieved };
}

function taggedWidth(tags: Tags, disbelieved: string[]): number | undefined {
  const lanes = believable(tags, 'width:lanes', sumOfLanes, NARROWEST, WIDEST, disbelieved);
  if (lanes !== undefined) return lanes;
  const forward = believable(tags, 'width:lanes:forward', sumOfLanes, NARROWEST, WIDEST, disbelieved);
  const backward = believable(tags, 'width:lanes:backward', sumOfLanes, NARROWEST, WIDEST, disbelieved);
  if (forward !== undefined && backward !== undefined) return forward + backward;
  for (const key of ['width:carriageway', 'width', 'est_width']) {
    const width = believable(tags, key, parseLength, NARROWEST, WIDEST, disbelieved);
    if (width !== undefined) return width;
  }
  return undefined;
}

/** `3|3.5|3`: one width for each lane; where one is missing, the sum tells nothing. */
function sumOfLanes(text: string | undefined): number | undefined {
  let sum = 0;
  for (const lane of text?.split('|') ?? []) {
    const width = parseLength(lane);
    if (width === undefined) return undefined;
    sum += width;
  }
  return sum;
}

function laneCount(tags: Tags, disbelieved: string[]): number | undefined {
  const lanes = believable(tags, 'lanes', parseNumber, 1, MOST_LANES, disbelieved);
  if (lanes !== undefined) return lanes;
  const forward = believable(tags, 'lanes:forward', parseNumber, 0, MOST_LANES, disbelieved);
  const backward = believable(tags, 'lanes:backward', parseNumber, 0, MOST_LANES, disbelieved);
  return forward !== undefined && backward !== undefined && forward + backward > 0 ? forward + backward : undefined;
}
