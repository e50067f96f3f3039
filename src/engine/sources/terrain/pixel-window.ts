import type { Bbox } from '../../../geo/bbox.ts';
import { mercatorLat, mercatorLon, mercatorX, mercatorY } from '../../../geo/mercator.ts';
import type { HeightGrid } from '../height-grid.ts';

/**
 * Pixels of a zoom that cover a box, counted over the whole map from its north-west; first and last both included.
 * Columns beyond the antimeridian carry on counting.
 */
export interface PixelWindow {
  readonly zoom: number;
  /** Pixels along a tile's side. */
  readonly tileSize: number;
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** A tile of a window by its place in the window's rows and columns of tiles (x not yet wrapped into the map). */
export interface WindowTile {
  readonly x: number;
  readonly y: number;
}

/** Pixels around the box beyond those that enclose it. */
const MARGIN = 1;

/** The window whose pixel centres enclose a box, with a margin. Heights stand at the centres of pixels. */
export function pixelWindow([west, south, east, north]: Bbox, zoom: number, tileSize: number): PixelWindow {
  const pixels = tileSize * 2 ** zoom;
  const row = (y: number) => Math.min(Math.max(y, 0), pixels - 1);
  return {
    zoom,
    tileSize,
    minX: Math.floor(mercatorX(west) * pixels - 0.5) - MARGIN,
    minY: row(Math.floor(mercatorY(north) * pixels - 0.5) - MARGIN),
    maxX: Math.ceil(mercatorX(east) * pixels - 0.5) + MARGIN,
    maxY: row(Math.ceil(mercatorY(south) * pixels - 0.5) + MARGIN),
  };
}

/** The tiles that a window touches, row by row. */
export function windowTiles({ tileSize, minX, minY, maxX, maxY }: PixelWindow): WindowTile[] {
  const tiles: WindowTile[] = [];
  for (let y = Math.floor(minY / tileSize); y * tileSize <= maxY; y++) {
    for (let x = Math.floor(minX / tileSize); x * tileSize <= maxX; x++) tiles.push({ x, y });
  }
  return tiles;
}

/** A height grid for a window, with the heights still to be filled in. */
export function windowGrid({ zoom, tileSize, minX, minY, maxX, maxY }: PixelWindow): HeightGrid {
  const pixels = tileSize * 2 ** zoom;
  const columns = maxX - minX + 1;
  const rows = maxY - minY + 1;
  return {
    rows,
    columns,
    heights: new Float32Array(rows * columns),
    projection: 'mercator',
    west: mercatorLon((minX + 0.5) / pixels),
    east: mercatorLon((maxX + 0.5) / pixels),
    north: mercatorLat((minY + 0.5) / pixels),
    south: mercatorLat((maxY + 0.5) / pixels),
  };
}
