import type { LocalFrame } from '../../geo/local-frame.ts';
import type { Tags } from '../sources/osm-data.ts';
import { areaPolygons } from './area-polygons.ts';
import type { CoverArea } from './city.ts';
import { clipRing } from './clip.ts';
import type { CoverId } from './covers.ts';
import type { FeatureInput } from './feature-input.ts';
import { degreesAround } from './local-lines.ts';
import { areasByMeaning, type OsmArea } from './osm-areas.ts';

/** Metres around the box that areas keep: cut exactly on its edge, they would have a shore there. */
const MARGIN = 20;

/** What an area with these tags is covered with, if anything. */
export type CoverOf = (tags: Tags, closed: boolean) => CoverId | undefined;

/** The areas of the box that tags give a cover, cut a little outside the box. */
export async function coverAreas(input: FeatureInput, coverOf: CoverOf): Promise<CoverArea[]> {
  const { data, frame, oddities, pace } = input;
  const found: CoverArea[] = [];
  for (const area of areasByMeaning(data, coverOf, oddities)) {
    await pace.breathe();
    const near = areaNear(area, frame);
    if (near.outers.length === 0) continue;
    const { id, tags, meaning } = area;
    const polygons = areaPolygons(near, input);
    if (polygons.length > 0) found.push({ id, ...nameOf(tags), tags, cover: meaning, polygons });
    else if (near.outers.every((ring, i) => ring === area.outers[i])) oddities.skip(id, 'an outline without area');
  }
  return found;
}

/** Rings may be as large as a country: only what lies near the box is worth projecting. */
function areaNear({ outers, inners }: OsmArea, frame: LocalFrame): Pick<OsmArea, 'outers' | 'inners'> {
  const box = degreesAround(frame, MARGIN);
  const near = (rings: readonly Float64Array[]) =>
    rings.map((ring) => clipRing(ring, box)).filter((ring) => ring.length >= 6);
  return { outers: near(outers), inners: near(inners) };
}

/** The name of a feature, as a field that is absent where there is none. */
export function nameOf({ name }: Tags): { name?: string } {
  return name === undefined ? {} : { name };
}
