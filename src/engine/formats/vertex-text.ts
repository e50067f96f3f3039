import type { ByteWriter } from './byte-writer.ts';
import { NUMBER_BYTES, putFixed } from './fixed-number.ts';
import type { Placement } from './placement.ts';
import { putShort, shortText } from './prepared-text.ts';

/** Decimals of a normal's coordinates. */
const NORMAL_DECIMALS = 3;

/** What stands between x and y, and between y and z. */
const BETWEEN = { space: [' ', ' '], xml: ['" y="', '" z="'] } as const;
export type Between = keyof typeof BETWEEN;

/** Room for a vertex. */
const VERTEX_BYTES = 4 * NUMBER_BYTES;

/** The numbers that vertices are written with. */
export interface VertexNumbers {
  readonly decimals: number;
  /** Puts the three numbers of the vertex that begins at `from` in `values`, from `to` on. */
  place(values: ArrayLike<number>, from: number, numbers: Float64Array, to: number): void;
}

/** Writes a vertex; `from` is where it begins in `positions`. */
export type WriteVertex = (positions: ArrayLike<number>, from: number) => void;

/** How {@link vertexNumbers} places vertices. */
type VertexPlacement = Pick<Placement, 'axes' | 'factors' | 'offsets' | 'decimals'>;

/** Vertices in the file's coordinates. */
export function vertexNumbers({ axes, factors, offsets, decimals }: VertexPlacement): VertexNumbers {
  const [, second, third] = axes;
  const [fx, fy, fz] = factors;
  const [ox, oy, oz] = offsets;
  return {
    decimals,
    place(values, from, numbers, to) {
      numbers[to] = values[from]! * fx + ox;
      numbers[to + 1] = values[from + second]! * fy + oy;
      numbers[to + 2] = values[from + third]! * fz + oz;
    },
  };
}

/** Unit vectors, given in local axes. */
export function normalNumbers({ axes, factors: [x, y, z] }: Placement): VertexNumbers {
  const factors = [Math.sign(x), Math.sign(y), Math.sign(z)] as const;
  return vertexNumbers({ axes, factors, offsets: [0, 0, 0], decimals: NORMAL_DECIMALS });
}

/** Makes a writer of vertices. */
export function vertexWriter(out: ByteWriter, placement: Placement, between: Between = 'space'): WriteVertex {
  return numbersWriter(out, vertexNumbers(placement), between);
}

/** Makes a writer of unit vectors. */
export function normalWriter(out: ByteWriter, placement: Placement): WriteVertex {
  return numbersWriter(out, normalNumbers(placement), 'space');
}

/** One loop, because the compiler takes {@link putFixed} into it; called three times, it stays a call, which takes longer. */
function numbersWriter(out: ByteWriter, { place, decimals }: VertexNumbers, between: Between): WriteVertex {
  const before = ['', ...BETWEEN[between]].map(shortText);
  const numbers = new Float64Array(3);
  return (positions, from) => {
    place(positions, from, numbers, 0);
    let at = out.room(VERTEX_BYTES);
    const { view } = out;
    for (let i = 0; i < 3; i++) {
      at = putShort(view, at, before[i]!);
      at = putFixed(view, at, numbers[i]!, decimals);
    }
    out.end(at);
  };
}
