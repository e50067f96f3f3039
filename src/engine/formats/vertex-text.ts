import type { ByteWriter } from './byte-writer.ts';
import { NUMBER_BYTES, putFixed } from './fixed-number.ts';
import type { Placement } from './placement.ts';
import { putShort, shortText } from './prepared-text.ts';

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

/**
 * Puts vertices in the file's coordinates. One loop, because the compiler takes {@link putFixed} into it; called three times, it
 * stays a call, which needs memory for its number.
 */
export function vertexPutter(placement: VertexPlacement, between: Between): PutVertex {
  const before = ['', ...BETWEEN[between]].map(shortText);
  const { axes, decimals } = placement;
  const factors = Float64Array.from(placement.factors);
  const offsets = Float64Array.from(placement.offsets);
  return (view, start, positions, from) => {
    let at = start;
    for (let i = 0; i < 3; i++) {
      at = putShort(view, at, before[i]!);
      at = putFixed(view, at, positions[from + axes[i]!]! * factors[i]! + offsets[i]!, decimals);
    }
    return at;
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
