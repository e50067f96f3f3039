import type { Bbox } from '../../../geo/bbox.ts';
import { localFrame } from '../../../geo/local-frame.ts';

/**
 * The box in degrees that heights must cover. The model is a rectangle in local metres; where meridians converge its
 * corners lie a little outside the selected box (1 m for 4 km at 60° latitude).
 */
export function modelExtent(bbox: Bbox): Bbox {
  const { rect, toLonLat } = localFrame(bbox);
  let [west, south, east, north] = bbox;
  for (const x of [rect.minX, 0, rect.maxX]) {
    for (const y of [rect.minY, 0, rect.maxY]) {
      const [lon, lat] = toLonLat(x, y);
      west = Math.min(west, lon);
      east = Math.max(east, lon);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
  }
  return [west, south, east, north];
}
