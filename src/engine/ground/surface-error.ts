import type { RasterSurface } from '../sources/raster-surface.ts';

/** A vertex of the mesh in raster coordinates: column, row, height in metres. */
export interface RasterVertices {
  readonly column: readonly number[];
  readonly row: readonly number[];
  readonly z: readonly number[];
}

/** Where a mesh deviates most from the surface. */
export interface Deviation {
  /** Metres; 0 where nothing was found. */
  readonly error: number;
  readonly column: number;
  readonly row: number;
}

/** Largest deviation at the raster's samples inside a triangle. */
export function sampleDeviation(
  surface: RasterSurface,
  { column, row, z }: RasterVertices,
  a: number,
  b: number,
  c: number,
): Deviation {
  const [ca, cb, cc] = [column[a]!, column[b]!, column[c]!];
  const [ra, rb, rc] = [row[a]!, row[b]!, row[c]!];
  const determinant = (cb - ca) * (rc - ra) - (cc - ca) * (rb - ra);
  const perColumn = ((z[b]! - z[a]!) * (rc - ra) - (z[c]! - z[a]!) * (rb - ra)) / determinant;
  const perRow = ((z[c]! - z[a]!) * (cb - ca) - (z[b]! - z[a]!) * (cc - ca)) / determinant;
  const { heights, columns, rows } = surface.grid;

  let error = 0;
  let worstColumn = 0;
  let worstRow = 0;
  const lastRow = Math.floor(Math.max(ra, rb, rc));
  for (let r = Math.ceil(Math.min(ra, rb, rc)); r <= lastRow; r++) {
    // Where the line of samples enters and leaves the triangle.
    const ab = crossing(ca, ra, cb, rb, r);
    const bc = crossing(cb, rb, cc, rc, r);
    const ac = crossing(ca, ra, cc, rc, r);
    const from = Math.ceil(Math.min(ab, bc, ac));
    const to = Math.floor(Math.max(orLess(ab), orLess(bc), orLess(ac)));
    const line = Math.min(Math.max(r, 0), rows - 1) * columns;
    let plane = z[a]! + perRow * (r - ra) + perColumn * (from - ca);
    for (let col = from; col <= to; col++) {
      const height = heights[line + Math.min(Math.max(col, 0), columns - 1)]!;
      const deviation = Math.abs(plane - height);
      if (deviation > error) {
        error = deviation;
        worstColumn = col;
        worstRow = r;
      }
      plane += perColumn;
    }
  }
  return { error, column: worstColumn, row: worstRow };
}

/** Column at which a segment crosses a row; +∞ where it does not. */
function crossing(c1: number, r1: number, c2: number, r2: number, row: number): number {
  if (r1 === r2 || row < Math.min(r1, r2) || row > Math.max(r1, r2)) return Number.POSITIVE_INFINITY;
  return c1 + ((row - r1) / (r2 - r1)) * (c2 - c1);
}

function orLess(value: number): number {
  return value === Number.POSITIVE_INFINITY ? Number.NEGATIVE_INFINITY : value;
}

/**
 * Largest deviation along a side of a triangle: where it crosses the raster's rows and columns, and half-way between.
 *
 * Together with the samples this bounds the deviation everywhere. Within one cell of the raster the surface is bilinear
 * and the mesh plane, so their difference has its extremes on the rim of the part of the cell inside the triangle. On
 * rows and columns the difference is linear between the points looked at; along the side it is quadratic, thus at most
 * 1.25 times what is found at its ends and its middle.
 */
export function sideDeviation(
  surface: RasterSurface,
  { column, row, z }: RasterVertices,
  a: number,
  b: number,
): Deviation {
  const acrossColumns = column[b]! - column[a]!;
  const acrossRows = row[b]! - row[a]!;
  const rise = z[b]! - z[a]!;
  const columnStep = Math.abs(1 / acrossColumns);
  const rowStep = Math.abs(1 / acrossRows);
  let nextColumn = toNextLine(column[a]!, acrossColumns) * columnStep;
  let nextRow = toNextLine(row[a]!, acrossRows) * rowStep;
  let error = 0;
  let worst = 0;
  const look = (t: number) => {
    const height = surface.height(column[a]! + t * acrossColumns, row[a]! + t * acrossRows);
    const deviation = Math.abs(z[a]! + t * rise - height);
    if (deviation <= error) return;
    error = deviation;
    worst = t;
  };
  for (let from = 0; from < 1; ) {
    const to = Math.min(nextColumn, nextRow, 1);
    look((from + to) / 2);
    if (to < 1) look(to);
    if (nextColumn === to) nextColumn += columnStep;
    if (nextRow === to) nextRow += rowStep;
    from = to;
  }
  return { error, column: column[a]! + worst * acrossColumns, row: row[a]! + worst * acrossRows };
}

/** Distance from a coordinate to the next whole number in a direction; infinite (by a step of infinity) without one. */
function toNextLine(from: number, direction: number): number {
  return direction > 0 ? Math.floor(from) + 1 - from : from - (Math.ceil(from) - 1);
}
