import { bboxFromCenter, metresPerDegree } from '../../geo/bbox.ts';
import type { LocalFrame, Rect } from '../../geo/local-frame.ts';
import { hash } from '../hash.ts';

/** A cell of a grid on the globe. */
export interface GridCell {
  /** The cell's number from the equator north, and from the meridian of Greenwich east. */
  readonly row: number;
  readonly column: number;
  /** A place in the cell in local metres. */
  readonly x: number;
  readonly y: number;
}

/** Degrees of latitude within which all rows have cells of the same width in degrees. */
const BAND = 0.1;

/** Metres of a degree of latitude, the same everywhere so that rows are. */
const PER_DEGREE = 111_320;

/**
 * Visits the cells of a grid on the globe of about `side` metres that lie in a rectangle, each with a place in it that is
 * moved from its middle by up to `jitter` sides. Cells and places depend on the globe alone: neighbouring boxes agree on them.
 */
export function forEachCell(
  frame: LocalFrame,
  area: Rect,
  side: number,
  jitter: number,
  visit: (cell: GridCell) => void,
): void {
  const center = frame.toLonLat((area.minX + area.maxX) / 2, (area.minY + area.maxY) / 2);
  // Lines of longitude converge: the margin covers what the rectangle's corners reach beyond its middle.
  const margin = side + 0.01 * Math.max(area.maxX - area.minX, area.maxY - area.minY);
  const size = [area.maxX - area.minX + 2 * margin, area.maxY - area.minY + 2 * margin] as const;
  const [west, south, east, north] = bboxFromCenter(center, size);
  const height = side / PER_DEGREE;
  for (let row = Math.floor(south / height); row * height <= north; row++) {
    const width = side / metresPerDegree(Math.round((row * height) / BAND) * BAND).lon;
    for (let column = Math.floor(west / width); column * width <= east; column++) {
      const lon = (column + 0.5 + jitter * chance(row, column, 1)) * width;
      const lat = (row + 0.5 + jitter * chance(row, column, 2)) * height;
      const [x, y] = frame.toLocal(lon, lat);
      if (x >= area.minX && x < area.maxX && y >= area.minY && y < area.maxY) visit({ row, column, x, y });
    }
  }
}

/** A number in [-1, 1) that belongs to a cell; `salt` tells several apart. */
export function chance(row: number, column: number, salt: number): number {
  return hash(row, column, salt) / 0x8000_0000 - 1;
}
