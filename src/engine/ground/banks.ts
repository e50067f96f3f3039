import { COVER_IDS, COVERS } from '../city/covers.ts';
import { roundMillimetres, type TerrainTin } from './fit-terrain.ts';
import { nextSide } from './tin.ts';
import { isWay } from './ways-height.ts';

/** Differences from the terrain below this (m) need no bank. */
const LEAST = 0.25;

/** Metres that a bank runs for each metre that it overcomes, and its bounds. */
const RUN = 2;
const SHORTEST = 2;
const LONGEST = 12;

/** Covers in which no bank lies: their vertices are where they should be. */
const IS_GRADED = COVER_IDS.map((cover) => isWay(cover) || COVERS[cover] === 'water');

/** Of the vertices there are, at most so many times as many are added. */
const MOST = 4;

/**
 * Puts vertices at the height of the terrain beside what was raised or lowered, so that the difference is overcome by a bank
 * and does not spread over the next large triangle.
 * @param tin its vertices are raised and lowered by now in `z`
 * @param offsets metres by which each graded vertex differs from the terrain
 */
export function addBanks(
  { tin, z }: TerrainTin & { readonly z: number[] },
  offsets: ReadonlyMap<number, number>,
  heightAt: (x: number, y: number) => number,
): void {
  const reach = (vertex: number) => {
    const offset = Math.abs(offsets.get(vertex) ?? 0);
    return offset < LEAST ? 0 : Math.min(Math.max(RUN * offset, SHORTEST), LONGEST);
  };
  const splitNear = (side: number): boolean => {
    const a = tin.corners[side]!;
    const b = tin.corners[nextSide(side)]!;
    const length = Math.hypot(tin.x[b]! - tin.x[a]!, tin.y[b]! - tin.y[a]!);
    const near = reach(a);
    if (near === 0 || length < near + Math.max(reach(b), SHORTEST)) return false;
    const share = near / length;
    const x = roundMillimetres(tin.x[a]! + share * (tin.x[b]! - tin.x[a]!));
    const y = roundMillimetres(tin.y[a]! + share * (tin.y[b]! - tin.y[a]!));
    const vertex = tin.addVertex(x, y);
    if (!tin.splitSide(side, vertex)) {
      tin.dropLastVertex();
      return false;
    }
    z.push(roundMillimetres(heightAt(x, y)));
    return true;
  };
  const isNatural = (side: number) => side >= 0 && !IS_GRADED[tin.covers[Math.floor(side / 3)]!];
  let left = MOST * tin.x.length;
  let batch = Array.from(tin.covers, (_, triangle) => triangle);
  for (; batch.length > 0 && left > 0; batch = tin.takeChanged()) {
    for (const triangle of batch) {
      tin.settle(triangle);
      for (let side = 3 * triangle; side < 3 * triangle + 3; side++) {
        // The outline stays where the terrain is cut off.
        if (!isNatural(side) || !isNatural(tin.twins[side]!)) continue;
        if (splitNear(side)) {
          left--;
          break;
        }
      }
    }
  }
}
