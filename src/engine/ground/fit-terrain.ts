import type { LocalFrame, Rect } from '../../geo/local-frame.ts';
import { COVER_IDS, COVERS } from '../city/covers.ts';
import type { Ground } from '../city/ground.ts';
import type { Pace } from '../pace.ts';
import { nextSide } from '../polygon/triangle-sides.ts';
import { type RasterSurface, rasterSurface } from '../sources/raster-surface.ts';
import { type Deviation, sampleDeviation, sideDeviation } from './surface-error.ts';
import { type StartingTriangles, Tin } from './tin.ts';

/** Largest vertical distance in metres between the mesh and the source's bilinear surface, anywhere. */
export const MAX_DEVIATION = 0.5;

/**
 * Deviation in metres above which a triangle is split. A quarter more may occur between the points looked at
 * (see {@link sideDeviation}); the rest is for whole millimetres and for lines that are straight in metres but
 * slightly bent in the raster.
 */
const TOLERANCE = 0.38;

/**
 * Longest side in metres of the first triangles on uneven ground. Over this length a straight line bends by
 * 2 cm in the raster at 60° latitude.
 */
const MAX_CELL = 500;

/** No vertex comes nearer than this, in metres, to another one or to a side that it is not on. */
const MIN_DISTANCE = 0.01;

/** Vertices nearer than this, in metres, to the rectangle's sides are moved onto them: no strip is too thin for whole millimetres. */
const OUTLINE_DISTANCE = 0.05;

/** A triangulation that follows the ground, with the height of each vertex in metres. */
export interface TerrainTin {
  readonly tin: Tin;
  readonly z: number[];
}

/**
 * Splits the triangles of a partition at the place of their largest deviation until none exceeds the tolerance, but for those
 * under water, whose ground is not seen. Coordinates are whole millimetres except on the rectangle's sides, which are kept
 * exactly.
 *
 * Rejected: greedy insertion of samples (delatin), clipped to the rectangle. It bounds the deviation at the samples
 * only: between them it reached 10 m in Monaco (SRTM) and 33 m in the Grand Canyon, and still 1.2 and 2 m when the
 * raster was refined sevenfold beforehand, which gave as many triangles as this.
 */
export async function fitTerrain(
  partition: StartingTriangles,
  ground: Ground,
  frame: LocalFrame,
  pace: Pace,
): Promise<TerrainTin> {
  const refiner = new Refiner(new Tin(partition), ground, frame.rect);
  await refiner.run(pace);
  return refiner;
}

/** Vertices (`x, y` pairs in metres) that keep the first triangles on uneven ground small enough. */
export function terrainSeeds(ground: Ground, frame: LocalFrame): number[] {
  if (heightRange(rasterSurface(ground.grid), frame) <= TOLERANCE) return [];
  const { minX, minY, maxX, maxY } = frame.rect;
  const xs = steps(minX, maxX);
  return steps(minY, maxY).flatMap((y) => xs.flatMap((x) => [x, y]));
}

const IS_WATER = COVER_IDS.map((cover) => COVERS[cover] === 'water');

class Refiner implements TerrainTin {
  readonly tin: Tin;
  /** Raster coordinates and height of each vertex. */
  readonly column: number[] = [];
  readonly row: number[] = [];
  readonly z: number[] = [];
  readonly #surface: RasterSurface;
  readonly #positionAt: Ground['positionAt'];
  readonly #rect: Rect;

  constructor(tin: Tin, { grid, positionAt }: Ground, rect: Rect) {
    this.tin = tin;
    this.#surface = rasterSurface(grid);
    this.#positionAt = positionAt;
    this.#rect = rect;
    for (let vertex = 0; vertex < tin.vertexCount; vertex++) this.#locate(vertex);
  }

  async run(pace: Pace): Promise<void> {
    for (let batch = this.tin.takeChanged(); batch.length > 0; batch = this.tin.takeChanged()) {
      await pace.breathe();
      for (const triangle of batch) if (this.tin.settle(triangle)) this.#refine(triangle);
    }
  }

