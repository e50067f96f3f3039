import { type FormatSettings, UNITS, type UnitId } from '../../contract/format-options.ts';
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
  /** z in local metres (above the datum) that is height 0 in the file. */
  readonly zeroHeight: number;
}

/** The length in millimetres that a model is made to fit: what nearly every printer's bed holds. */
const BED = 200;
/** The round scales are these times a power of ten. */
const ROUND = [1, 2, 2.5, 5, 10];

/** How a file with some settings shows a model of some extents (local metres; `undefined` where it is empty). */
export function createPlacement(settings: FormatSettings, extents: Extents | undefined): Placement {
  const { unit, up_axis, z_origin, precision } = settings;
  const scale = settings.scale === 'fit' ? fittingScale(extents) : settings.scale;
  const factor = UNITS[unit].perMetre / scale;
  const zeroHeight = z_origin === 'zero' ? (extents?.min[2] ?? 0) : 0;
  const lift = zeroHeight === 0 ? 0 : -zeroHeight * factor;
  const decimals = precision === 'auto' ? decimalsOf(factor / 1000) : precision;
  const rest = { unit, scale, decimals, zeroHeight };
  return up_axis === 'z'
    ? { axes: [0, 1, 2], factors: [factor, factor, factor], offsets: [0, 0, lift], ...rest }
    : { axes: [0, 2, 1], factors: [factor, factor, -factor], offsets: [0, lift, 0], ...rest };
}

/** The extents of the placed model. */
export function placedExtents({ min, max }: Extents, { axes, factors, offsets }: Placement): Extents {
  const ends = ([0, 1, 2] as const).map((i) => {
    const a = min[axes[i]] * factors[i] + offsets[i];
    const b = max[axes[i]] * factors[i] + offsets[i];
    return [Math.min(a, b), Math.max(a, b)] as const;
  });
  const side = (end: 0 | 1): [number, number, number] => [ends[0]![end], ends[1]![end], ends[2]![end]];
  return { min: side(0), max: side(1) };
}

/** A line on units and axes for a file's head. */
export function placementText({ axes, unit, scale, zeroHeight }: Placement): string {
  const name = UNITS[unit].label.toLowerCase();
  const directions = axes[1] === 1 ? 'x east, y north, z up' : 'x east, y up, z south';
  const height = zeroHeight === 0 ? '' : ` Height 0 is ${zeroHeight.toFixed(3)} m above the datum.`;
  return `Units: ${name}${scale === 1 ? '' : ` at 1:${scale}`}. ${directions}.${height}`;
}

/** The smallest round scale at which the longest horizontal side fits the bed. */
function fittingScale(extents: Extents | undefined): number {
  if (!extents) return 1;
  const { min, max } = extents;
  const least = (Math.max(max[0] - min[0], max[1] - min[1]) * 1000) / BED;
  const power = 10 ** Math.max(0, Math.floor(Math.log10(least)));
  return Math.max(1, (ROUND.find((round) => round * power >= least) ?? 10) * power);
}

/** The decimals that tell apart steps of some size. */
function decimalsOf(step: number): number {
  return Math.min(9, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)));
}
