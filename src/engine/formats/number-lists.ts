import type { ByteWriter } from './byte-writer.ts';
import type { WriteVertex } from './vertex-text.ts';

const SPACE = 32;
const COMMA = 44;
const OPEN = 40;
const CLOSE = 41;
/** Items between two looks for finished chunks. */
const BATCH = 4096;

/** Whole numbers separated by spaces, or by a comma and a space. */
export function* integerList(
  out: ByteWriter,
  numbers: ArrayLike<number>,
  separator: 'space' | 'comma' = 'space',
): Generator<Uint8Array> {
  const comma = separator === 'comma';
  for (let first = 0; first < numbers.length; first += BATCH) {
    const end = Math.min(first + BATCH, numbers.length);
    for (let i = first; i < end; i++) {
      if (i > 0) {
        if (comma) out.byte(COMMA);
        out.byte(SPACE);
      }
      out.integer(numbers[i]!);
    }
    yield* out.takeFinished();
  }
}

/** Vertices that begin at `3 · picked[i]`, or one after another where none are picked: `x y z x y z`. */
export function* vertexList(
  out: ByteWriter,
  write: WriteVertex,
  values: ArrayLike<number>,
  picked?: Uint32Array,
): Generator<Uint8Array> {
  const count = picked?.length ?? values.length / 3;
  for (let i = 0; i < count; i++) {
    if (i > 0) out.byte(SPACE);
    write(values, (picked ? picked[i]! : i) * 3);
    if (i % BATCH === 0) yield* out.takeFinished();
  }
}

/** The same as tuples: `(x, y, z), (x, y, z)`. `write` must separate with a comma and a space. */
export function* tupleList(
  out: ByteWriter,
  write: WriteVertex,
  values: ArrayLike<number>,
  picked?: Uint32Array,
): Generator<Uint8Array> {
  const count = picked?.length ?? values.length / 3;
  for (let i = 0; i < count; i++) {
    if (i > 0) {
      out.byte(COMMA);
      out.byte(SPACE);
    }
    out.byte(OPEN);
    write(values, (picked ? picked[i]! : i) * 3);
    out.byte(CLOSE);
    if (i % BATCH === 0) yield* out.takeFinished();
  }
}
