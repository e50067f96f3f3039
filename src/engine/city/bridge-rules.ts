import type { Course } from './city.ts';
import type { CoverId } from './covers.ts';

/** Metres free above a course, by its cover: those of roads and railways are the usual structure gauges. */
const CLEARANCES: Partial<Record<CoverId, number>> = {
  carriageway: 4.7,
  parking: 4.7,
  square: 4.7,
  track: 4.7,
  ballast: 6,
  cycleway: 2.7,
  footway: 2.7,
  steps: 2.7,
};

/** Metres free above rivers and canals that boats use, and above what is narrower. */
const BOATS = 3;
const RIVER_WIDTH = 8;
const NO_BOATS = 1;
const STREAM_WIDTH = 3;
const STREAM = 0.5;

/** Rise per metre at most. */
const SLOPES: Partial<Record<CoverId, number>> = {
  carriageway: 0.08,
  ballast: 0.035,
  cycleway: 0.15,
  footway: 0.15,
  track: 0.12,
  steps: 0.6,
};
const USUAL_SLOPE = 0.08;

/** A deck's thickness is this share of its bridge's length, within bounds in metres. */
const THICKNESS_PER_LENGTH = 1 / 40;
const THINNEST = 0.6;
const THICKEST = 1.5;

/** Metres that a bridge leaves free between its underside and a course below it. */
export function clearanceOver({ cover, width }: Pick<Course, 'cover' | 'width'>): number {
  if (cover !== 'water' && cover !== 'sea') return CLEARANCES[cover] ?? 0;
  if (width >= RIVER_WIDTH) return BOATS;
  return width >= STREAM_WIDTH ? NO_BOATS : STREAM;
}

/** The steepest that a bridge that carries a cover, and its ramps, should be. */
export function steepest(cover: CoverId): number {
  return SLOPES[cover] ?? USUAL_SLOPE;
}

/** Metres of a deck, by the length of its bridge in metres. */
export function deckThickness(length: number): number {
  return Math.min(Math.max(length * THICKNESS_PER_LENGTH, THINNEST), THICKEST);
}
