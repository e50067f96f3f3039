import type { LocalFrame } from '../../geo/local-frame.ts';
import { mercatorY } from '../../geo/mercator.ts';
import type { HeightGrid } from '../sources/height-grid.ts';

/** The height surface of a raster in the raster's own coordinates. Same surface as `Ground`: bilinear, its edge counts beyond. */
export interface RasterSurface {
  readonly rows: number;
  readonly columns: number;
  readonly heights: Float32Array;
  /** Column and row, with fractions, of a local position in metres; may lie beyond the raster. */
  position(x: number, y: number): [column: number, row: number];
  /** Bilinear height in metres at a column and row. */
  height(column: number, row: number): number;
}

/** The surface of a height grid seen from a local frame. */
export function rasterSurface(grid: HeightGrid, frame: LocalFrame): RasterSurface {
  const { rows, columns, heights } = grid;
  const rowCoordinate = grid.projection === 'mercator' ? mercatorY : (lat: number) => lat;
  const north = rowCoordinate(grid.north);
  const columnsPerDegree = (columns - 1) / (grid.east - grid.west);
  const rowsPerUnit = (rows - 1) / (rowCoordinate(grid.south) - north);
  return {
    rows,
    columns,
    heights,
    position: (x, y) => {
      const [lon, lat] = frame.toLonLat(x, y);
      return [(lon - grid.west) * columnsPerDegree, (rowCoordinate(lat) - north) * rowsPerUnit];
    },
    height: (column, row) => {
      const c = Math.min(Math.max(column, 0), columns - 1);
      const r = Math.min(Math.max(row, 0), rows - 1);
      const c0 = Math.min(Math.floor(c), columns - 2);
      const r0 = Math.min(Math.floor(r), rows - 2);
      const i = r0 * columns + c0;
      const u = c - c0;
      const top = heights[i]! + (heights[i + 1]! - heights[i]!) * u;
      const bottom = heights[i + columns]! + (heights[i + columns + 1]! - heights[i + columns]!) * u;
      return top + (bottom - top) * (r - r0);
    },
  };
}
