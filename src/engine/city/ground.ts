import type { LocalFrame } from '../../geo/local-frame.ts';
import { mercatorY } from '../../geo/mercator.ts';
import type { HeightGrid } from '../sources/height-grid.ts';

/** The ground of the box as the terrain source tells it. */
export interface Ground {
  readonly grid: HeightGrid;
  /** Bilinear height (z, metres above the source's datum) at a position in degrees; beyond the raster its edge counts. */
  heightAtLonLat(lon: number, lat: number): number;
  /** The same at a local position in metres. */
  heightAt(x: number, y: number): number;
}

/** Makes a height grid searchable by position. */
export function createGround(grid: HeightGrid, frame: LocalFrame): Ground {
  const { rows, columns, heights } = grid;
  const rowCoordinate = grid.projection === 'mercator' ? mercatorY : (lat: number) => lat;
  const north = rowCoordinate(grid.north);
  const columnsPerDegree = (columns - 1) / (grid.east - grid.west);
  const rowsPerUnit = (rows - 1) / (rowCoordinate(grid.south) - north);

  const heightAtLonLat = (lon: number, lat: number): number => {
    const column = clamp((lon - grid.west) * columnsPerDegree, columns - 1);
    const row = clamp((rowCoordinate(lat) - north) * rowsPerUnit, rows - 1);
    const c0 = Math.min(Math.floor(column), columns - 2);
    const r0 = Math.min(Math.floor(row), rows - 2);
    const u = column - c0;
    const v = row - r0;
    const i = r0 * columns + c0;
    const top = heights[i]! * (1 - u) + heights[i + 1]! * u;
    const bottom = heights[i + columns]! * (1 - u) + heights[i + columns + 1]! * u;
    return top * (1 - v) + bottom * v;
  };

  return {
    grid,
    heightAtLonLat,
    heightAt: (x, y) => heightAtLonLat(...frame.toLonLat(x, y)),
  };
}

function clamp(value: number, max: number): number {
  return Math.min(Math.max(value, 0), max);
}
