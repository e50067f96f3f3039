import type { Style } from '../building-tags.ts';
import { longestSide, pointAt, strip } from '../convex.ts';
import { placeName } from '../names.ts';
import type { Corners, Vec } from '../plane.ts';
import { outside, scatterTrees } from './greenery.ts';
import { corners as cornersOf, type Ensemble, gateTower, type Plot, roundTower, steppedTower } from './parts.ts';
import type { Site } from './site.ts';

const OFFICES: Style = {
  classes: ['office', 'commercial', 'hotel', 'retail'],
  storeys: [4, 8],
  roofs: ['flat', 'flat', 'skillion', 'hipped', 'flat', 'mansard', 'round'],
  storeyHeight: 3.4,
};

/** Free-standing towers and offices in the shapes of an I, an L or a U, with trees between. */
export function business(site: Site): void {
  const side = longestSide(site.sides);
  const free: ((at: Vec) => boolean)[] = [];
  let near = 5;
  for (let row = 0; row < 4; row++) {
    const depth = site.random.between(24, 31);
    const span = strip(site.corners, side, near, near + depth);
    if (span) free.push(...rowOf(site, { side, from: span[0] + 4, to: span[1] - 4, near, far: near + depth }));
    near += depth + 10;
  }
  scatterTrees(site, site.corners, 11, 0.35, (at) => free.every((test) => test(at)));
}

function rowOf(site: Site, { side, from, to, near, far }: Plot): ((at: Vec) => boolean)[] {
  const { random } = site;
  const tests: ((at: Vec) => boolean)[] = [];
  let start = from;
  while (to - start >= 22) {
    const end = Math.min(start + random.between(24, 38), to);
    raise(site, { side, from: start, to: end, near, far });
    tests.push(outside(side, start, end, near, far, 3));
    start = end + random.between(9, 16);
  }
  return tests;
}

function raise({ random, pen, tagger }: Site, plot: Plot): void {
  if (random.chance(0.5)) {
    pen.area({ tags: tagger.next(OFFICES), corners: officeShape(plot, random.whole(0, 3)) });
    return;
  }
  const build = random.pick([steppedTower, gateTower, roundTower, steppedTower]);
  const { outline, parts }: Ensemble = build(plot, random, {
    building: random.pick(['office', 'commercial', 'apartments', 'hotel']),
    ...(random.chance(0.5) && { name: placeName(random, 'Tower') }),
  });
  pen.buildingWithParts(outline, parts, random.chance(0.5));
}

/** A rectangle, an L, a U or a T on a plot. */
function officeShape(plot: Plot, kind: number): Corners {
  const { side, from, to, near, far } = plot;
  const [a, b, c, d] = cornersOf(plot);
  const deep = near + (far - near) * 0.42;
  const left = from + (to - from) * 0.34;
  const right = to - (to - from) * 0.34;
  const at = (metres: number, depth: number) => pointAt(side, metres, depth);
  if (kind === 1) return [a!, b!, at(to, deep), at(left, deep), at(left, far), d!];
  if (kind === 2) return [a!, b!, c!, at(right, far), at(right, deep), at(left, deep), at(left, far), d!];
  if (kind === 3)
    return [a!, b!, at(to, deep), at(right, deep), at(right, far), at(left, far), at(left, deep), at(from, deep)];
  return [a!, b!, c!, d!];
}
