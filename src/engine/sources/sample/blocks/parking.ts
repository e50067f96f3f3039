import { pointAt } from '../convex.ts';
import { corners, type Plot } from './parts.ts';
import type { Site } from './site.ts';

/** A car park with an aisle from the street outside its side. */
export function parking({ pen }: Pick<Site, 'pen'>, plot: Plot): void {
  const { side, from, to, near, far } = plot;
  if (to - from < 16) return;
  const middle = (near + far) / 2;
  pen.area({ tags: { amenity: 'parking', parking: 'surface', surface: 'asphalt' }, corners: corners(plot) });
  pen.line({ highway: 'service', service: 'parking_aisle' }, [
    pointAt(side, from + 4, -6),
    pointAt(side, from + 4, middle),
    pointAt(side, to - 4, middle),
  ]);
}
