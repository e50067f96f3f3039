import type { Bbox } from '../geo/bbox.ts';

/** Steps in degrees between two lines. */
const STEPS = [30, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005];

/** Lines across the wider side of the view, at most. */
const MAX_LINES = 8;

/** The meridians and parallels of a view. */
export interface Graticule {
  readonly meridians: readonly number[];
  readonly parallels: readonly number[];
  /** Degrees between two lines. */
  readonly step: number;
}

/** A graticule for the box that the map shows (degrees; may reach beyond ±180°). */
export function graticule([west, south, east, north]: Bbox): Graticule {
  const span = Math.max(east - west, north - south);
  const step = STEPS.findLast((candidate) => span / candidate <= MAX_LINES) ?? STEPS[0]!;
  return {
    step,
    meridians: multiples(west, east, step),
    parallels: multiples(Math.max(south, -85), Math.min(north, 85), step),
  };
}

/** A position on a line in degrees with the decimals that its step needs: `7.42° E`. */
export function degreeLabel(value: number, step: number, [positive, negative]: readonly [string, string]): string {
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const text = Math.abs(value).toFixed(decimals);
  return Number(text) === 0 ? '0°' : `${text}° ${value < 0 ? negative : positive}`;
}

function multiples(min: number, max: number, step: number): number[] {
  const first = Math.ceil(min / step);
  const count = Math.floor(max / step) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => (first + i) * step);
}
