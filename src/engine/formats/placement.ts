import { type FormatSettings, UNITS, type UnitId } from '../../contract/format-options.ts';
import { FORMATS, type FormatId, type FormatInfo } from '../../contract/formats.ts';
import type { Rect } from '../../geo/local-frame.ts';
import type { Extents } from './extents.ts';

/**
 * From local metres (x east, y north, z up) to a file's coordinates: the file's axis `i` is
 * `local[axes[i]] · factors[i] + offsets[i]`.
 */
export interface Placement {
  readonly axes: readonly [0, 1 | 2, 1 | 2];
  readonly factors: readonly [number, number, number];
  readonly offsets: readonly [number, number, number];
  readonly unit: UnitId;
  /** The n of 1:n. */
  readonly scale: number;
  /** Decimals that text formats write. */
  readonly decimals: number;
  /** Corners of fused bodies lie on whole multiples of the unit divided by this. */
  readonly steps: number;
  /** The place in local metres (z above the datum) that is `0, 0, 0` in the file. */
  readonly zero: readonly [number, number, number];
}

/** The length in millimetres that a model is made to fit: what nearly every printer's bed holds. */
const BED = 200;
/** Metres in nature that text tells apart where nothing else is asked for. */
const STEP = 0.001;
/** The bits that coordinates of fused bodies take: one less than 32-bit floats hold. */
const FUSED_BITS = 23;
/** Digits that text has more than the steps of fused bodies, so that a reader comes to the same float. */
const FUSED_DIGITS = 2;
/** Millimetres of paper around a plan. */
export const SHEET_MARGIN = 10;
/** The round scales are these times a power of ten. */
const ROUND = [1, 2, 2.5, 5, 10];

/** What is to be placed. */
export interface Placed {
  /** Local metres; `undefined` where the model is empty. */
  readonly extents: Extents | undefined;
  /** The model's outline. */
  readonly rect: Rect;
}

/** How a file of a format with some settings shows a model. */
export function createPlacement(format: FormatId, settings: FormatSettings, placed: Placed): Placement {
  const { unit, up_axis } = settings;
  const scale = settings.scale === 'fit' ? fittingScale(placed.extents) : settings.scale;
  const factor = UNITS[unit].perMetre / scale;
  const { onSheet }: FormatInfo = FORMATS[format];
  const zero = onSheet ? sheetCorner(placed, factor) : zeroPlace(settings, placed);
  const axes = up_axis === 'z' ? ([0, 1, 2] as const) : ([0, 2, 1] as const);
  const factors = [factor, onSheet ? -factor : factor, up_axis === 'z' ? factor : -factor] as const;
  const offset = (i: 0 | 1 | 2) => -zero[axes[i]] * factors[i] + 0;
  const offsets = [offset(0), offset(1), offset(2)] as const;
  const steps = stepsOf(settings, factor, placed.extents && placedExtents(placed.extents, { axes, factors, offsets }));
  return { axes, factors, offsets, unit, scale, ...steps, zero };
}

/**
 * Fused bodies get steps of a power of two: a program that moves them to its middle, or takes the difference of two corners,
 * then does so without rounding in 32 bits.
 */
function stepsOf({ precision, fuse }: FormatSettings, factor: number, extents: Extents | undefined) {
  if (precision !== 'auto') return { decimals: precision, steps: 10 ** precision };
  if (fuse && extents) {
    const size = Math.max(...extents.max, ...extents.min.map((value) => -value)) || 1;
    const steps = 2 ** (FUSED_BITS - Math.ceil(Math.log2(size)));
    return { decimals: decimalsOf(1 / steps, FUSED_DIGITS), steps };
  }
  const decimals = decimalsOf(factor * STEP);
  return { decimals, steps: 10 ** decimals };
}

function sheetCorner({ rect }: Placed, factor: number): Placement['zero'] {
  return [rect.minX - SHEET_MARGIN / factor, rect.maxY + SHEET_MARGIN / factor, 0];
}

function zeroPlace({ xy_origin, z_origin }: FormatSettings, { extents }: Placed): Placement['zero'] {
  const height = z_origin === 'zero' ? (extents?.min[2] ?? 0) : 0;
  if (xy_origin === 'middle' || !extents) return [0, 0, height];
  return [wholeMillimetre(extents.min[0]), wholeMillimetre(extents.min[1]), height];
}

/** The next one below, so that text can tell it exactly. */
function wholeMillimetre(metres: number): number {
  return Math.floor(metres * 1000) / 1000;
}

/** The extents of the placed model. */
export function placedExtents(
  { min, max }: Extents,
  { axes, factors, offsets }: Pick<Placement, 'axes' | 'factors' | 'offsets'>,
): Extents {
  const ends = ([0, 1, 2] as const).map((i) => {
    const a = min[axes[i]] * factors[i] + offsets[i];
    const b = max[axes[i]] * factors[i] + offsets[i];
    return [Math.min(a, b), Math.max(a, b)] as const;
  });
  const side = (end: 0 | 1): [number, number, number] => [ends[0]![end], ends[1]![end], ends[2]![end]];
  return { min: side(0), max: side(1) };
}

/** A line on units and axes for a file's head. */
export function placementText({ axes, factors, unit, scale, zero: [x, y, z] }: Placement): string {
  const name = UNITS[unit].label.toLowerCase();
  const third = axes[1] === 1 ? `y ${factors[1] < 0 ? 'south' : 'north'}, z up` : 'y up, z south';
  const middle =
    x === 0 && y === 0
      ? ''
      : ` The model’s middle is at ${(-x * factors[0]).toFixed(3)}, ${(-y * factors[1]).toFixed(3)}.`;
  const height = z === 0 ? '' : ` Height 0 is ${z.toFixed(3)} m above the datum.`;
  return `Units: ${name}${scale === 1 ? '' : ` at 1:${scale}`}. x east, ${third}.${middle}${height}`;
}

/** The smallest round scale at which the longest horizontal side fits the bed. */
function fittingScale(extents: Extents | undefined): number {
  if (!extents) return 1;
  const { min, max } = extents;
  const least = (Math.max(max[0] - min[0], max[1] - min[1]) * 1000) / BED;
  const power = 10 ** Math.max(0, Math.floor(Math.log10(least)));
  return Math.max(1, (ROUND.find((round) => round * power >= least) ?? 10) * power);
}

/** The decimals that tell apart steps of some size, and some more. */
function decimalsOf(step: number, more = 0): number {
  return Math.min(9, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9) + more));
}
