import type { Style } from '../building-tags.ts';
import { frontage, insetBy, pointAt, rectangle, type Side } from '../convex.ts';
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

/** Rows of narrow houses that share their walls, gardens with fences behind. */
export function terraces(site: Site): void {
  const { sides, corners } = site;
  const gardens = insetBy(corners, GARDEN, 4) !== undefined;
  if (insetBy(corners, BACK + 1, 6)) for (const side of sides) row(site, side, gardens);
  if (gardens) courtyardGreen(site, GARDEN + 1);
}

function row({ random, pen, tagger }: Site, side: Side, gardens: boolean): void {
  const [from, to] = frontage(side, BACK);
  const [gardenFrom, gardenTo] = frontage(side, GARDEN);
  const width = random.between(5.6, 7.4);
  let gap = random.whole(4, 8);
  for (let start = from + 1; start + width < to; start += width) {
    if (gap-- === 0) {
      gap = random.whole(4, 8);
      start += garage(start) - width;
      continue;
    }
    pen.area({ tags: tagger.next(TERRACE), corners: rectangle(side, start, start + width, FRONT, BACK) });
    if (gardens && start > gardenFrom && start < gardenTo) {
      pen.line({ barrier: random.chance(0.5) ? 'fence' : 'hedge' }, [
        pointAt(side, start, BACK),
        pointAt(side, start, GARDEN),
      ]);
    }
  }

  function garage(start: number): number {
    if (start + 6 < to)
      pen.area({ tags: tagger.next(GARAGES), corners: rectangle(side, start + 1.5, start + 4.5, FRONT, FRONT + 6) });
    return 6;
  }
}
