import type { LayerId } from '../../contract/layers.ts';
import { isBridge } from './above-ground.ts';
import { barriers } from './barriers.ts';
import { bridges } from './bridges.ts';
import type { City, Course } from './city.ts';
import { sea } from './coastline.ts';
import { type CoverOf, coverAreas } from './cover-areas.ts';
import type { FeatureInput } from './feature-input.ts';
import { greenCover } from './green.ts';
import { railwayCover, railways } from './railways.ts';
import { roadCover, roads } from './roads.ts';
import { waterCover, watercourses } from './water.ts';

/** What a layer covers with areas. An element that two layers could claim belongs to the first of this list. */
const AREA_LAYERS: readonly (readonly [LayerId, CoverOf])[] = [
  ['roads', roadCover],
  ['railways', railwayCover],
  ['water', waterCover],
  ['green', greenCover],
];

/**
 * What lies and stands on the ground of the box, as far as layers ask for it. Lines and areas reach a little beyond
 * the box, bridges as far as they go.
 */
export async function groundFeatures(
  input: FeatureInput,
  include: readonly LayerId[],
): Promise<Pick<City, 'courses' | 'areas' | 'bridges' | 'barriers'>> {
  const has = (layer: LayerId) => include.includes(layer);
  const covers = AREA_LAYERS.filter(([layer]) => has(layer)).map(([, coverOf]) => coverOf);
  const areas = covers.length > 0 ? await coverAreas(input, firstOf(covers)) : [];
  const courses: Course[] = [];
  if (has('roads')) courses.push(...(await roads(input)));
  if (has('railways')) courses.push(...(await railways(input)));
  if (has('water')) courses.push(...(await watercourses(input, areas)));
  return {
    courses,
    areas: has('water') ? [...areas, ...(await sea(input))] : areas,
    bridges: has('bridges') ? await bridges(input) : [],
    barriers: has('barriers') ? await barriers(input) : [],
  };
}

function firstOf(covers: readonly CoverOf[]): CoverOf {
  return (tags, closed) => {
    if (isBridge(tags)) return undefined;
    for (const coverOf of covers) {
      const cover = coverOf(tags, closed);
      if (cover) return cover;
    }
    return undefined;
  };
}
