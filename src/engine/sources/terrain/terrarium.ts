import type { HeightGrid } from '../height-grid.ts';
import type { PixelWindow, WindowTile } from './pixel-window.ts';
import type { RgbImage } from './rgb-image.ts';

/**
 * Writes the part of a tile that lies in a window into the window's grid. Terrarium pixels hold
 * `red × 256 + green + blue / 256 − 32768` metres.
 */
export function copyTerrariumTile(image: RgbImage, tile: WindowTile, window: PixelWindow, grid: HeightGrid): void {
  const { tileSize, minX, minY, maxX, maxY } = window;
  const left = tile.x * tileSize;
  const top = tile.y * tileSize;
  for (let y = Math.max(minY, top); y <= Math.min(maxY, top + tileSize - 1); y++) {
    const pixelRow = (y - top) * tileSize - left;
    const gridRow = (y - minY) * grid.columns - minX;
    for (let x = Math.max(minX, left); x <= Math.min(maxX, left + tileSize - 1); x++) {
      const pixel = 3 * (pixelRow + x);
      grid.heights[gridRow + x] =
        image.rgb[pixel]! * 256 + image.rgb[pixel + 1]! + image.rgb[pixel + 2]! / 256 - 32_768;
    }
  }
}
