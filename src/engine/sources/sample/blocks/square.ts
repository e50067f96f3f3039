import { insetBy, longestSide, strip } from '../convex.ts';
import { churchName, placeName } from '../names.ts';
import { circle } from '../plane.ts';
import { clearOf, outside, scatterTrees } from './greenery.ts';
import { church, type Plot } from './parts.ts';
import type { Site } from './site.ts';

/** Widths of a church and of a chapel; each needs three times as much in length. */
const WIDTHS = [15, 11];

/** A paved square with a church, a fountain and trees. */
export function square(site: Site): void {
  const { pen, random, corners } = site;
  const tags = { highway: 'pedestrian', area: 'yes', surface: 'sett', name: placeName(random, 'Square') };
  pen.area({ tags, corners });
  const plot = WIDTHS.map((width) => churchPlot(site, width)).find((found) => found !== undefined);
  if (!plot) {
    scatterTrees(site, corners, 9, 0.5);
    return;
  }
  const { outline, parts } = church(plot, random, { name: churchName(random) });
  pen.buildingWithParts(outline, parts, random.chance(0.5));
  fountainAndTrees(site, outside(plot.side, plot.from, plot.to, plot.near, plot.far, 5));
}

function churchPlot({ sides, corners }: Site, width: number): Plot | undefined {
  const side = longestSide(sides);
  const near = width - 4;
  const far = near + width;
  const span = strip(corners, side, near, far);
  if (!span || span[1] - span[0] < 2.7 * width + 6) return undefined;
  const from = span[0] + 3;
  return { side, from, to: Math.min(from + 3.1 * width, span[1] - 3), near, far };
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
