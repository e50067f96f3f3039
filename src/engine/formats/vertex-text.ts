import type { ByteWriter } from './byte-writer.ts';
import { NUMBER_BYTES, putFixed } from './fixed-number.ts';
import type { Placement } from './placement.ts';
import { putShort, type ShortText, shortText } from './prepared-text.ts';

/** Decimals of a normal's coordinates. */
const NORMAL_DECIMALS = 3;

/** What stands between x and y, and between y and z. */
const BETWEEN = { space: [' ', ' '], comma: [', ', ', '], xml: ['" y="', '" z="'] } as const;
export type Between = keyof typeof BETWEEN;

/** Room for a vertex. */
export const VERTEX_BYTES = 4 * NUMBER_BYTES;

/** Puts a vertex as `x y z` (or `x, y, z`) into a view; `from` is where it begins in `positions`. Gives where it ends. */
export type PutVertex = (view: DataView, at: number, positions: ArrayLike<number>, from: number) => number;

/** Writes a vertex as {@link PutVertex} puts it. */
export type WriteVertex = (positions: ArrayLike<number>, from: number) => void;

/** How {@link vertexPutter} puts vertices. */
type VertexPlacement = Pick<Placement, 'axes' | 'factors' | 'offsets' | 'decimals'>;

/** Puts vertices in the file's coordinates. */
export function vertexPutter(placement: VertexPlacement, between: Between): PutVertex {
  const [beforeY, beforeZ] = BETWEEN[between].map(shortText) as [ShortText, ShortText];
  const { axes, factors, offsets, decimals } = placement;
  const [, second, third] = axes;
  const [fx, fy, fz] = factors;
  const [ox, oy, oz] = offsets;
  return (view, start, positions, from) => {
    let at = putFixed(view, start, positions[from]! * fx + ox, decimals);
    at = putShort(view, at, beforeY);
    at = putFixed(view, at, positions[from + second]! * fy + oy, decimals);
    at = putShort(view, at, beforeZ);
    return putFixed(view, at, positions[from + third]! * fz + oz, decimals);
  };
}

/** Puts unit vectors, given in local axes. */
export function normalPutter({ axes, factors: [x, y, z] }: Placement, between: Between): PutVertex {
  const factors = [Math.sign(x), Math.sign(y), Math.sign(z)] as const;
  return vertexPutter({ axes, factors, offsets: [0, 0, 0], decimals: NORMAL_DECIMALS }, between);
}

/** Makes a writer of vertices. */
export function vertexWriter(out: ByteWriter, placement: Placement, between: Between = 'space'): WriteVertex {
  return vertexOut(out, vertexPutter(placement, between));
}

/** Makes a writer of unit vectors. */
export function normalWriter(out: ByteWriter, placement: Placement): WriteVertex {
  return vertexOut(out, normalPutter(placement, 'space'));
}

function vertexOut(out: ByteWriter, put: PutVertex): WriteVertex {
  return (positions, from) => {
    const at = out.room(VERTEX_BYTES);
    out.end(put(out.view, at, positions, from));
  };
}
