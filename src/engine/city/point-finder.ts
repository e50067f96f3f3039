import Flatbush from 'flatbush';
import { boundsOf, type Polygon, polygonsContain } from '../polygon/polygon.ts';

/** A test of whether any of many areas contains a point (metres), quick however many there are. */
export function pointFinder(areas: readonly (readonly Polygon[])[]): (x: number, y: number) => boolean {
  if (areas.length === 0) return () => false;
  const index = new Flatbush(areas.length);
  for (const polygons of areas) {
    const { minX, minY, maxX, maxY } = boundsOf(polygons);
    index.add(minX, minY, maxX, maxY);
  }
  index.finish();
  return (x, y) => index.search(x, y, x, y).some((at) => polygonsContain(areas[at]!, x, y));
}
