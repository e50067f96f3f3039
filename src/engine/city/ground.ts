import type { LocalFrame } from '../../geo/local-frame.ts';
import type { HeightGrid } from '../sources/height-grid.ts';
import { rasterSurface } from '../sources/raster-surface.ts';

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
  const surface = rasterSurface(grid);
  const heightAtLonLat = (lon: number, lat: number) => surface.height(...surface.position(lon, lat));
  return {
    grid,
    heightAtLonLat,
    heightAt: (x, y) => heightAtLonLat(...frame.toLonLat(x, y)),
  };
}
