import { type Bbox, bboxCenter, bboxFromCenter, bboxSize, type LonLat, type SizeMetres } from '../geo/bbox.ts';
import { type BboxProblem, checkBbox } from '../geo/check-bbox.ts';

/** The chosen box with what is derived from it; `center` and `size` always describe `bbox`. */
export interface Area {
  readonly bbox: Bbox;
  readonly center: LonLat;
  readonly size: SizeMetres;
}

/** The area of a box. A box drawn on a copy of the world, beyond ±180°, is brought back to the world itself. */
export function areaFromBbox(bbox: Bbox): Area {
  const home = homeWorld(bbox);
  return { bbox: home, center: bboxCenter(home), size: bboxSize(home) };
}

/** The area of exactly `size` metres around a center. */
export function areaFromCenter([lon, lat]: LonLat, size: SizeMetres): Area {
  const center: LonLat = [lon - 360 * worldsAway(lon), lat];
  return { bbox: bboxFromCenter(center, size), center, size };
}

/** Why a box cannot be exported, or `undefined` where it can. */
export function areaProblem(bbox: Bbox, maxAreaKm2?: number): BboxProblem | undefined {
  const problem = checkBbox(bbox, maxAreaKm2);
  const [west, , east] = bbox;
  // A drawn box may run over the edge of the world, which typed numbers do not.
  const overTheEdge = problem?.kind === 'out-of-range' && !problem.swapped && (west < -180 || east > 180);
  return overTheEdge ? { kind: 'antimeridian' } : problem;
}

function homeWorld([west, south, east, north]: Bbox): Bbox {
  const away = 360 * worldsAway((west + east) / 2);
  return away === 0 ? [west, south, east, north] : [west - away, south, east - away, north];
}

function worldsAway(lon: number): number {
  return Math.abs(lon) <= 180 ? 0 : Math.floor((lon + 180) / 360);
}
