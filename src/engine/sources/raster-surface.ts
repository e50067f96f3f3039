import { mercatorY } from '../../geo/mercator.ts';
import type { HeightGrid } from './height-grid.ts';

/** The bilinear surface through the samples of a height grid, in the raster's own coordinates. */
export interface RasterSurface {
  readonly grid: HeightGrid;
  /** Column and row, with fractions, of a position in degrees; may lie beyond the raster. */
  position(lon: number, lat: number): [column: number, row: number];
  /** Height in metres at a column and row; beyond the raster its edge counts. */
  height(column: number, row: number): number;
}

/** The surface of a grid with at least two rows and columns. */
export function rasterSurface(grid: HeightGrid): RasterSurface {
  const { rows, columns, heights } = grid;
  const rowCoordinate = grid.projection === 'mercator' ? mercatorY : (lat: number) => lat;
  const north = rowCoordinate(grid.north);
  const columnsPerDegree = (columns - 1) / (grid.east - grid.west);
  const rowsPerUnit = (rows - 1) / (rowCoordinate(grid.south) - north);
  return {
    grid,
    position: (lon, lat) => [(lon - grid.west) * columnsPerDegree, (rowCoordinate(lat) - north) * rowsPerUnit],
    height: (column, row) => {
      const c = clamp(column, columns - 1);
      const r = clamp(row, rows - 1);
      const c0 = Math.min(Math.floor(c), columns - 2);
      const r0 = Math.min(Math.floor(r), rows - 2);
      const i = r0 * columns + c0;
      const u = c - c0;
      const v = r - r0;
      const top = heights[i]! * (1 - u) + heights[i + 1]! * u;
      const bottom = heights[i + columns]! * (1 - u) + heights[i + columns + 1]! * u;
      return top * (1 - v) + bottom * v;
    },
  };
}

function clamp(value: number, max: number): number {
  return Math.min(Math.max(value, 0), max);
}
