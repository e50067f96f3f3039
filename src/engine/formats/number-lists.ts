import type { ByteWriter } from './byte-writer.ts';
import { putDecimal, putWhole } from './digits.ts';
import { NUMBER_BYTES, putFixed, roundToSteps, stepScale } from './fixed-number.ts';
import { type NumberTexts, numberTexts, SMALL_DECIMALS, SMALL_STEPS, stepTexts } from './number-texts.ts';
import { putShort, SHORT_BYTES, type ShortText, shortText } from './prepared-text.ts';
import type { VertexNumbers } from './vertex-text.ts';

/** Items between two looks for finished chunks; there is room for all of them at once. */
const BATCH = 512;
/** Room for a number and what stands before it. */
const ITEM_BYTES = NUMBER_BYTES + SHORT_BYTES;

/** Of the vertices of a batch. */
const NUMBERS = new Float64Array(3 * BATCH);
const STEPS = new Int32Array(3 * BATCH);

const encoder = new TextEncoder();
const COMMA = 44;
const MINUS = 45;
const ZERO = 48;

/** Whole numbers from 0 on with one or two letters between them. */
export function* integerList(out: ByteWriter, numbers: Uint32Array | Uint8Array, between = ' '): Generator<Uint8Array> {
  const texts = numberTexts(between);
  const joint = shortText(between);
  const last = numbers.length - 1;
  for (let first = 0; first < last; first += BATCH) {
    putIntegers(out, numbers, first, Math.min(first + BATCH, last), texts, joint);
    yield* out.takeFinished();
  }
  if (last >= 0) out.integer(numbers[last]!);
}

/** The whole numbers from one to before another, as {@link integerList} writes them. */
export function* rangeList(out: ByteWriter, first: number, end: number, between = ' '): Generator<Uint8Array> {
  const texts = numberTexts(between);
  const joint = shortText(between);
  const numbers = new Uint32Array(BATCH);
  const last = end - 1;
  for (let from = first; from < last; from += BATCH) {
    const count = Math.min(BATCH, last - from);
    for (let i = 0; i < count; i++) numbers[i] = from + i;
    putIntegers(out, numbers, 0, count, texts, joint);
    yield* out.takeFinished();
  }
  if (first < end) out.integer(last);
}

/** Puts some of the numbers with a joint behind each. */
function putIntegers(
  out: ByteWriter,
  numbers: Uint32Array | Uint8Array,
  first: number,
  end: number,
  { letters, lengths }: NumberTexts,
  joint: ShortText,
): void {
  let at = out.room((end - first) * ITEM_BYTES);
  const { view } = out;
  for (let i = first; i < end; i++) {
    const number = numbers[i]!;
    if (number < letters.length) {
      view.setFloat64(at, letters[number]!, true);
      at += lengths[number]!;
    } else at = putShort(view, putWhole(view, at, number), joint);
  }
  out.end(at);
}

/** The same text so many times, with something between. */
export function* repeatedText(out: ByteWriter, text: string, between: string, count: number): Generator<Uint8Array> {
  const batch = encoder.encode((text + between).repeat(Math.min(BATCH, count)));
  const each = text.length + between.length;
  for (let done = 0; done < count; done += BATCH) {
    const end = Math.min(done + BATCH, count);
    out.bytes(batch.subarray(0, (end - done) * each - (end === count ? between.length : 0)));
    yield* out.takeFinished();
  }
}

/** What a table (0 to 9 each) says of the first so many numbers of a list, with commas between. */
export function* digitList(
  out: ByteWriter,
  numbers: Uint8Array,
  digits: Int8Array,
  count: number,
): Generator<Uint8Array> {
  for (let first = 0; first < count; first += BATCH) {
    const end = Math.min(first + BATCH, count);
    let at = out.room(2 * BATCH);
    const { view } = out;
    for (let i = first; i < end; i++) {
      if (i > 0) view.setUint8(at++, COMMA);
      view.setUint8(at++, ZERO + digits[numbers[i]!]!);
    }
    out.end(at);
    yield* out.takeFinished();
  }
}

/** What stands before an item of a list, between the numbers of a vertex, and after it; and all from one item's end to the next's begin. */
export interface ItemText {
  readonly open: ShortText;
  readonly between: ShortText;
  readonly close: ShortText;
  readonly joint: ShortText;
}

/** What stands around the items of a list. */
export function itemText(open: string, between: string, close: string, next: string): ItemText {
  return {
    open: shortText(open),
    between: shortText(between),
    close: shortText(close),
    joint: shortText(close + next + open),
  };
}

