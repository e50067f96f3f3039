import Flatbush from 'flatbush';
import type { Pace } from '../pace.ts';
import { type Bounds, boundsOf, type Polygon, perimeter, totalArea } from '../polygon/polygon.ts';
import type { PolygonKernel } from '../polygon/polygon-kernel.ts';
import { polygonsApart } from '../polygon/polygons-apart.ts';

/** A vertical solid with flat ends. */
export interface Prism {
  readonly id: string;
  readonly footprint: readonly Polygon[];
  /** z of the lower and upper end in metres. */
  readonly bottom: number;
  readonly top: number;
}

/** Metres kept free between two bodies. */
export const GAP = 0.01;

/** A footprint grown by the gap reaches so far (m) at its sharpest corners. */
const FARTHEST_CUT = 2 * GAP;

/** What is left over from cutting and thinner than this (m) is dropped. */
const SLIVER = 0.02;
const MIN_AREA = 0.05;

/** A footprint whose area changes by less than this (m²) was not cut. A cut at a corner can add area by its rounding. */
const UNTOUCHED = 1e-6;

type Placed<P extends Prism = Prism> = P & { readonly bounds: Bounds };

/**
 * Keeps solids apart, so that no two of them overlap or share an edge: checkers and slicers take a shared edge for a
 * fault, and overlapping volume for another. Where two meet, the one with the higher top stays as it is and the other
 * is cut a centimetre away from it; where one stands on another, its underside is raised by a centimetre. Fusing would
 * close the gap, but lose which building is which.
 * @returns the prisms in their given order; several with the same id where one was cut into pieces, none where it lay inside others
 */
export async function separatePrisms<P extends Prism>(
  prisms: readonly P[],
  kernel: PolygonKernel,
  pace: Pace,
): Promise<P[]> {
  if (prisms.length === 0) return [];
  const placed = prisms.map((prism) => ({ ...prism, bounds: boundsOf(prism.footprint) }));
  const neighboursOf = neighbourSearch(placed);
  raiseStacked(placed, neighboursOf);
  const rank = priorities(placed);
  const grown = new Map<number, readonly Polygon[]>();
  const grownFootprint = (index: number) => {
    const known = grown.get(index) ?? kernel.offset(placed[index]!.footprint, GAP);
    grown.set(index, known);
    return known;
  };
  const separated: P[] = [];
  for (const [index, prism] of placed.entries()) {
    await pace.breathe();
    let pieces: Placed<P>[] = [prism];
    for (const other of neighboursOf(index)) {
      if (rank[other]! >= rank[index]!) continue;
      pieces = pieces.flatMap((piece) => cut(piece, placed[other]!, () => grownFootprint(other), kernel));
    }
    separated.push(...pieces);
  }
  return separated;
}

/** Finds, for each prism, the others whose boxes come within the gap. */
function neighbourSearch(placed: readonly Placed[]): (index: number) => number[] {
  const index = new Flatbush(placed.length);
  for (const { bounds } of placed) index.add(bounds.minX, bounds.minY, bounds.maxX, bounds.maxY);
  index.finish();
  return (self) => {
    const { minX, minY, maxX, maxY } = placed[self]!.bounds;
    const found = index.search(minX - GAP, minY - GAP, maxX + GAP, maxY + GAP);
    return found.filter((other) => other !== self).sort((a, b) => a - b);
  };
}

function raiseStacked<P extends Prism>(placed: Placed<P>[], neighboursOf: (index: number) => number[]): void {
  placed.forEach((prism, index) => {
    const supports = neighboursOf(index).map((other) => placed[other]!.top);
    const touching = supports.filter((top) => Math.abs(top - prism.bottom) < GAP);
    if (touching.length === 0) return;
    const bottom = Math.max(...touching) + GAP;
    if (bottom < prism.top) placed[index] = { ...prism, bottom };
  });
}

/** Rank of each prism: the highest top first, then the largest, then the given order. */
function priorities(placed: readonly Placed[]): Uint32Array {
  const areas = placed.map(({ footprint }) => totalArea(footprint));
  const order = placed.map((_, index) => index);
  order.sort((a, b) => placed[b]!.top - placed[a]!.top || areas[b]! - areas[a]! || a - b);
  const rank = new Uint32Array(placed.length);
  order.forEach((index, position) => {
    rank[index] = position;
  });
  return rank;
}

/** What is left of a piece beside another prism, and below it. */
function cut<P extends Prism>(
  piece: Placed<P>,
  other: Placed,
  grownOther: () => readonly Polygon[],
  kernel: PolygonKernel,
): Placed<P>[] {
  if (piece.top + GAP <= other.bottom || other.top + GAP <= piece.bottom || !boxesMeet(piece.bounds, other.bounds))
    return [piece];
  if (polygonsApart(piece.footprint, other.footprint, FARTHEST_CUT)) return [piece];
  const beside = kernel.difference(piece.footprint, grownOther());
  if (Math.abs(totalArea(piece.footprint) - totalArea(beside)) < UNTOUCHED) return [piece];
  const rests = [{ ...piece, footprint: withoutSlivers(beside) }];
  const below = Math.min(piece.top, other.bottom - GAP);
  if (below > piece.bottom + GAP) {
    rests.push({
      ...piece,
      top: below,
      footprint: withoutSlivers(kernel.intersection(piece.footprint, other.footprint)),
    });
  }
  return rests
    .filter(({ footprint }) => footprint.length > 0)
    .map((rest) => ({ ...rest, bounds: boundsOf(rest.footprint) }));
}

function boxesMeet(a: Bounds, b: Bounds): boolean {
  return a.minX <= b.maxX + GAP && b.minX <= a.maxX + GAP && a.minY <= b.maxY + GAP && b.minY <= a.maxY + GAP;
}

/** Without the polygons that are smaller than an area (m²) or nothing but a thin strip. */
export function withoutSlivers(polygons: readonly Polygon[], leastArea = MIN_AREA): Polygon[] {
  return polygons.filter((polygon) => {
    const area = totalArea([polygon]);
    return area > leastArea && area > (SLIVER * perimeter(polygon)) / 2;
  });
}
