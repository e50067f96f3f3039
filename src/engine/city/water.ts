import type { OsmWay, Tags } from '../sources/osm-data.ts';
import { isBridge, isHidden, isSet } from './above-ground.ts';
import { believable } from './believable.ts';
import type { Course, CoverArea } from './city.ts';
import { type CourseKind, coursesAlong, pieceId } from './courses.ts';
import type { CoverId } from './covers.ts';
import type { FeatureInput } from './feature-input.ts';
import { lookUp } from './look-up.ts';
import { parseLength } from './parse-length.ts';
import { pointFinder } from './point-finder.ts';

/** Metres of watercourses where no width is tagged (streets-gl), by the value of `waterway`. */
const WIDTHS: Readonly<Record<string, number>> = {
  river: 10,
  canal: 8,
  tidal_channel: 5,
  stream: 2,
  brook: 2,
  ditch: 1,
  drain: 1,
  fish_pass: 1,
};

/** Watercourses that, where they hold water at times only, are dry ground: a map made on a fine day shows none. */
const DRY_AT_TIMES = new Set(['stream', 'brook', 'ditch', 'drain']);

const NARROWEST = 0.1;
const WIDEST = 5000;

/** Metres of a watercourse where it runs in a mapped area of water: there it only tells which way that flows. */
const WITHIN_AREA = 0.5;

/**
 * The watercourses of the box in the order in which they are drawn, which is downstream.
 * @param areas mapped water: where a watercourse runs in one, the area tells how wide it is
 */
export async function watercourses(input: FeatureInput, areas: readonly CoverArea[]): Promise<Course[]> {
  const { data, frame, oddities, pace } = input;
  const isInWater = pointFinder(areas.filter(({ cover }) => cover === 'water').map(({ polygons }) => polygons));
  const found: Course[] = [];
  for (const way of data.ways.values()) {
    if (isBridge(way.tags)) continue;
    const kind = watercourse(way);
    if (!kind) continue;
    await pace.breathe();
    const pieces = coursesAlong(way, kind, frame, oddities).flatMap((course) => atBanks(course, isInWater));
    found.push(...pieces.map((piece, i) => ({ ...piece, id: pieceId(way, i) })));
  }
  return found;
}

/** What a way is as a watercourse, on the ground or on a bridge (an aqueduct). */
export function watercourse({ tags }: OsmWay): CourseKind | undefined {
  const usual = lookUp(WIDTHS, tags.waterway);
  if (usual === undefined || isHidden(tags) || isSet(tags.covered) || isSet(tags.culvert)) return undefined;
  if (DRY_AT_TIMES.has(tags.waterway!) && (isSet(tags.intermittent) || isSet(tags.seasonal))) return undefined;
  const disbelieved: string[] = [];
  for (const key of ['width', 'est_width']) {
    const width = believable(tags, key, parseLength, NARROWEST, WIDEST, disbelieved);
    if (width !== undefined) return { cover: 'water', width, widthProvenance: 'measured', disbelieved };
  }
  return { cover: 'water', width: usual, widthProvenance: 'assumed', disbelieved };
}

/** Cuts a watercourse where it enters and leaves mapped water, in which it is a thread. */
function atBanks(course: Course, isInWater: (x: number, y: number) => boolean): Course[] {
  const { line } = course;
  const pieces: Course[] = [];
  const add = (start: number, end: number, within: boolean) => {
    const piece = { ...course, line: line.subarray(start, end) };
    const thread = { width: Math.min(course.width, WITHIN_AREA), widthProvenance: 'assumed' as const };
    pieces.push(within ? { ...piece, ...thread } : piece);
  };
  let start = 0;
  let before: boolean | undefined;
  for (let i = 2; i < line.length; i += 2) {
    const within = isSegmentWithin(line, i, isInWater);
    if (before !== undefined && within !== before) {
      add(start, i, before);
      start = i - 2;
    }
    before = within;
  }
  add(start, line.length, before === true);
  return pieces;
}

/** Judged at the ends and the middle of the segment that ends at an index. */
function isSegmentWithin(line: Float64Array, end: number, isInWater: (x: number, y: number) => boolean): boolean {
  const [x0, y0, x1, y1] = [line[end - 2]!, line[end - 1]!, line[end]!, line[end + 1]!];
  return isInWater((x0 + x1) / 2, (y0 + y1) / 2) && isInWater(x0, y0) && isInWater(x1, y1);
}

/** Basins that hold water only after rain. */
const DRY_BASINS = new Set(['detention', 'infiltration']);

/** The cover of lakes, rivers, docks, reservoirs and pools. The sea has its own rules. */
export function waterCover(tags: Tags): CoverId | undefined {
  if (!isWater(tags) || isHidden(tags) || isSet(tags.covered) || isSet(tags.building)) return undefined;
  return tags.location === 'roof' || tags.location === 'rooftop' ? undefined : 'water';
}

function isWater({ natural, waterway, landuse, leisure, amenity, basin, intermittent }: Tags): boolean {
  if (natural === 'water' || waterway === 'riverbank' || waterway === 'dock') return true;
  if (leisure === 'swimming_pool' || amenity === 'fountain' || landuse === 'reservoir' || landuse === 'salt_pond') {
    return true;
  }
  return landuse === 'basin' && !DRY_BASINS.has(basin ?? '') && !isSet(intermittent);
}
