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
  const letters = (from: number) => {
    let four = 0;
    for (let i = from; i < Math.min(from + 4, text.length); i++) four |= text.charCodeAt(i) << (8 * (i - from));
    return four;
  };
  return { length: text.length, low: letters(0), high: letters(4) };
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
