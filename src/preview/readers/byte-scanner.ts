const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const TAB = 9;
const PLUS = 43;
const MINUS = 45;
const DOT = 46;
const ZERO = 48;
/** Powers of ten that a double holds exactly: with at most 15 digits, one division rounds correctly. */
const POWERS = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
const MAX_DIGITS = 15;

const decoder = new TextDecoder();

/** Reads words and numbers out of text bytes without making strings of them: some 100 MB/s, where `split` makes 10. */
export class ByteScanner {
  readonly bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get ended(): boolean {
    return this.at >= this.bytes.length;
  }

  /** Skips spaces; whether the line goes on. */
  hasMore(): boolean {
    while (this.bytes[this.at] === SPACE || this.bytes[this.at] === TAB) this.at++;
    const byte = this.bytes[this.at];
    return byte !== undefined && byte !== NEWLINE && byte !== RETURN;
  }

  /** Goes to the start of the next line. */
  nextLine(): void {
    const end = this.bytes.indexOf(NEWLINE, this.at);
    this.at = end < 0 ? this.bytes.length : end + 1;
  }

  /** The next word of the line; empty at its end. */
  word(): string {
    if (!this.hasMore()) return '';
    const start = this.at;
    while ((this.bytes[this.at] ?? 0) > SPACE) this.at++;
    return decoder.decode(this.bytes.subarray(start, this.at));
  }

  /** The rest of the line without spaces around it. */
  rest(): string {
    const start = this.at;
    let end = this.bytes.indexOf(NEWLINE, start);
    if (end < 0) end = this.bytes.length;
    this.at = end;
    return decoder.decode(this.bytes.subarray(start, end)).trim();
  }

  /** The next word as a number; NaN where it is none. */
  number(): number {
    if (!this.hasMore()) return Number.NaN;
    const start = this.at;
    const value = this.#plainNumber();
    if ((this.bytes[this.at] ?? 0) <= SPACE) return value;
    this.at = start;
    return Number(this.word());
  }

  /** A number without an exponent and of at most {@link MAX_DIGITS} digits; stops at what it does not know. */
  #plainNumber(): number {
    const { bytes } = this;
    const isNegative = bytes[this.at] === MINUS;
    if (isNegative || bytes[this.at] === PLUS) this.at++;
    const first = this.at;
    let value = 0;
    let point = -1;
    for (; this.at - first <= MAX_DIGITS; this.at++) {
      const byte = bytes[this.at] ?? 0;
      if (byte === DOT && point < 0) point = this.at;
      else if (byte >= ZERO && byte <= ZERO + 9) value = value * 10 + byte - ZERO;
      else break;
    }
    const digits = this.at - first - (point < 0 ? 0 : 1);
    if (digits === 0) return Number.NaN;
    if (point >= 0) value /= POWERS[this.at - point - 1]!;
    return isNegative ? -value : value;
  }

  /** A whole number that may be followed by anything, as in `12/3/4`; NaN where there is none. */
  integer(): number {
    const { bytes } = this;
    const isNegative = bytes[this.at] === MINUS;
    if (isNegative) this.at++;
    const first = this.at;
    let value = 0;
    for (let byte = bytes[this.at] ?? 0; byte >= ZERO && byte <= ZERO + 9; byte = bytes[++this.at] ?? 0) {
      value = value * 10 + byte - ZERO;
    }
    if (this.at === first) return Number.NaN;
    return isNegative ? -value : value;
  }

  /** Skips to the end of the word. */
  skipWord(): void {
    while ((this.bytes[this.at] ?? 0) > SPACE) this.at++;
  }
}
