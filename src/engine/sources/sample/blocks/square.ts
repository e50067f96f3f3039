import { insetBy, longestSide, strip } from '../convex.ts';
import { churchName, placeName } from '../names.ts';
import { circle } from '../plane.ts';
import { clearOf, outside, scatterTrees } from './greenery.ts';
import { church } from './parts.ts';
import type { Site } from './site.ts';

const CHURCH_WIDTH = 15;

/** A paved square with a church, a fountain and trees. */
export function square(site: Site): void {
  const { pen, random, sides, corners } = site;
  pen.area({
    tags: { highway: 'pedestrian', area: 'yes', surface: 'sett', name: placeName(random, 'Square') },
    corners,
  });
  const side = longestSide(sides);
  const near = 12;
  const far = near + CHURCH_WIDTH;
  const span = strip(corners, side, near, far);
  if (!span || span[1] - span[0] < 46) {
    scatterTrees(site, corners, 9, 0.5);
    return;
  }
  const from = span[0] + 6;
  const to = Math.min(from + random.between(36, 46), span[1] - 4);
  const { outline, parts } = church({ side, from, to, near, far }, random, { name: churchName(random) });
  pen.buildingWithParts(outline, parts, random.chance(0.5));
  fountainAndTrees(site, outside(side, from, to, near, far, 5));
}

function fountainAndTrees(site: Site, free: (at: readonly [number, number]) => boolean): void {
  const inner = insetBy(site.corners, 8, 4);
  if (!inner) return;
  const spot = inner.find((corner) => free(corner));
  if (!spot) return;
  site.pen.area({ tags: { amenity: 'fountain', natural: 'water', water: 'fountain' }, corners: circle(spot, 3, 12) });
  const clear = clearOf(spot, 6);
  scatterTrees(site, site.corners, 10, 0.3, (at) => free(at) && clear(at));
}
