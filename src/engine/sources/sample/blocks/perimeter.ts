import type { Style } from '../building-tags.ts';
import { frontage, insetBy, longestSide, pointAt, rectangle, type Side, strip } from '../convex.ts';
import type { Corners, Vec } from '../plane.ts';
import { courtyardGreen, outside } from './greenery.ts';
import type { Builder, Site } from './site.ts';
import { terrace } from './terraces.ts';

export interface PerimeterRule {
  readonly style: Style;
  /** Metres from the street to the yard. */
  readonly depth: number;
  readonly width: readonly [least: number, most: number];
  /** Chance that the block is one building around its yard. */
  readonly single: number;
}

const WORKSHOP: Style = {
  classes: ['garage', 'shed', 'workshop', 'industrial'],
  storeys: [1, 2],
  roofs: ['sawtooth', 'flat', 'round', 'skillion', 'gabled', 'butterfly', 'many'],
};

/** Houses wall to wall along all streets, with wings into the yard: the classic European block. */
export function perimeter(rule: PerimeterRule): Builder {
  return (site) => {
    const inner = insetBy(site.corners, rule.depth, 7);
    if (!inner) {
      terrace(site);
      return;
    }
    if (site.random.chance(rule.single)) site.pen.areaWithHoles(site.tagger.next(rule.style), site.corners, [inner]);
    else raiseLots(site, rule, inner);
    furnishYard(site, rule.depth + 12);
  };
}

/** A plot between two walls: points along the street and, in the same direction, along the yard. */
interface Lot {
  readonly street: Corners;
  readonly yard: Corners;
  /** The side and the positions of the walls on it; missing for lots at corners. */
  readonly span?: { readonly side: Side; readonly from: number; readonly to: number };
}

function raiseLots(site: Site, rule: PerimeterRule, inner: Corners): void {
  const { random, pen, tagger } = site;
  let pending: Lot | undefined;
  for (const lot of lotsOf(site, rule, inner)) {
    const joined = pending ? join(pending, lot) : lot;
    pending = undefined;
    if (joined.span && random.chance(0.06)) continue;
    if (random.chance(0.14)) pending = joined;
    else pen.area({ tags: tagger.next(rule.style), corners: ring(withWing(joined, rule.depth, site)) });
  }
  if (pending) pen.area({ tags: tagger.next(rule.style), corners: ring(pending) });
}

function lotsOf({ sides, corners, random }: Site, { depth, width }: PerimeterRule, inner: Corners): Lot[] {
  const cuts = sides.map((side) => {
    const [from, to] = frontage(side, depth);
    const margin = Math.min(random.between(1, 5), (to - from) / 3);
    const count = Math.round((to - from - 2 * margin) / random.between(...width));
    const step = count > 0 ? (to - from - 2 * margin) / count : 0;
    return Array.from({ length: count + 1 }, (_, i) => from + margin + i * step);
  });
  return sides.flatMap((side, i) => {
    const before = sides.at(i - 1)!;
    const last = cuts.at(i - 1)!.at(-1)!;
    const own = cuts[i]!;
    const corner: Lot = {
      street: [pointAt(before, last, 0), corners[i]!, pointAt(side, own[0]!, 0)],
      yard: [pointAt(before, last, depth), inner[i]!, pointAt(side, own[0]!, depth)],
    };
    return [corner, ...own.slice(1).map((to, j) => straightLot(side, own[j]!, to, depth))];
  });
}

function straightLot(side: Side, from: number, to: number, depth: number): Lot {
  const [a, b, c, d] = rectangle(side, from, to, 0, depth) as [Vec, Vec, Vec, Vec];
  return { street: [a, b], yard: [d, c], span: { side, from, to } };
}

function join(first: Lot, second: Lot): Lot {
  return {
    street: [...first.street, ...second.street.slice(1)],
    yard: [...first.yard, ...second.yard.slice(1)],
  };
}

function ring({ street, yard }: Lot): Corners {
  return [...street, ...yard.toReversed()];
}

/** Some lots reach deeper on one half: an L. Only as deep as no other side's wing can come. */
function withWing(lot: Lot, depth: number, { random, corners }: Site): Lot {
  const reach = depth + random.between(6, 11);
  const wanted = random.chance(0.35);
  if (!wanted || !lot.span || !insetBy(corners, reach + 2, 6)) return lot;
  const { side, from, to } = lot.span;
  const [least, most] = frontage(side, reach);
  const end = to - Math.max(4, (to - from) * 0.45);
  if (from < least || end > most || end - from < 4) return lot;
  const wing = [pointAt(side, from, reach), pointAt(side, end, reach), pointAt(side, end, depth)];
  return { street: lot.street, yard: [...wing, lot.yard[1]!] };
}

function furnishYard(site: Site, depth: number): void {
  const { random, pen, tagger, sides, corners } = site;
  const side = longestSide(sides);
  const inner = insetBy(corners, depth + 4, 14);
  const span = inner && random.chance(0.5) ? strip(inner, side, depth + 5, depth + 15) : undefined;
  if (!span || span[1] - span[0] < 12) {
    courtyardGreen(site, depth);
    return;
  }
  const from = span[0] + 1;
  const to = Math.min(span[1] - 1, from + random.between(10, 24));
  pen.area({ tags: tagger.next(WORKSHOP), corners: rectangle(side, from, to, depth + 5, depth + 14) });
  courtyardGreen(site, depth, outside(side, from, to, depth + 5, depth + 14));
}
