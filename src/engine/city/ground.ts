import { latticeMap, type PlaneMap } from '../../geo/lattice.ts';
import type { LocalFrame } from '../../geo/local-frame.ts';
import type { HeightGrid } from '../sources/height-grid.ts';
import { type RasterSurface, rasterSurface } from '../sources/raster-surface.ts';
import type { StandingGround } from './ground-range.ts';

/** The ground of the box as the terrain source tells it. */
export interface Ground extends StandingGround {
  readonly grid: HeightGrid;
  /** Bilinear height (z, metres above the source's datum) at a position in degrees; beyond the raster its edge counts. */
  heightAtLonLat(lon: number, lat: number): number;
  /** The same at a local position in metres. */
  heightAt: StandingGround['heightAt'];
  /** Column and row, with fractions, of a local position in the grid. */
  positionAt: PlaneMap;
}

/** Metres between the places at which {@link quickPosition} is exact. */
const STEP = 64;

/** Makes a height grid searchable by position. */
export function createGround(grid: HeightGrid, frame: LocalFrame): Ground {
  const surface = rasterSurface(grid);
  const position = quickPosition(surface, frame);
  return {
    grid,
    heightAtLonLat: (lon, lat) => surface.height(...surface.position(lon, lat)),
    heightAt: (x, y) => {
      const [column, row] = position(x, y);
      return surface.height(column, row);
    },
    positionAt: position,
    eachVertexIn: () => {},
  };
}

/**
 * Column and row of a local position, interpolated between exact ones {@link STEP} metres apart around the model: off by
 * less than a millimetre, where projecting each place takes ten times as long.
 */
function quickPosition(surface: RasterSurface, { rect, toLonLat }: LocalFrame) {
  return latticeMap((x, y) => surface.position(...toLonLat(x, y)), rect, STEP);
}
