import type { Rect } from './local-frame.ts';

/** From a place to a place, for example from local metres to a map's. */
export type PlaneMap = (x: number, y: number) => [number, number];

/**
 * A quick stand-in for a slow, nearly linear map: exact at places `step` metres apart over a rectangle, straight between them,
 * and the map itself beyond.
 */
export function latticeMap(exact: PlaneMap, { minX, minY, maxX, maxY }: Rect, step: number): PlaneMap {
  const columns = Math.ceil((maxX - minX) / step) + 2;
  const rows = Math.ceil((maxY - minY) / step) + 2;
  const known = new Float64Array(2 * columns * rows);
  for (let i = 0; i < columns * rows; i++) {
    known.set(exact(minX + (i % columns) * step, minY + Math.floor(i / columns) * step), 2 * i);
  }
  return (x, y) => {
    const u = (x - minX) / step;
    const v = (y - minY) / step;
    if (!(u >= 0 && v >= 0 && u < columns - 1 && v < rows - 1)) return exact(x, y);
    const [i, j] = [Math.floor(u), Math.floor(v)];
    const [p, q] = [u - i, v - j];
    const at = 2 * (j * columns + i);
    const [southWest, southEast, northWest, northEast] = [(1 - p) * (1 - q), p * (1 - q), (1 - p) * q, p * q];
    const above = at + 2 * columns;
    return [
      known[at]! * southWest + known[at + 2]! * southEast + known[above]! * northWest + known[above + 2]! * northEast,
      known[at + 1]! * southWest +
        known[at + 3]! * southEast +
        known[above + 1]! * northWest +
        known[above + 3]! * northEast,
    ];
  };
}
