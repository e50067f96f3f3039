import { CellGrid } from './cell-grid.ts';
import { doubled, PointTable } from './point-table.ts';

/** Segments on a grid of whole numbers, each with a mask: the regions whose border it is. */
export interface Segments {
  /** `ax, ay, bx, by` per segment. */
  readonly coordinates: ArrayLike<number>;
  readonly masks: ArrayLike<number>;
}

/** Segments that meet in end points only. */
export interface Arrangement {
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Regions whose border an edge is. Where the same border came twice, it is gone: both sides are alike. */
  readonly masks: Int32Array;
}

/**
 * Cuts segments where they cross, by iterated snap rounding: every end point and every crossing, rounded to the grid, is a
 * hot pixel, and a segment bends to the middle of each hot pixel that it passes, until none passes another. The results
 * cross nowhere, so what is built on them needs no tolerance, and no point is nearer to an edge than half a pixel.
 * (Halperin, Packer, *Iterated snap rounding*, 2002.)
 * @param fixed further points (`x, y` pairs), the first in the numbering
 */
export function arrange({ coordinates, masks }: Segments, fixed: ArrayLike<number> = []): Arrangement {
  const points = new PointTable();
  for (let i = 0; i < fixed.length; i += 2) points.add(fixed[i]!, fixed[i + 1]!);
  for (let i = 0; i < coordinates.length; i += 2) points.add(coordinates[i]!, coordinates[i + 1]!);
  const bounds = boundsOf(points);
  const cellSize = suitableCell(bounds, masks.length);
  const segments = new CellGrid(bounds, cellSize, (add, grid) => {
    let segment = 0;
    const note = (cell: number) => add(segment, cell);
    for (; segment < masks.length; segment++) {
      const i = 4 * segment;
      grid.eachAlong(coordinates[i]!, coordinates[i + 1]!, coordinates[i + 2]!, coordinates[i + 3]!, 1, note);
    }
  });
  addCrossings(coordinates, segments, points);
  const hot = new CellGrid(bounds, cellSize, (add, grid) => {
    const { x, y } = points;
    for (let p = 0; p < x.length; p++) add(p, grid.cellAt(x[p]!, y[p]!));
  });
  return { x: points.x, y: points.y, ...bentEdges(coordinates, masks, hot, points) };
}

type Box = readonly [minX: number, minY: number, maxX: number, maxY: number];

function boundsOf({ x, y }: PointTable): Box {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let p = 0; p < x.length; p++) {
    minX = Math.min(minX, x[p]!);
    maxX = Math.max(maxX, x[p]!);
    minY = Math.min(minY, y[p]!);
    maxY = Math.max(maxY, y[p]!);
  }
  return [minX, minY, maxX, maxY];
}

/** Side of a cell in units of the grid. */
const LEAST_CELL = 100;

/** About one cell a segment. */
function suitableCell([minX, minY, maxX, maxY]: Box, count: number): number {
  return Math.max(LEAST_CELL, Math.sqrt(((maxX - minX) * (maxY - minY)) / Math.max(count, 1)));
}

function addCrossings(coordinates: ArrayLike<number>, grid: CellGrid, points: PointTable): void {
  const { starts, items } = grid;
  for (let cell = 0; cell + 1 < starts.length; cell++) {
    for (let i = starts[cell]! + 1; i < starts[cell + 1]!; i++) {
      for (let j = starts[cell]!; j < i; j++) addCrossing(coordinates, 4 * items[i]!, 4 * items[j]!, points);
    }
  }
}

/** Adds the place where two segments cross inside both, if they do. Products of whole numbers below 2²⁵ are exact. */
function addCrossing(c: ArrayLike<number>, s: number, t: number, points: PointTable): void {
  const ax = c[s]!;
  const ay = c[s + 1]!;
  const dx = c[s + 2]! - ax;
  const dy = c[s + 3]! - ay;
  const px = c[t]!;
  const py = c[t + 1]!;
  const ex = c[t + 2]! - px;
  const ey = c[t + 3]! - py;
  const sideP = dx * (py - ay) - dy * (px - ax);
  const sideQ = dx * (py + ey - ay) - dy * (px + ex - ax);
  if (!areOpposite(sideP, sideQ)) return;
  const sideA = ex * (ay - py) - ey * (ax - px);
  const sideB = ex * (ay + dy - py) - ey * (ax + dx - px);
  if (!areOpposite(sideA, sideB)) return;
  const share = sideA / (sideA - sideB);
  points.add(Math.round(ax + share * dx), Math.round(ay + share * dy));
}

