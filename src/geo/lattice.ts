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
    const between = (k: number) =>
      (known[k]! * (1 - p) + known[k + 2]! * p) * (1 - q) +
      (known[k + 2 * columns]! * (1 - p) + known[k + 2 * columns + 2]! * p) * q;
    return [between(at), between(at + 1)];
  };
}