  /** Splits a triangle at its worst sample; where no sample can or need be, at the worst place of a side. */
  #refine(triangle: number): void {
    const { corners, twins, covers } = this.tin;
    if (IS_WATER[covers[triangle]!]) return;
    const e = 3 * triangle;
    const inside = sampleDeviation(this.#surface, this, corners[e]!, corners[e + 1]!, corners[e + 2]!);
    if (inside.error > TOLERANCE && this.#insert(triangle, inside)) return;
    for (let side = e; side < e + 3; side++) {
      const a = corners[side]!;
      const b = corners[nextSide(side)]!;
      // Each side belongs to two triangles, which changed together: one of them looks at it.
      if (a > b && twins[side]! >= 0) continue;
      const along = sideDeviation(this.#surface, this, a, b);
      if (along.error > TOLERANCE && this.#insert(triangle, along)) return;
    }
  }

  /**
   * Puts a vertex at a place in a triangle; on the side, or on the outline, where the place is next to one.
   * Returns false where it would come too near to others.
   */
  #insert(triangle: number, place: Deviation): boolean {
    const { tin } = this;
    const { minX, minY, maxX, maxY } = this.#rect;
    const [x, y] = this.#localPosition(triangle, place);
    const p = tin.addVertex(inner(x, minX, maxX), inner(y, minY, maxY));
    const isOnOutline = tin.x[p] === minX || tin.x[p] === maxX || tin.y[p] === minY || tin.y[p] === maxY;
    const isIn = isOnOutline ? this.#splitOutline(triangle, p) : this.#split(triangle, p);
    if (isIn) this.#locate(p);
    else tin.dropLastVertex();
    return isIn;
  }

  #split(triangle: number, p: number): boolean {
    const { tin } = this;
    for (let e = 3 * triangle; e < 3 * triangle + 3; e++) {
      if (tin.length(p, tin.corners[e]!) < MIN_DISTANCE) return false;
    }
    const side = this.#sideNear(triangle, p);
    return side === undefined ? tin.splitTriangle(triangle, p) : tin.splitSide(side, p);
  }

  #splitOutline(start: number, p: number): boolean {
    const { tin } = this;
    const side = tin.outlineSideAt(start, p);
    if (side === undefined) return false;
    const isApart = (vertex: number) => tin.length(p, vertex) >= MIN_DISTANCE;
    return isApart(tin.corners[side]!) && isApart(tin.corners[nextSide(side)]!) && tin.splitSide(side, p);
  }

  /** Raster coordinates and height of a vertex, from its final position. */
  #locate(vertex: number): void {
    const { x, y } = this.tin;
    const [column, row] = this.#positionAt(x[vertex]!, y[vertex]!);
    this.column.push(column);
    this.row.push(row);
    this.z.push(roundMillimetres(this.#surface.height(column, row)));
  }

  /** A place in raster coordinates in metres, by its share in the triangle's corners. */
  #localPosition(triangle: number, { column, row }: Deviation): [x: number, y: number] {
    const a = this.tin.corners[3 * triangle]!;
    const b = this.tin.corners[3 * triangle + 1]!;
    const c = this.tin.corners[3 * triangle + 2]!;
    const bc = this.column[b]! - this.column[a]!;
    const br = this.row[b]! - this.row[a]!;
    const cc = this.column[c]! - this.column[a]!;
    const cr = this.row[c]! - this.row[a]!;
    const pc = column - this.column[a]!;
    const pr = row - this.row[a]!;
    const determinant = bc * cr - cc * br;
    const shareB = (pc * cr - cc * pr) / determinant;
    const shareC = (bc * pr - pc * br) / determinant;
    const { x, y } = this.tin;
    return [
      x[a]! + shareB * (x[b]! - x[a]!) + shareC * (x[c]! - x[a]!),
      y[a]! + shareB * (y[b]! - y[a]!) + shareC * (y[c]! - y[a]!),
    ];
  }

  /** The side of a triangle that a vertex is on or next to. */
  #sideNear(triangle: number, p: number): number | undefined {
    const { tin } = this;
    let nearest: number | undefined;
    let least = MIN_DISTANCE;
    for (let e = 3 * triangle; e < 3 * triangle + 3; e++) {
      const a = tin.corners[e]!;
      const b = tin.corners[nextSide(e)]!;
      const distance = tin.area2(a, b, p) / tin.length(a, b);
      if (distance >= least) continue;
      least = distance;
      nearest = e;
    }
    return nearest;
  }
}

/** Coordinates from min to max in equal steps. */
function steps(min: number, max: number): number[] {
  const cells = Math.ceil((max - min) / MAX_CELL);
  return Array.from({ length: cells + 1 }, (_, i) => min + (i / cells) * (max - min));
}

/** Difference in metres between the highest and the lowest sample in and around the model's rectangle. */
function heightRange({ grid, position }: RasterSurface, { rect, toLonLat }: LocalFrame): number {
  const rim = [rect.minX, 0, rect.maxX].flatMap((x) =>
    [rect.minY, 0, rect.maxY].map((y) => position(...toLonLat(x, y))),
  );
  const within = (value: number, count: number) => Math.min(Math.max(value, 0), count - 1);
  const columns = rim.map(([column]) => within(column, grid.columns));
  const rows = rim.map(([, row]) => within(row, grid.rows));
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (let row = Math.floor(Math.min(...rows)); row <= Math.ceil(Math.max(...rows)); row++) {
    for (let column = Math.floor(Math.min(...columns)); column <= Math.ceil(Math.max(...columns)); column++) {
      const height = grid.heights[row * grid.columns + column]!;
      lowest = Math.min(lowest, height);
      highest = Math.max(highest, height);
    }
  }
  return highest - lowest;
}

/** A coordinate in whole millimetres, or exactly that of a side of the rectangle where it is next to it. */
function inner(value: number, min: number, max: number): number {
  if (value - min < OUTLINE_DISTANCE) return min;
  if (max - value < OUTLINE_DISTANCE) return max;
  return roundMillimetres(value);
}

/** To whole millimetres. */
export function roundMillimetres(metres: number): number {
  return Math.round(metres * 1000) / 1000;
}

/** A coordinate between two, in whole millimetres; exactly theirs where they are alike, as on the rectangle's sides. */
export function between(a: number, b: number, share: number): number {
  return a === b ? a : roundMillimetres(a + share * (b - a));
}
