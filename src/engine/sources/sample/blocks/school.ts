import type { Style } from '../building-tags.ts';
import { longestSide, pointAt, rectangle, strip } from '../convex.ts';
import { placeName } from '../names.ts';
import { courtyardGreen, outside, scatterTrees } from './greenery.ts';
import type { Site } from './site.ts';

const SCHOOL: Style = {
  classes: ['school'],
  storeys: [2, 3],
  roofs: ['hipped', 'flat', 'gabled', 'mansard'],
  storeyHeight: 3.6,
};
const GYM: Style = {
  classes: ['sports_hall', 'school'],
  storeys: [1, 1],
  roofs: ['round', 'flat', 'sawtooth'],
  storeyHeight: 7,
};

/** A U-shaped school with a gymnasium, a fence and trees; where there is no room, a small green. */
export function school(site: Site): void {
  const { corners, sides, pen, random, tagger } = site;
  const side = longestSide(sides);
  const span = strip(corners, side, 8, 40);
  if (!span || span[1] - span[0] < 58) {
    pocketPark(site);
    return;
  }
  pen.area({ tags: { amenity: 'school', name: placeName(random, 'School') }, corners });
  const from = span[0] + 5;
  const at = (metres: number, depth: number) => pointAt(side, from + metres, depth);
  const wings = [at(0, 8), at(34, 8), at(34, 32), at(24, 32), at(24, 18), at(10, 18), at(10, 32), at(0, 32)];
  pen.area({ tags: tagger.next(SCHOOL), corners: wings });
  const gym = Math.min(from + 58, span[1] - 3);
  pen.area({ tags: tagger.next(GYM), corners: rectangle(side, from + 40, gym, 8, 36) });
  pen.line({ barrier: 'fence', height: '1.6' }, [pointAt(side, span[0] + 1, 2), pointAt(side, span[1] - 1, 2)]);
  scatterTrees(site, corners, 12, 0.4, outside(side, from, gym, 8, 36, 3));
}

/** Grass, trees and a bench. */
export function pocketPark(site: Site): void {
  courtyardGreen(site, 1);
}
