import type { Rect } from '../../geo/local-frame.ts';
import { COVER_IDS } from '../city/covers.ts';
import { polygonRings, type Ring } from '../polygon/polygon.ts';
import { nextSide } from '../polygon/triangle-sides.ts';
import { type Arrangement, arrange } from './arrange.ts';
import { type Triangulation, triangulateWithEdges } from './constrained-triangulation.ts';
import type { Region } from './regions.ts';

/** The model's rectangle as triangles, each under one cover. */
export interface Partition extends Triangulation {
  /** Local metres per vertex, whole centimetres apart from the rectangle's sides. The first vertex is the south-west corner. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Index into `COVER_IDS` per triangle. */
  readonly covers: Uint8Array;
}

/** Borders lie on whole centimetres, so that no place of them is nearer to another one than half of that. */
const GRID = 100;
const GROUND = COVER_IDS.indexOf('ground');
const WATERS = (1 << COVER_IDS.indexOf('water')) | (1 << COVER_IDS.indexOf('sea'));
const BANK = 1 << COVER_IDS.length;
/** Marks the rectangle's sides, which are no border between regions. */
const RIM = 1 << (COVER_IDS.length + 1);

/**
 * Divides the rectangle: where regions overlap, the first in the order of covers is seen. Borders that something covers leave
 * no trace.
 * @param seeds further vertices (`x, y` pairs in metres)
 */
export function partition(rect: Rect, regions: readonly Region[], seeds: readonly number[]): Partition {
  const box = [rect.minX, rect.minY, rect.maxX, rect.maxY].map(toGrid) as [number, number, number, number];
  const fixed = [box[0], box[1], ...seeds.map(toGrid)];
  const all = arrange(borders(box, regions), fixed);
  const everything = triangulateWithEdges(all.x, all.y, all.from, all.to);
  const masks = regionMasks(everything, all.masks);
  const covers = new Uint8Array(masks.length);
  for (let triangle = 0; triangle < masks.length; triangle++) covers[triangle] = coverOf(masks[triangle]!);

  const seen = visibleBorders(all, fixed.length / 2, everything, covers);
  const triangulation = triangulateWithEdges(seen.x, seen.y, seen.from, seen.to);
  const { corners, twins, edgeOf } = triangulation;
  return {
    ...exactSides(seen.x, seen.y, box, rect),
    corners,
    twins,
    edgeOf,
    covers: coversBetween(triangulation, seen),
  };
}

/** By way of whole millimetres, as polygons have them: what was cut at the rectangle's sides stays on them. */
function toGrid(metres: number): number {
  return Math.round(Math.round(metres * 1000) / (1000 / GRID));
}

function onGrid(ring: Ring): Int32Array {
  const points = new Int32Array(ring.length);
  for (let i = 0; i < ring.length; i++) points[i] = toGrid(ring[i]!);
  return points;
}

function borders([west, south, east, north]: readonly [number, number, number, number], regions: readonly Region[]) {
  const rings = regions.map(({ polygons }) => polygons.flatMap(polygonRings));
  const count = 4 + rings.flat().reduce((sum, { length }) => sum + length / 2, 0);
  const coordinates = new Int32Array(4 * count);
  const masks = new Int32Array(count);
  let segment = 0;
  const add = (points: Int32Array, mask: number) => {
    const n = points.length;
    for (let i = 0, j = n - 2; i < n; j = i, i += 2) {
      const at = 4 * segment;
      coordinates[at] = points[j]!;
      coordinates[at + 1] = points[j + 1]!;
      coordinates[at + 2] = points[i]!;
      coordinates[at + 3] = points[i + 1]!;
      masks[segment++] = mask;
    }
  };
  add(Int32Array.of(west, south, east, south, east, north, west, north), RIM);
  for (const [i, { cover }] of regions.entries()) {
    const mask = cover === 'bank' ? BANK : 1 << COVER_IDS.indexOf(cover);
    for (const ring of rings[i]!) add(onGrid(ring), mask);
  }
  return { coordinates, masks };
}

