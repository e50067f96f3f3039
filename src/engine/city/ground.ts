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
    heightAt: (x, y) => surface.height(...position(x, y)),
    eachVertexIn: () => {},
  };
}

/**
 * Column and row of a local position, interpolated between exact ones {@link STEP} metres apart around the model: off by
 * less than a millimetre, where projecting each place takes ten times as long.
 */
function quickPosition(surface: RasterSurface, { rect, toLonLat }: LocalFrame) {
  const exact = (x: number, y: number) => surface.position(...toLonLat(x, y));
  const columns = Math.ceil((rect.maxX - rect.minX) / STEP) + 2;
  const rows = Math.ceil((rect.maxY - rect.minY) / STEP) + 2;
  const known = new Float64Array(2 * columns * rows);
  for (let i = 0; i < columns * rows; i++) {
    known.set(exact(rect.minX + (i % columns) * STEP, rect.minY + Math.floor(i / columns) * STEP), 2 * i);
  }
  return (x: number, y: number): [column: number, row: number] => {
    const u = (x - rect.minX) / STEP;
    const v = (y - rect.minY) / STEP;
    if (!(u >= 0 && v >= 0 && u < columns - 1 && v < rows - 1)) return exact(x, y);
    const [i, j] = [Math.floor(u), Math.floor(v)];
    const [p, q] = [u - i, v - j];
    const at = 2 * (j * columns + i);
    const between = (k: number) =>
      (known[k]! * (1 - p) + known[k + 2]! * p) * (1 - q) +
      (known[k + 2 * columns]! * (1 - p) + known[k + 2 * columns + 2]! * p) * q;
    return [between(at), between(at + 1)];
  };
}
