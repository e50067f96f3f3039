import type { ByteWriter } from './byte-writer.ts';
import type { Placement } from './placement.ts';

/** Decimals of a normal's coordinates. */
const NORMAL_DECIMALS = 3;

/** What stands between x and y, and between y and z. */
const BETWEEN = { space: [' ', ' '], comma: [', ', ', '], xml: ['" y="', '" z="'] } as const;
export type Between = keyof typeof BETWEEN;

/** Writes a vertex as `x y z` (or `x, y, z`) in the file's coordinates; `from` is where it begins in `positions`. */
export type WriteVertex = (positions: ArrayLike<number>, from: number) => void;

/** Makes a writer of vertices. */
export function vertexWriter(
  out: ByteWriter,
  { axes, factors, offsets, decimals }: Pick<Placement, 'axes' | 'factors' | 'offsets' | 'decimals'>,
  between: Between = 'space',
): WriteVertex {
  const [beforeY, beforeZ] = BETWEEN[between];
  const [, second, third] = axes;
  const [fx, fy, fz] = factors;
  const [ox, oy, oz] = offsets;
  return (positions, from) => {
    out.fixed(positions[from]! * fx + ox, decimals);
    out.text(beforeY);
    out.fixed(positions[from + second]! * fy + oy, decimals);
    out.text(beforeZ);
    out.fixed(positions[from + third]! * fz + oz, decimals);
  };
}

/** Makes a writer of unit vectors, given in local axes. */
export function normalWriter(
  out: ByteWriter,
  { axes, factors: [x, y, z] }: Placement,
  between: Between = 'space',
): WriteVertex {
  const factors = [Math.sign(x), Math.sign(y), Math.sign(z)] as const;
  return vertexWriter(out, { axes, factors, offsets: [0, 0, 0], decimals: NORMAL_DECIMALS }, between);
}
