import type { ByteWriter } from './byte-writer.ts';
import type { WriteVertex } from './vertex-text.ts';

/** Items between two looks for finished chunks. */
const BATCH = 4096;

/** Whole numbers with something between them. */
export function* integerList(out: ByteWriter, numbers: ArrayLike<number>, between = ' '): Generator<Uint8Array> {
  for (let first = 0; first < numbers.length; first += BATCH) {
    const end = Math.min(first + BATCH, numbers.length);
    for (let i = first; i < end; i++) {
      if (i > 0) out.text(between);
      out.integer(numbers[i]!);
    }
    yield* out.takeFinished();
  }
}

/** What stands before three numbers, between two of them, after them, and between one three and the next. */
export interface TripleText {
  readonly open: string;
  readonly between: string;
  readonly close: string;
  readonly next: string;
}

/** Whole numbers in threes; `first` is added to each. */
export function* tripleList(
  out: ByteWriter,
  numbers: ArrayLike<number>,
  { open, between, close, next }: TripleText,
  first = 0,
): Generator<Uint8Array> {
  if (numbers.length === 0) return;
  const joint = close + next + open;
  out.text(open);
  for (let from = 0; from < numbers.length; from += 3 * BATCH) {
    const end = Math.min(from + 3 * BATCH, numbers.length);
    for (let i = from; i < end; i += 3) {
      if (i > 0) out.text(joint);
      out.integer(numbers[i]! + first);
      out.text(between);
      out.integer(numbers[i + 1]! + first);
      out.text(between);
      out.integer(numbers[i + 2]! + first);
    }
    yield* out.takeFinished();
  }
  out.text(close);
}

/**
 * Vertices that begin at `3 · picked[i]`, or one after another where none are picked.
 * @param write separates a vertex's coordinates itself
 */
export function* vertexList(
  out: ByteWriter,
  write: WriteVertex,
  values: ArrayLike<number>,
  { open, close, next }: Omit<TripleText, 'between'>,
  picked?: Uint32Array,
): Generator<Uint8Array> {
  const count = picked?.length ?? values.length / 3;
  if (count === 0) return;
  const joint = close + next + open;
  out.text(open);
  for (let first = 0; first < count; first += BATCH) {
    const end = Math.min(first + BATCH, count);
    for (let i = first; i < end; i++) {
      if (i > 0) out.text(joint);
      write(values, (picked ? picked[i]! : i) * 3);
    }
    yield* out.takeFinished();
  }
  out.text(close);
}
