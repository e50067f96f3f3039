import type { Style } from '../building-tags.ts';
import { insetBy, longestSide, pointAt, rectangle, type Side, strip } from '../convex.ts';
import { placeName } from '../names.ts';
import { circle } from '../plane.ts';
import { parking } from './parking.ts';
import type { Site } from './site.ts';

const HALL: Style = {
  classes: ['industrial', 'warehouse', 'industrial', 'manufacture'],
  storeys: [1, 2],
  roofs: ['sawtooth', 'flat', 'gabled', 'round', 'skillion', 'butterfly'],
  storeyHeight: 5.5,
};

const TANK: Style = {
  classes: ['silo', 'storage_tank'],
  storeys: [2, 4],
  roofs: ['cone', 'dome', 'flat'],
  storeyHeight: 4,
};
const SHOP: Style = {
  classes: ['retail', 'supermarket', 'commercial'],
  storeys: [1, 2],
  roofs: ['flat', 'round', 'gabled', 'hipped'],
  storeyHeight: 4.5,
};

/** Halls, tanks and a parking behind a wall. */
export function industry(site: Site): void {
  const { corners, sides, pen } = site;
  const wall = insetBy(corners, 0.8);
  if (wall) pen.line({ barrier: 'wall', height: '2' }, [...wall, wall[0]!]);
  const yard = insetBy(corners, 4) ?? corners;
  const side = longestSide(sides);
  let near = 6;
  for (let row = 0; row < 5; row++) {
    const depth = site.random.between(20, 34);
    const span = strip(yard, side, near, near + depth);
    if (span) halls(site, side, span[0] + 2, span[1] - 2, near, near + depth, row);
    near += depth + 9;
  }
}

function halls(site: Site, side: Side, from: number, to: number, near: number, far: number, row: number): void {
  const { random, pen, tagger } = site;
  let start = from;
  if (row === 0 && to - start > 70) {
    parking(site, { side, from: start, to: start + 40, near, far });
    start += 46;
  }
  while (to - start >= 18) {
    const end = Math.min(start + random.between(26, 58), to);
    if (random.chance(0.25)) tanks(site, side, start, end, near, far);
    else pen.area({ tags: tagger.next(HALL), corners: rectangle(side, start, end, near, far) });
    start = end + random.between(6, 12);
  }
}

function tanks({ pen, tagger }: Site, side: Side, from: number, to: number, near: number, far: number): void {
  const radius = Math.min(6.5, (far - near) / 4 - 0.6);
  const pitch = 2 * radius + 2.5;
  for (let depth = near + radius; depth + radius <= far; depth += pitch) {
    for (let at = from + radius; at + radius <= to; at += pitch) {
      pen.area({ tags: tagger.next(TANK), corners: circle(pointAt(side, at, depth), radius, 18) });
    }
  }
}

/** A supermarket or a row of shops behind its parking, with a petrol station's roof. */
export function shops(site: Site): void {
  const { corners, sides, pen, tagger, random } = site;
  const side = longestSide(sides);
  const front = strip(corners, side, 4, 28);
  if (front) parking(site, { side, from: front[0] + 6, to: front[1] - 24, near: 4, far: 28 });
  if (front && front[1] - front[0] > 60) {
    const canopy = rectangle(side, front[1] - 18, front[1] - 6, 8, 18);
    pen.area({
      tags: { building: 'roof', layer: '1', height: '5', 'roof:shape': 'flat', amenity: 'fuel' },
      corners: canopy,
    });
  }
  const back = strip(corners, side, 32, 58);
  if (!back || back[1] - back[0] < 20) return;
  const half = (back[0] + back[1]) / 2;
  pen.area({
    tags: { ...tagger.next(SHOP), name: placeName(random, 'Market') },
    corners: rectangle(side, back[0] + 4, half, 32, 58),
  });
  pen.area({ tags: tagger.next(SHOP), corners: rectangle(side, half, back[1] - 4, 32, random.between(46, 57)) });
}
