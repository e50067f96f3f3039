import type { Style } from '../building-tags.ts';
import { frontage, insetBy, longestSide, pointAt, rectangle, type Side, strip } from '../convex.ts';
import { courtyardGreen } from './greenery.ts';
import type { Site } from './site.ts';

const TERRACE: Style = {
  classes: ['terrace', 'house', 'house', 'yes'],
  storeys: [2, 3],
  roofs: [
    'gabled',
    'gabled',
    'saltbox',
    'mansard',
    'gambrel',
    'skillion',
    'half-hipped',
    'gabled_height_moved',
    'flat',
    'butterfly',
  ],
};

const GARAGES: Style = {
  classes: ['garages', 'garage'],
  storeys: [1, 1],
  roofs: ['flat', 'skillion'],
  storeyHeight: 2.6,
};
const FRONT = 3.5;
const BACK = 12.5;
const GARDEN = 22;

/** Rows of narrow houses that share their walls along all streets, gardens with fences behind. */
export function terraces(site: Site): void {
  const { sides, corners } = site;
  if (!insetBy(corners, BACK + 1, 6)) {
    terrace(site);
    return;
  }
  const gardens = insetBy(corners, GARDEN, 4) !== undefined;
  for (const side of sides) {
    const starts = raiseRow(site, side, frontage(side, BACK));
    if (gardens) fences(site, side, starts);
  }
  if (gardens) courtyardGreen(site, GARDEN + 1);
}

/** One such row along the longest street, with grass around: for narrow blocks. */
export function terrace(site: Site): void {
  const { sides, corners, pen } = site;
  const side = longestSide(sides);
  const span = strip(corners, side, FRONT, BACK);
  pen.area({ tags: { landuse: 'grass' }, corners });
  if (span) raiseRow(site, side, [span[0] + 2, span[1] - 2]);
}

/** Returns where the houses start. Between groups of them stands a garage or a gap is left. */
function raiseRow({ random, pen, tagger }: Site, side: Side, [from, to]: readonly [number, number]): number[] {
  const width = random.between(5.6, 7.4);
  const starts: number[] = [];
  let start = from + 1;
  while (start + width < to) {
    for (let left = random.whole(4, 8); left > 0 && start + width < to; left--) {
      pen.area({ tags: tagger.next(TERRACE), corners: rectangle(side, start, start + width, FRONT, BACK) });
      starts.push(start);
      start += width;
    }
    const garage = rectangle(side, start + 1.5, start + 4.5, FRONT, FRONT + 6);
    if (start + 6 < to) pen.area({ tags: tagger.next(GARAGES), corners: garage });
    start += 6;
  }
  return starts;
}

function fences({ random, pen }: Site, side: Side, starts: readonly number[]): void {
  const [from, to] = frontage(side, GARDEN);
  for (const start of starts) {
    const barrier = random.chance(0.5) ? 'fence' : 'hedge';
    if (start > from && start < to) pen.line({ barrier }, [pointAt(side, start, BACK), pointAt(side, start, GARDEN)]);
  }
}
