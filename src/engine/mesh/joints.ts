import Flatbush from 'flatbush';
import type { Pace } from '../pace.ts';
import { boundsOf, type Polygon } from '../polygon/polygon.ts';
import type { PolygonKernel } from '../polygon/polygon-kernel.ts';
import { polygonsApart } from '../polygon/polygons-apart.ts';
import type { RoofedPrism } from './roof-over.ts';
import { GAP, type Prism, withoutSlivers } from './separate-prisms.ts';

/** Metres that a joint stays behind the faces beside it and the roofs above: nearer planes would cross in needles. */
const RECESS = GAP;

/** Metres that a joint reaches into the bodies on its two sides, before it is drawn in. */
const REACH = 4 * GAP;

/** Square metres: smaller joints hold nothing. */
const LEAST_AREA = 0.001;

/**
 * Solids in the gaps that keep bodies a centimetre apart (see `separate-prisms.ts`): each reaches a few centimetres into both, so that
 * their union is one solid. What stands on another is let down into it. Beside pitched roofs a joint ends at the lower eaves.
 * @returns a prism per joint, with the id of one of the two that it joins
 */
export async function jointPrisms(prisms: readonly RoofedPrism[], kernel: PolygonKernel, pace: Pace): Promise<Prism[]> {
  if (prisms.length === 0) return [];
  const index = new Flatbush(prisms.length);
  const bounds = prisms.map(({ footprint }) => boundsOf(footprint));
  for (const { minX, minY, maxX, maxY } of bounds) index.add(minX, minY, maxX, maxY);
  index.finish();
  const joints: Prism[] = [];
  for (const [i, prism] of prisms.entries()) {
    await pace.breathe();
    const { minX, minY, maxX, maxY } = bounds[i]!;
    const near = index.search(minX - 2 * GAP, minY - 2 * GAP, maxX + 2 * GAP, maxY + 2 * GAP, (j) => j > i);
    for (const j of near.sort((a, b) => a - b)) {
      const other = prisms[j]!;
      const [lower, upper] = prism.top <= other.top ? [prism, other] : [other, prism];
      joints.push(...(joint(lower, upper, kernel) ?? []));
    }
  }
  return joints;
}

/** What joins two prisms, if anything is to be joined. */
function joint(lower: RoofedPrism, upper: RoofedPrism, kernel: PolygonKernel): Prism[] | undefined {
  const space = upper.bottom - lower.top;
  if (space > 2 * GAP || polygonsApart(lower.footprint, upper.footprint, 2 * GAP)) return undefined;
  if (space > -GAP) return prismsOf(upper.id, upper.footprint, lower.top - REACH, upper.bottom + GAP);
  const bottom = Math.max(lower.bottom, upper.bottom) + RECESS;
  return prismsOf(lower.id, gapBetween(lower.footprint, upper.footprint, kernel), bottom, eaves(lower, upper) - RECESS);
}

function eaves(...prisms: readonly RoofedPrism[]): number {
  return Math.min(...prisms.map(({ top, roof }) => (roof && top >= roof.top ? top - roof.height : top)));
}

function prismsOf(id: string, footprint: readonly Polygon[], bottom: number, top: number): Prism[] {
  const held = withoutSlivers(footprint, LEAST_AREA);
  return held.length > 0 && top - bottom > GAP ? [{ id, footprint: held, bottom, top }] : [];
}

/** The gap of a centimetre between outlines, with some centimetres of what lies on its two sides. */
export function gapBetween(a: readonly Polygon[], b: readonly Polygon[], kernel: PolygonKernel): Polygon[] {
  const beside = kernel.intersection(kernel.offset(a, GAP + REACH), kernel.offset(b, GAP + REACH));
  if (beside.length === 0) return [];
  const closed = kernel.offset(kernel.offset(kernel.union(a, b), GAP), -GAP);
  return kernel.offset(kernel.intersection(beside, closed), -RECESS);
}
