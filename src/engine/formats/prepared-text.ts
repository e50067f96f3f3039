/** Up to eight letters of ASCII, written by one store whatever their number. */
export interface ShortText {
  readonly text: string;
  readonly length: number;
  /** The letters as the bytes of a double, the first in the lowest byte. It is never NaN, whose bytes could be changed. */
  readonly letters: number;
}

/** Room for a short text. */
export const SHORT_BYTES = 8;

/** Prepares a keyword or a separator. */
export function shortText(text: string): ShortText {
  if (text.length > SHORT_BYTES) throw new RangeError(`“${text}” is too long`);
  const view = new DataView(new ArrayBuffer(SHORT_BYTES));
  view.setInt32(0, fourLetters(text, 0), true);
  view.setInt32(4, fourLetters(text, 4), true);
  return { text, length: text.length, letters: view.getFloat64(0, true) };
}

/**
 * Writes a short text, and up to eight bytes of rubbish behind it.
 * @returns where it ends
 */
export function putShort(view: DataView, at: number, { length, letters }: ShortText): number {
  view.setFloat64(at, letters, true);
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