/** The regions that each triangle lies in: crossing a border of a region leads into it or out of it. */
function regionMasks({ corners, twins, edgeOf }: Triangulation, edgeMasks: Int32Array): Int32Array {
  const masks = new Int32Array(corners.length / 3).fill(-1);
  const across = (side: number) => (edgeOf[side]! < 0 ? 0 : edgeMasks[edgeOf[side]!]! & ~RIM);
  const stack: number[] = [];
  for (let side = 0; side < corners.length; side++) {
    const triangle = Math.floor(side / 3);
    if (twins[side]! >= 0 || masks[triangle]! >= 0) continue;
    masks[triangle] = across(side);
    stack.push(triangle);
    for (let from = stack.pop(); from !== undefined; from = stack.pop()) {
      for (let e = 3 * from; e < 3 * from + 3; e++) {
        const other = Math.floor(twins[e]! / 3);
        if (other < 0 || masks[other]! >= 0) continue;
        masks[other] = masks[from]! ^ across(e);
        stack.push(other);
      }
    }
  }
  return masks;
}

/** Index of the cover that is seen where several regions lie. */
function coverOf(mask: number): number {
  const regions = mask & ~BANK;
  if (regions === 0) return GROUND;
  const first = regions & -regions;
  return (mask & BANK) !== 0 && (first & WATERS) !== 0 ? GROUND : 31 - Math.clz32(first);
}

/** The edges between different covers, and the rectangle's sides. */
interface VisibleBorders {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** Cover left and right of each edge. */
  readonly left: readonly number[];
  readonly right: readonly number[];
}

const NOTHING = 255;

function visibleBorders(
  { x, y }: Pick<Arrangement, 'x' | 'y'>,
  fixedCount: number,
  { corners, twins }: Triangulation,
  covers: Uint8Array,
): VisibleBorders {
  const numbers = new Int32Array(x.length).fill(-1);
  const [seenX, seenY] = [new Float64Array(x.length), new Float64Array(x.length)];
  let seen = 0;
  const number = (point: number) => {
    if (numbers[point]! < 0) {
      seenX[seen] = x[point]!;
      seenY[seen] = y[point]!;
      numbers[point] = seen++;
    }
    return numbers[point]!;
  };
  for (let point = 0; point < fixedCount; point++) number(point);
  const edges = { from: [] as number[], to: [] as number[], left: [] as number[], right: [] as number[] };
  for (let e = 0; e < corners.length; e++) {
    const twin = twins[e]!;
    if (twin > e) continue;
    const left = covers[Math.floor(e / 3)]!;
    const right = twin < 0 ? NOTHING : covers[Math.floor(twin / 3)]!;
    if (left === right) continue;
    edges.from.push(number(corners[e]!));
    edges.to.push(number(corners[nextSide(e)]!));
    edges.left.push(left);
    edges.right.push(right);
  }
  return {
    x: seenX.subarray(0, seen),
    y: seenY.subarray(0, seen),
    ...edges,
  };
}

/** The cover of each triangle, told by the borders and spread between them. */
function coversBetween({ corners, twins, edgeOf }: Triangulation, { from, left, right }: VisibleBorders): Uint8Array {
  const covers = new Uint8Array(corners.length / 3).fill(NOTHING);
  const stack: number[] = [];
  for (let side = 0; side < corners.length; side++) {
    const edge = edgeOf[side]!;
    const triangle = Math.floor(side / 3);
    if (edge < 0 || covers[triangle] !== NOTHING) continue;
    covers[triangle] = (from[edge] === corners[side] ? left : right)[edge]!;
    stack.push(triangle);
    for (let one = stack.pop(); one !== undefined; one = stack.pop()) {
      for (let e = 3 * one; e < 3 * one + 3; e++) {
        const other = Math.floor(twins[e]! / 3);
        if (edgeOf[e]! >= 0 || other < 0 || covers[other] !== NOTHING) continue;
        covers[other] = covers[one]!;
        stack.push(other);
      }
    }
  }
  return covers;
}

/** Coordinates in metres, those on the rectangle's sides exactly there. */
function exactSides(
  x: Float64Array,
  y: Float64Array,
  [west, south, east, north]: readonly [number, number, number, number],
  { minX, minY, maxX, maxY }: Rect,
): Pick<Partition, 'x' | 'y'> {
  return {
    x: x.map((value) => (value === west ? minX : value === east ? maxX : value / GRID)),
    y: y.map((value) => (value === south ? minY : value === north ? maxY : value / GRID)),
  };
}
