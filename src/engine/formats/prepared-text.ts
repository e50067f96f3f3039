/** Up to eight letters of ASCII, written by two stores whatever their number. */
export interface ShortText {
  readonly length: number;
  /** The first four letters, the first of all in the lowest byte, and the others. */
  readonly low: number;
  readonly high: number;
}

/** Room for a short text. */
export const SHORT_BYTES = 8;

/** Prepares a keyword or a separator. */
export function shortText(text: string): ShortText {
  if (text.length > SHORT_BYTES) throw new RangeError(`“${text}” is too long`);
  return { length: text.length, low: fourLetters(text, 0), high: fourLetters(text, 4) };
}

/**
 * Writes a short text, and up to eight bytes of rubbish behind it.
 * @returns where it ends
 */
export function putShort(view: DataView, at: number, { length, low, high }: ShortText): number {
  view.setInt32(at, low, true);
  view.setInt32(at + 4, high, true);
  return at + length;
}

/** Any text of ASCII, written four letters at a time. */
export interface LongText {
  readonly length: number;
  readonly words: Int32Array;
}

/** Prepares a text that is written often. */
export function longText(text: string): LongText {
  const words = Int32Array.from({ length: Math.ceil(text.length / 4) }, (_, i) => fourLetters(text, 4 * i));
  return { length: text.length, words };
}

/**
 * Writes a long text, and up to three bytes of rubbish behind it.
 * @returns where it ends
 */
export function putLong(view: DataView, at: number, { length, words }: LongText): number {
  for (let i = 0; i < words.length; i++) view.setInt32(at + 4 * i, words[i]!, true);
  return at + length;
}

/** The first in the lowest byte. */
function fourLetters(text: string, from: number): number {
  let four = 0;
  for (let i = from; i < Math.min(from + 4, text.length); i++) four |= text.charCodeAt(i) << (8 * (i - from));
  return four;
}
