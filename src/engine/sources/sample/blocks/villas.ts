import type { Style } from '../building-tags.ts';
import { frontage, insetBy, pointAt, rectangle, type Side, toSide } from '../convex.ts';
import { type Corners, circle } from '../plane.ts';
import { scatterTrees, tree } from './greenery.ts';
import type { Site } from './site.ts';
import { terrace } from './terraces.ts';

const VILLA: Style = {
  classes: ['house', 'detached', 'house', 'yes', 'residential'],
  storeys: [1, 3],
  roofs: [
    'gabled',
    'hipped',
    'half-hipped',
    'pyramidal',
    'gambrel',
    'crosspitched',
    'saltbox',
    'mansard',
    'side_hipped',
    'hipped-and-gabled',
    'skillion',
    'side_half-hipped',
    'bellcast_gable',
    'butterfly',
    'gabled_height_moved',
    'flat',
  ],
};

const GARAGE: Style = {
  classes: ['garage', 'carport'],
  storeys: [1, 1],
  roofs: ['flat', 'gabled', 'skillion'],
  storeyHeight: 2.6,
};
const PAVILION: Style = { classes: ['yes', 'hut'], storeys: [1, 1], roofs: ['cone', 'dome', 'onion'] };
const SHED: Style = {
  classes: ['shed', 'greenhouse'],
  storeys: [1, 1],
  roofs: ['round', 'pyramidal', 'sawtooth', 'gabled', 'many'],
};

const BACK = 17;
const GARDEN = 26;

/** Detached houses on plots with hedges, garages and garden pavilions. */
export function villas(site: Site): void {
  const { sides, corners } = site;
  if (!insetBy(corners, BACK + 1, 6)) {
    terrace(site);
    return;
  }
  site.pen.area({ tags: { leisure: 'garden', access: 'private' }, corners });
  const gardens = insetBy(corners, GARDEN, 5) !== undefined;
  for (const [i, side] of sides.entries()) {
    cornerHouse(site, side, sides.at(i - 1)!);
    plots(site, side, gardens);
  }
  if (gardens) gardenTrees(site);
}

/** A house where two streets meet, if the corner is square enough to stay clear of the plots beside it. */
function cornerHouse({ pen, tagger, random }: Site, side: Side, before: Side): void {
  const size = random.between(8.5, 10);
  const corners = rectangle(side, 4.5, 4.5 + size, 4.5, 4.5 + size);
  const fits =
    5 + size < BACK * side.startCot &&
    corners.every((corner) => {
      const [x, y] = toSide(before, corner);
      return x > before.length - BACK * before.endCot + 0.5 && y > 3;
    });
  if (fits) pen.area({ tags: tagger.next(VILLA), corners });
}

function gardenTrees(site: Site): void {
  const inner = insetBy(site.corners, GARDEN + 1, 4);
  if (inner) scatterTrees(site, inner, 9, 0.4);
}

function plots(site: Site, side: Side, gardens: boolean): void {
  const { random, pen } = site;
  const [from, to] = frontage(side, BACK);
  const count = Math.floor((to - from) / random.between(15, 19));
  const width = (to - from) / count;
  for (let i = 0; i < count; i++) {
    const start = from + i * width;
    house(site, side, start, width);
    if (gardens) garden(site, side, start, width);
    const barrier = random.pick(['hedge', 'fence', 'wall']);
    if (i > 0) pen.line({ barrier }, [pointAt(side, start, 0.5), pointAt(side, start, BACK)]);
  }
}

function house({ random, pen, tagger }: Site, side: Side, start: number, width: number): void {
  const front = random.between(3, 5.5);
  const from = start + 1.2;
  const to = from + Math.min(random.between(8.5, 11.5), width - 6);
  const back = Math.min(front + random.between(8, 11), BACK - 0.5);
  const wing = random.chance(0.3);
  pen.area({
    tags: tagger.next(VILLA),
    corners: wing ? angled(side, from, to, front, back) : withGarageCorner(side, from, to, front, back),
  });
  if (!wing) pen.area({ tags: tagger.next(GARAGE), corners: rectangle(side, to, to + 3.2, front, front + 6) });
  else if (random.chance(0.5)) tree(pen, random, pointAt(side, to + 2.5, front + 5));
}

/** A house whose right wall has a node where the garage that leans on it ends. */
function withGarageCorner(side: Side, from: number, to: number, front: number, back: number): Corners {
  const [a, b, c, d] = rectangle(side, from, to, front, back);
  return [a!, b!, pointAt(side, to, front + 6), c!, d!];
}

/** An L: the back half is narrower. */
function angled(side: Side, from: number, to: number, front: number, back: number): Corners {
  const [a, b, , d] = rectangle(side, from, to, front, back);
  const turn = front + (back - front) * 0.5;
  const narrow = from + (to - from) * 0.55;
  return [a!, b!, pointAt(side, to, turn), pointAt(side, narrow, turn), pointAt(side, narrow, back), d!];
}

function garden({ random, pen, tagger }: Site, side: Side, start: number, width: number): void {
  const [from, to] = frontage(side, GARDEN);
  const at = start + width * random.between(0.3, 0.7);
  if (at - 3 < from || at + 3 > to) return;
  const kind = random.next();
  if (kind < 0.2) pen.area({ tags: tagger.next(PAVILION), corners: circle(pointAt(side, at, BACK + 5), 2.2, 10) });
  else if (kind < 0.4)
    pen.area({ tags: tagger.next(SHED), corners: rectangle(side, at - 2, at + 2, BACK + 3, BACK + 6.5) });
  else tree(pen, random, pointAt(side, at, BACK + 4));
}