/** The first so many whole numbers from 0 on of a list, in threes with commas between. */
export function* tripleList(
  out: ByteWriter,
  numbers: Uint32Array,
  text: ItemText,
  count: number,
): Generator<Uint8Array> {
  for (let from = 0; from < count; from += 3 * BATCH) {
    putTriples(out, numbers, from, Math.min(from + 3 * BATCH, count), text);
    yield* out.takeFinished();
  }
  if (count > 0) putText(out, text.close);
}

function putText(out: ByteWriter, text: ShortText): void {
  const at = out.room(SHORT_BYTES);
  out.end(putShort(out.view, at, text));
}

function putTriples(out: ByteWriter, numbers: Uint32Array, from: number, end: number, { open, joint }: ItemText): void {
  let at = out.room((end - from) * ITEM_BYTES);
  const { view } = out;
  for (let i = from; i < end; i += 3) {
    at = putShort(view, at, i === 0 ? open : joint);
    at = putWhole(view, at, numbers[i]!);
    view.setUint8(at, COMMA);
    at = putWhole(view, at + 1, numbers[i + 1]!);
    view.setUint8(at, COMMA);
    at = putWhole(view, at + 1, numbers[i + 2]!);
  }
  out.end(at);
}

/** The first so many of the vertices that begin at `3 · picked[i]`, or one after another where none are picked. */
export function* vertexList(
  out: ByteWriter,
  { place, decimals }: VertexNumbers,
  values: ArrayLike<number>,
  text: ItemText,
  picked?: Uint32Array,
  count = picked?.length ?? values.length / 3,
): Generator<Uint8Array> {
  for (let first = 0; first < count; first += BATCH) {
    const end = Math.min(first + BATCH, count);
    for (let i = first; i < end; i++) place(values, (picked ? picked[i]! : i) * 3, NUMBERS, 3 * (i - first));
    putNumbers(out, 3 * (end - first), decimals, first === 0 ? text.open : text.joint, text);
    yield* out.takeFinished();
  }
  if (count > 0) putText(out, text.close);
}

/** Puts so many of the {@link NUMBERS} in threes. */
function putNumbers(out: ByteWriter, count: number, decimals: number, open: ShortText, text: ItemText): void {
  const bound = roundToSteps(NUMBERS, count, decimals, STEPS);
  const isRounded = bound >= 0;
  if (isRounded && bound < SMALL_STEPS && decimals <= SMALL_DECIMALS) putSmall(out, count, decimals, open, text);
  else putLarge(out, count, decimals, isRounded, open, text);
}

/** Of what has few digits, as unit vectors: their texts are looked up. */
function putSmall(
  out: ByteWriter,
  count: number,
  decimals: number,
  open: ShortText,
  { between, joint }: ItemText,
): void {
  const { letters, lengths } = stepTexts(decimals, between.text);
  let at = out.room(count * ITEM_BYTES);
  const { view } = out;
  for (let i = 0, coordinate = 0; i < count; i++) {
    if (coordinate === 0) at = putShort(view, at, i > 0 ? joint : open);
    const number = STEPS[i]! + SMALL_STEPS;
    view.setFloat64(at, letters[number]!, true);
    at += lengths[number]!;
    if (coordinate === 2) at -= between.length;
    coordinate = coordinate === 2 ? 0 : coordinate + 1;
  }
  out.end(at);
}

/** What could be rounded beforehand is quicker, because a processor then works at several numbers at once. */
function putLarge(
  out: ByteWriter,
  count: number,
  decimals: number,
  isRounded: boolean,
  open: ShortText,
  { between, joint }: ItemText,
): void {
  const { power, part } = stepScale(decimals);
  let at = out.room(count * ITEM_BYTES);
  const { view } = out;
  for (let i = 0, coordinate = 0; i < count; i++) {
    at = putShort(view, at, coordinate > 0 ? between : i > 0 ? joint : open);
    if (isRounded) {
      const steps = STEPS[i]!;
      const size = Math.abs(steps);
      const whole = (size * part) | 0;
      // Written over where there is none, as by `putFixed`.
      view.setUint8(at, MINUS);
      at = putDecimal(view, at + (steps >>> 31), whole, size - Math.imul(whole, power), decimals);
    } else at = putFixed(view, at, NUMBERS[i]!, decimals);
    coordinate = coordinate === 2 ? 0 : coordinate + 1;
  }
  out.end(at);
}
