import { type Bbox, bboxAreaKm2, bboxSize } from './bbox.ts';

/** Why a box was refused. `swapped` carries the box with latitude and longitude exchanged, to be offered. */
export type BboxProblem =
  | { readonly kind: 'not-a-number' }
  | { readonly kind: 'out-of-range'; readonly swapped?: Bbox }
  | { readonly kind: 'empty' }
  | { readonly kind: 'antimeridian' }
  | { readonly kind: 'near-pole' }
  | { readonly kind: 'too-large'; readonly areaKm2: number; readonly maxAreaKm2: number };

/** Transverse Mercator, map tiles and drawing all end here. */
export const MAX_LATITUDE = 85;

/** Sides below one metre make no model. */
export const MIN_SIDE_METRES = 1;

/** A box of exactly the limit, made of degrees from metres, may come out a trifle larger. */
const ROUNDING = 1 + 1e-6;

/**
 * Checks a box that a person or a program gave.
 * @param maxAreaKm2 the connection's limit, where there is one
 * @returns the first problem found, or `undefined` where the box can be exported
 */
export function checkBbox(bbox: Bbox, maxAreaKm2 = Number.POSITIVE_INFINITY): BboxProblem | undefined {
  const [west, south, east, north] = bbox;
  if (!bbox.every(Number.isFinite)) return { kind: 'not-a-number' };
  if (!inRange(bbox)) {
    const swapped: Bbox = [south, west, north, east];
    return inRange(swapped) && isOrdered(swapped) ? { kind: 'out-of-range', swapped } : { kind: 'out-of-range' };
  }
  if (south >= north || west === east) return { kind: 'empty' };
  if (west > east) return { kind: 'antimeridian' };
  if (south < -MAX_LATITUDE || north > MAX_LATITUDE) return { kind: 'near-pole' };
  if (Math.min(...bboxSize(bbox)) < MIN_SIDE_METRES) return { kind: 'empty' };
  const areaKm2 = bboxAreaKm2(bbox);
  if (areaKm2 > maxAreaKm2 * ROUNDING) return { kind: 'too-large', areaKm2, maxAreaKm2 };
  return undefined;
}

/** The problem in plain words, with what to do. */
export function describeBboxProblem(problem: BboxProblem): string {
  switch (problem.kind) {
    case 'not-a-number':
      return 'The box needs four numbers: west, south, east, north in degrees.';
    case 'out-of-range':
      return problem.swapped
        ? 'Latitude is beyond ±90°. Are latitude and longitude swapped?'
        : 'Longitude must be within ±180° and latitude within ±90°.';
    case 'empty':
      return 'The box has no area: east must lie east of west, north must lie north of south, by at least a metre.';
    case 'antimeridian':
      return 'The box runs across the antimeridian (180°), or west and east are exchanged. Draw it on one side.';
    case 'near-pole':
      return `Areas beyond ±${MAX_LATITUDE}° latitude cannot be exported.`;
    case 'too-large':
      return `The area is ${km2(problem.areaKm2)}, the limit is ${km2(problem.maxAreaKm2)}: ${km2(problem.areaKm2 - problem.maxAreaKm2)} too much. Make it smaller.`;
  }
}

function inRange([west, south, east, north]: Bbox): boolean {
  return Math.max(Math.abs(west), Math.abs(east)) <= 180 && Math.max(Math.abs(south), Math.abs(north)) <= 90;
}

function isOrdered([west, south, east, north]: Bbox): boolean {
  return west < east && south < north;
}

function km2(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(1)} km²`;
}
