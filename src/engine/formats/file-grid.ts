import type { FormatSettings } from '../../contract/format-options.ts';
import type { FormatId } from '../../contract/formats.ts';
import type { Grid } from '../fuse/fuse-layers.ts';
import type { Placement } from './placement.ts';

/** Formats whose coordinates are always text. */
const TEXT: ReadonlySet<FormatId> = new Set(['3mf', 'obj']);

/** A grid that is the same as others with the same key. */
export interface FileGrid extends Grid {
  readonly key: string;
}

/** The coordinates that a mesh format can write: in steps, as text rounded to decimals, as 32-bit floats. */
export function fileGrid(format: FormatId, { encoding }: FormatSettings, placement: Placement): FileGrid {
  const { axes, factors, offsets, steps, decimals } = placement;
  const isText = TEXT.has(format) || encoding === 'ascii';
  const digits = 10 ** decimals;
  return {
    key: JSON.stringify([axes, factors, offsets, steps, isText && decimals]),
    perMetre: Math.abs(factors[0]),
    steps,
    written: (positions) => {
      const written = new Float32Array(positions.length);
      for (let i = 0; i < positions.length; i++) {
        const axis = i % 3;
        const value = positions[i - axis + axes[axis]!]! * factors[axis]! + offsets[axis]!;
        const stepped = Math.round(value * steps) / steps;
        written[i] = isText ? Math.round(stepped * digits) / digits : stepped;
      }
      return written;
    },
    local: (written) => {
      const positions = new Float64Array(written.length);
      for (let i = 0; i < written.length; i++) {
        const axis = i % 3;
        positions[i - axis + axes[axis]!] = (written[i]! - offsets[axis]!) / factors[axis]!;
      }
      return positions;
    },
  };
}
