import type { Rect } from '../../geo/local-frame.ts';
import { rectangle } from '../ground/regions.ts';
import type { Polygon } from '../polygon/polygon.ts';
import type { PolygonKernel } from '../polygon/polygon-kernel.ts';

const LEFT = 1;
const RIGHT = 2;
const BELOW = 4;
const ABOVE = 8;

/**
 * On which sides of a rectangle a point lies outside, as bits; 0 inside and on the edge (Cohen and Sutherland's code).
 */
export function outcode(x: number, y: number, { minX, minY, maxX, maxY }: Rect): number {
  return (x < minX ? LEFT : x > maxX ? RIGHT : 0) | (y < minY ? BELOW : y > maxY ? ABOVE : 0);
}

/** Whether all of some points (`x, y` pairs) lie inside a rectangle or on its edge. */
function isInside(points: Float64Array, rect: Rect): boolean {
  for (let i = 0; i < points.length; i += 2) if (outcode(points[i]!, points[i + 1]!, rect) !== 0) return false;
  return true;
}

/**
 * The pieces of a line (`x, y` pairs) inside a rectangle, in the line's order; the line itself where it lies inside. Where it
 * was cut, a piece ends exactly on the rectangle's edge; places where the line only touches the rectangle in a point are left out.
 */
export function clipLine(line: Float64Array, rect: Rect): Float64Array[] {
  if (isInside(line, rect)) return isPiece(line) ? [line] : [];
  const pieces: Float64Array[] = [];
  let piece: number[] = [];
  const finish = () => {
    if (isPiece(piece)) pieces.push(new Float64Array(piece));
    piece = [];
  };
  let from = outcode(line[0]!, line[1]!, rect);
  for (let i = 2; i < line.length; i += 2) {
    const to = outcode(line[i]!, line[i + 1]!, rect);
    if ((from | to) === 0) {
      if (piece.length === 0) piece.push(line[i - 2]!, line[i - 1]!);
      piece.push(line[i]!, line[i + 1]!);
    } else {
      const inside = clipSegment(line[i - 2]!, line[i - 1]!, line[i]!, line[i + 1]!, rect);
      if (from !== 0) finish();
      if (inside) piece.push(...(piece.length === 0 ? inside : inside.slice(2)));
      if (to !== 0) finish();
    }
    from = to;
  }
  finish();
  return pieces;
}

/** The part of an area inside a rectangle; the area itself where it lies inside. */
export function clipPolygons(polygons: readonly Polygon[], rect: Rect, kernel: PolygonKernel): readonly Polygon[] {
  return polygons.every(({ outer }) => isInside(outer, rect))
    ? polygons
    : kernel.intersection(polygons, [rectangle(rect)]);
}

/** Whether it is more than a point. */
function isPiece(line: ArrayLike<number>): boolean {
  return line.length > 4 || (line.length === 4 && (line[0] !== line[2] || line[1] !== line[3]));
}

/** The part of a segment inside a rectangle, as two points (Cohen and Sutherland). */
function clipSegment(x0: number, y0: number, x1: number, y1: number, rect: Rect): number[] | undefined {
  const ends = [x0, y0, x1, y1];
  // Each end is moved to each side once at most; the bound keeps rounding from moving one to and fro.
  for (let step = 0; step < 8; step++) {
    const codes = [outcode(ends[0]!, ends[1]!, rect), outcode(ends[2]!, ends[3]!, rect)] as const;
    if ((codes[0] | codes[1]) === 0) return ends;
    if ((codes[0] & codes[1]) !== 0) return undefined;
    const end = codes[0] !== 0 ? 0 : 2;
    const [x, y] = onSide(x0, y0, x1, y1, codes[0] || codes[1], rect);
    ends[end] = x;
    ends[end + 1] = y;
  }
  return undefined;
}

/** Where a segment meets the line through a side of a rectangle. */
function onSide(x0: number, y0: number, x1: number, y1: number, side: number, rect: Rect): [x: number, y: number] {
  if (side & (ABOVE | BELOW)) {
    const y = side & ABOVE ? rect.maxY : rect.minY;
    return [x0 + ((x1 - x0) * (y - y0)) / (y1 - y0), y];
  }
  const x = side & RIGHT ? rect.maxX : rect.minX;
  return [x, y0 + ((y1 - y0) * (x - x0)) / (x1 - x0)];
}

/**
 * A ring (`x, y` pairs without the closing repeat) cut to a rectangle, side by side (Sutherland and Hodgman). Pieces of a
 * ring that falls apart stay connected by edges along the rectangle, which enclose nothing.
 * @returns an empty ring where it lies outside
 */
export function clipRing(ring: Float64Array, rect: Rect): Float64Array {
  let all = 0;
  for (let i = 0; i < ring.length; i += 2) all |= outcode(ring[i]!, ring[i + 1]!, rect);
  let clipped = ring;
  for (const side of [LEFT, RIGHT, BELOW, ABOVE]) if (all & side) clipped = clipToSide(clipped, side, rect);
  return clipped;
}

function clipToSide(ring: Float64Array, side: number, rect: Rect): Float64Array {
  const kept: number[] = [];
  const n = ring.length;
  for (let i = 0, j = n - 2; i < n; j = i, i += 2) {
    const before = (outcode(ring[j]!, ring[j + 1]!, rect) & side) === 0;
    const here = (outcode(ring[i]!, ring[i + 1]!, rect) & side) === 0;
    if (before !== here) kept.push(...onSide(ring[j]!, ring[j + 1]!, ring[i]!, ring[i + 1]!, side, rect));
    if (here) kept.push(ring[i]!, ring[i + 1]!);
  }
  return Float64Array.from(kept);
}
