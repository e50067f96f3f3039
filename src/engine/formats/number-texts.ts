import { putWhole } from './digits.ts';
import { NUMBER_BYTES, putSteps } from './fixed-number.ts';
import { putShort, SHORT_BYTES, shortText } from './prepared-text.ts';

/** Enough for the vertices of most meshes. */
const COUNT = 2 ** 18;
/** Steps of the last decimal whose texts are kept: those of unit vectors with three decimals. */
export const SMALL_STEPS = 1024;
export const SMALL_DECIMALS = 3;
/** Letters of the longest number. */
const MOST_LETTERS = 6;

/**
 * The texts of consecutive numbers, each with the same one or two letters behind it. A mesh's triangles name every vertex about six
 * times: looked up, and written by one store, its text takes less than half the time.
 */
export interface NumberTexts {
  /** As those of a `ShortText`. */
  readonly letters: Float64Array;
  readonly lengths: Uint8Array;
}

/** Made once each, in two milliseconds and mebibytes at most. */
const known = new Map<string, NumberTexts>();

/** The texts of the whole numbers from 0 on with some letters behind each. */
export function numberTexts(after: string): NumberTexts {
  return knownTexts(after, () => makeTexts(COUNT, after, putWhole));
}

/** The texts of -1024 to 1023 steps of the last decimal (0 to {@link SMALL_DECIMALS}) with some letters behind each. */
export function stepTexts(decimals: number, after: string): NumberTexts {
  return knownTexts(`${decimals}${after}`, () =>
    makeTexts(2 * SMALL_STEPS, after, (view, at, number) => putSteps(view, at, number - SMALL_STEPS, decimals)),
  );
}

function knownTexts(key: string, make: () => NumberTexts): NumberTexts {
  const texts = known.get(key) ?? make();
  known.set(key, texts);
  return texts;
}

function makeTexts(
  count: number,
  after: string,
  put: (view: DataView, at: number, number: number) => number,
): NumberTexts {
  if (MOST_LETTERS + after.length > SHORT_BYTES) throw new RangeError(`“${after}” is too long`);
  const end = shortText(after);
  const letters = new Float64Array(count);
  const lengths = new Uint8Array(count);
  const view = new DataView(new ArrayBuffer(NUMBER_BYTES + SHORT_BYTES));
  for (let number = 0; number < count; number++) {
    lengths[number] = putShort(view, put(view, 0, number), end);
    letters[number] = view.getFloat64(0, true);
  }
  return { letters, lengths };
}
