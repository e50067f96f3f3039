import { CellGrid } from './cell-grid.ts';
import { PointTable } from './point-table.ts';

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
 * Cuts segments where they cross, by snap rounding: every end point and every crossing, rounded to the grid, is a hot
 * pixel, and a segment bends to the middle of each hot pixel that it passes. The results cross nowhere, so what is
 * built on them needs no tolerance. (Hobby, *Practical segment intersection with finite precision output*, 1999.)
 * @param fixed further points (`x, y` pairs), the first in the numbering
 */
export function arrange({ coordinates, masks }: Segments, fixed: ArrayLike<number> = []): Arrangement {
  const points = new PointTable();
  for (let i = 0; i < fixed.length; i += 2) points.add(fixed[i]!, fixed[i + 1]!);
  for (let i = 0; i < coordinates.length; i += 2) points.add(coordinates[i]!, coordinates[i + 1]!);
  const bounds = boundsOf(points);
  const cellSize = suitableCell(bounds, masks.length);
  const segments = new CellGrid(bounds, cellSize, (add, grid) => {
    for (let s = 0; s < masks.length; s++) {
      grid.eachAlong(...segmentAt(coordinates, s), 1, (cell) => add(s, cell));
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

/** About one cell a segment. */
function suitableCell([minX, minY, maxX, maxY]: Box, count: number): number {
  return Math.max(1000, Math.sqrt(((maxX - minX) * (maxY - minY)) / Math.max(count, 1)));
}

function segmentAt(coordinates: ArrayLike<number>, s: number): [number, number, number, number] {
  return [coordinates[4 * s]!, coordinates[4 * s + 1]!, coordinates[4 * s + 2]!, coordinates[4 * s + 3]!];
}

function addCrossings(coordinates: ArrayLike<number>, grid: CellGrid, points: PointTable): void {
  for (let cell = 0; cell < grid.cellCount; cell++) {
    const items = grid.items(cell);
    for (let i = 1; i < items.length; i++) {
      for (let j = 0; j < i; j++) addCrossing(coordinates, 4 * items[i]!, 4 * items[j]!, points);
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
  const { x, y } = points;
  const edges = new PointTable();
  const edgeMasks: number[] = [];
  for (let s = 0; s < masks.length; s++) {
    const way = hotPixels(segmentAt(coordinates, s), hot, x, y);
    for (let i = 1; i < way.length; i++) {
      const edge = edges.add(Math.min(way[i - 1]!, way[i]!), Math.max(way[i - 1]!, way[i]!));
      edgeMasks[edge] = (edgeMasks[edge] ?? 0) ^ masks[s]!;
    }
  }
  const isKept = (_: number, edge: number) => edgeMasks[edge] !== 0;
  return {
    from: Uint32Array.from(edges.x.filter(isKept)),
    to: Uint32Array.from(edges.y.filter(isKept)),
    masks: Int32Array.from(edgeMasks.filter(isKept)),
  };
}

/** Numbers of the points whose pixel a segment passes, in its order. */
function hotPixels(
  [ax, ay, bx, by]: readonly [number, number, number, number],
  hot: CellGrid,
  x: Int32Array,
  y: Int32Array,
): number[] {
  const dx = bx - ax;
  const dy = by - ay;
  const reach = Math.abs(dx) + Math.abs(dy);
  const [west, east] = [Math.min(ax, bx), Math.max(ax, bx)];
  const [south, north] = [Math.min(ay, by), Math.max(ay, by)];
  const found: number[] = [];
  hot.eachAlong(ax, ay, bx, by, 1, (cell) => {
    for (const p of hot.items(cell)) {
      const px = x[p]!;
      const py = y[p]!;
      if (px < west || px > east || py < south || py > north) continue;
      // The pixel's half width is a half: its corners are up to `reach / 2` away in these units.
      if (2 * Math.abs(dx * (py - ay) - dy * (px - ax)) <= reach) found.push(p);
    }
  });
  const along = (p: number) => dx * x[p]! + dy * y[p]!;
  return found.sort((p, q) => along(p) - along(q));
}