function areOpposite(a: number, b: number): boolean {
  return (a < 0 && b > 0) || (a > 0 && b < 0);
}

/** Each segment as edges through the hot pixels on its way; edges that occur several times are joined. */
function bentEdges(
  coordinates: ArrayLike<number>,
  masks: ArrayLike<number>,
  hot: CellGrid,
  points: PointTable,
): Pick<Arrangement, 'from' | 'to' | 'masks'> {
  const passed = new PassedPixels(hot, points);
  const edges = new PointTable();
  let edgeMasks = new Int32Array(2 * masks.length);
  const { x, y } = points;
  const add = (way: readonly number[], mask: number) => {
    if (way.length === 2) {
      const edge = edges.add(Math.min(way[0]!, way[1]!), Math.max(way[0]!, way[1]!));
      if (edge === edgeMasks.length) edgeMasks = doubled(edgeMasks);
      edgeMasks[edge]! ^= mask;
      return;
    }
    const bent = way.slice();
    for (let i = 1; i < bent.length; i++) {
      const [p, q] = [bent[i - 1]!, bent[i]!];
      add(passed.along(x[p]!, y[p]!, x[q]!, y[q]!), mask);
    }
  };
  for (let s = 0; s < masks.length; s++) {
    const i = 4 * s;
    add(passed.along(coordinates[i]!, coordinates[i + 1]!, coordinates[i + 2]!, coordinates[i + 3]!), masks[s]!);
  }
  return keptEdges(edges, edgeMasks);
}

function keptEdges({ x, y, count }: PointTable, all: Int32Array): Pick<Arrangement, 'from' | 'to' | 'masks'> {
  const from = new Uint32Array(count);
  const to = new Uint32Array(count);
  const masks = new Int32Array(count);
  let kept = 0;
  for (let edge = 0; edge < count; edge++) {
    if (all[edge] === 0) continue;
    from[kept] = x[edge]!;
    to[kept] = y[edge]!;
    masks[kept++] = all[edge]!;
  }
  return { from: from.subarray(0, kept), to: to.subarray(0, kept), masks: masks.subarray(0, kept) };
}

/** Finds the points whose pixel a segment passes. */
class PassedPixels {
  readonly #hot: CellGrid;
  readonly #x: Int32Array;
  readonly #y: Int32Array;
  readonly #found: number[] = [];
  #ax = 0;
  #ay = 0;
  #bx = 0;
  #by = 0;

  constructor(hot: CellGrid, { x, y }: PointTable) {
    this.#hot = hot;
    this.#x = x;
    this.#y = y;
  }

  /** Numbers of the points in the order of a segment; valid until the next call. */
  along(ax: number, ay: number, bx: number, by: number): readonly number[] {
    this.#ax = ax;
    this.#ay = ay;
    this.#bx = bx;
    this.#by = by;
    this.#found.length = 0;
    this.#hot.eachAlong(this.#ax, this.#ay, this.#bx, this.#by, 1, this.#look);
    this.#sort();
    return this.#found;
  }

  readonly #look = (cell: number): void => {
    const { starts, items } = this.#hot;
    const [ax, ay, bx, by] = [this.#ax, this.#ay, this.#bx, this.#by];
    const dx = bx - ax;
    const dy = by - ay;
    const reach = Math.abs(dx) + Math.abs(dy);
    for (let i = starts[cell]!; i < starts[cell + 1]!; i++) {
      const p = items[i]!;
      const px = this.#x[p]!;
      const py = this.#y[p]!;
      if (px < Math.min(ax, bx) || px > Math.max(ax, bx) || py < Math.min(ay, by) || py > Math.max(ay, by)) continue;
      // The pixel's half width is a half: its corners are up to `reach / 2` away in these units.
      if (2 * Math.abs(dx * (py - ay) - dy * (px - ax)) <= reach) this.#found.push(p);
    }
  };

  /** In the segment's direction, by insertion: nearly all pass two or three points. */
  #sort(): void {
    const found = this.#found;
    for (let i = 1; i < found.length; i++) {
      const point = found[i]!;
      let at = i;
      for (; at > 0 && this.#along(found[at - 1]!, point) > 0; at--) found[at] = found[at - 1]!;
      found[at] = point;
    }
  }

  /** Positive where p lies farther along the segment than q. */
  #along(p: number, q: number): number {
    return (this.#bx - this.#ax) * (this.#x[p]! - this.#x[q]!) + (this.#by - this.#ay) * (this.#y[p]! - this.#y[q]!);
  }
}
