import { putWhole } from './digits.ts';
import { putShort, SHORT_BYTES, shortText } from './prepared-text.ts';

/** Enough for the vertices of most meshes. */
const COUNT = 2 ** 18;
/** Letters of the largest number below. */
const MOST_DIGITS = 6;

/**
 * The texts of the whole numbers below 2¹⁸, each with the same one or two letters behind it. A mesh's triangles name every vertex
 * about six times: looked up, and written by one store, its text takes less than half the time.
 */
export interface NumberTexts {
  /** As those of a `ShortText`. */
  readonly letters: Float64Array;
  readonly lengths: Uint8Array;
}

/** Made once, in two milliseconds and mebibytes each. */
const known = new Map<string, NumberTexts>();

/** The texts with some letters behind each. */
export function numberTexts(after: string): NumberTexts {
  const texts = known.get(after) ?? makeTexts(after);
  known.set(after, texts);
  return texts;
}

function makeTexts(after: string): NumberTexts {
  if (MOST_DIGITS + after.length > SHORT_BYTES) throw new RangeError(`“${after}” is too long`);
  const end = shortText(after);
  const letters = new Float64Array(COUNT);
  const lengths = new Uint8Array(COUNT);
  const view = new DataView(new ArrayBuffer(2 * SHORT_BYTES));
  for (let number = 0; number < COUNT; number++) {
    lengths[number] = putShort(view, putWhole(view, 0, number), end);
    letters[number] = view.getFloat64(0, true);
  }
  return { letters, lengths };
}
