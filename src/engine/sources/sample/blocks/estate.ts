import type { Style } from '../building-tags.ts';
import { longestSide, rectangle, type Side, strip } from '../convex.ts';
import { outside, scatterTrees } from './greenery.ts';
import { parking } from './parking.ts';
import type { Site } from './site.ts';

const SLAB: Style = {
  classes: ['apartments', 'apartments', 'residential'],
  storeys: [4, 8],
  roofs: ['flat', 'gabled', 'flat', 'hipped', 'skillion'],
};
const POINT: Style = { classes: ['apartments'], storeys: [9, 15], roofs: ['flat', 'pyramidal', 'flat'] };
const GARAGES: Style = { classes: ['garages'], storeys: [1, 1], roofs: ['flat', 'skillion'], storeyHeight: 2.6 };

/** Slabs and point blocks in open green, with a car park and a row of garages. */
export function estate(site: Site): void {
  const { corners, sides, pen, random } = site;
  pen.area({ tags: { landuse: 'grass' }, corners });
  const side = longestSide(sides);
  const free: ReturnType<typeof outside>[] = [];
  let near = 5;
  for (let row = 0; row < 4; row++) {
    const depth = row === 0 ? 15 : 12;
    const span = strip(corners, side, near, near + depth);
    if (span)
      free.push(
        ...(row === 0
          ? cars(site, side, span[0] + 6, span[1] - 6, near)
          : slabs(site, side, span[0] + 6, span[1] - 6, near, near + depth)),
      );
    near += depth + random.between(12, 18);
  }
  scatterTrees(site, corners, 10, 0.45, (at) => free.every((test) => test(at)));
}

function slabs({ random, pen, tagger }: Site, side: Side, from: number, to: number, near: number, far: number) {
  const tests: ReturnType<typeof outside>[] = [];
  let start = from;
  while (to - start > 18) {
    const point = random.chance(0.25);
    const end = Math.min(start + (point ? 17 : random.between(36, 62)), to);
    const half = (start + end) / 2;
    const spans = !point && end - start > 40 ? [[start, half] as const, [half, end] as const] : [[start, end] as const];
    for (const span of spans)
      pen.area({ tags: tagger.next(point ? POINT : SLAB), corners: rectangle(side, ...span, near, far) });
    tests.push(outside(side, start, end, near, far, 3));
    start = end + random.between(12, 20);
  }
  return tests;
}

function cars(site: Site, side: Side, from: number, to: number, near: number) {
  const { pen, tagger } = site;
  const half = (from + to) / 2;
  parking(site, { side, from, to: half - 4, near, far: near + 15 });
  for (let start = half; start + 3 <= Math.min(to, half + 30); start += 3) {
    pen.area({ tags: tagger.next(GARAGES), corners: rectangle(side, start, start + 3, near + 4, near + 10) });
  }
  return [outside(side, from, to, near, near + 15, 3), outside(side, from, from + 8, 0, near, 3)];
}
