import { ExportError } from '../../contract/errors.ts';

/** Chunks of about a mebibyte: large enough to make hand-over cheap, small enough to keep a model out of memory. */
export const CHUNK_BYTES = 1 << 20;

const NONE: readonly Uint8Array[] = [];

/** Room that every number fits in, its separator included. */
const NUMBER_BYTES = 32;
/** Thousandths below this stay exact enough to see where rounding is in doubt, and fit an int32. */
const FAST_THOUSANDTHS = 2 ** 31;
/** Half-way cases closer than this are left to `toFixed`; the product's error below 2³¹ is at most 2⁻²². */
const DOUBT = 1e-6;

const MINUS = 45;
const DOT = 46;
const encoder = new TextEncoder();
const HEX_DIGITS = encoder.encode('0123456789ABCDEF');
/** The digits of 000 to 999, three bytes each. */
const DIGITS = encoder.encode(Array.from({ length: 1000 }, (_, n) => String(n).padStart(3, '0')).join(''));

/**
 * Writes text and numbers as bytes, without a string per number: strings are nine times slower. A writer yields what
 * {@link takeFinished} gives from time to time, and what {@link takeAll} gives at the end.
 */
export class ByteWriter {
  private chunk = new Uint8Array(CHUNK_BYTES);
  private length = 0;
  private finished: Uint8Array[] = [];

  /** Any text, as UTF-8. */
  text(value: string): void {
    this.bytes(encoder.encode(value));
  }

  /** Bytes as they are. */
  bytes(value: Uint8Array): void {
    if (value.length > CHUNK_BYTES) {
      this.longBytes(value);
      return;
    }
    this.reserve(value.length);
    // A loop is faster than `set` for the few bytes of a keyword.
    if (value.length > 64) this.chunk.set(value, this.length);
    else for (let i = 0; i < value.length; i++) this.chunk[this.length + i] = value[i]!;
    this.length += value.length;
  }

  /** One byte, for example a separator. */
  byte(value: number): void {
    if (this.length === CHUNK_BYTES) this.finishChunk();
    this.chunk[this.length++] = value;
  }

  /** A whole number from 0 to 2³¹ - 1, in decimal. */
  integer(value: number): void {
    this.reserve(NUMBER_BYTES);
    this.digits(value);
  }

  /** A whole number from 0 to 2⁵³ - 1, in upper-case hexadecimal. */
  hex(value: number): void {
    if (value >= 16) this.hex(Math.floor(value / 16));
    this.byte(HEX_DIGITS[value % 16]!);
  }

  /**
   * A number with three decimals (metres to the millimetre), rounded as `toFixed(3)` rounds it but never `-0.000`.
   * @throws ExportError `internal` for NaN and infinities, which no format can hold
   */
  fixed3(value: number): void {
    this.reserve(NUMBER_BYTES);
    const scaled = Math.abs(value) * 1000;
    const below = Math.floor(scaled);
    const fraction = scaled - below;
    if (!(scaled < FAST_THOUSANDTHS - 1) || Math.abs(fraction - 0.5) < DOUBT) {
      this.slowFixed3(value);
      return;
    }
    const thousandths = fraction > 0.5 ? below + 1 : below;
    if (value < 0 && thousandths > 0) this.chunk[this.length++] = MINUS;
    const whole = Math.floor(thousandths / 1000);
    this.digits(whole);
    this.chunk[this.length++] = DOT;
    this.threeDigits(thousandths - whole * 1000);
  }

  /** The full chunks so far. Each is fresh memory of its own. */
  takeFinished(): readonly Uint8Array[] {
    if (this.finished.length === 0) return NONE;
    const taken = this.finished;
    this.finished = [];
    return taken;
  }

  /** Everything not yet taken. */
  takeAll(): readonly Uint8Array[] {
    if (this.length > 0) this.finishChunk();
    return this.takeFinished();
  }

  private reserve(bytes: number): void {
    if (this.length + bytes > CHUNK_BYTES) this.finishChunk();
  }

  private finishChunk(): void {
    this.finished.push(this.chunk.subarray(0, this.length));
    this.chunk = new Uint8Array(CHUNK_BYTES);
    this.length = 0;
  }

  private longBytes(value: Uint8Array): void {
    for (let from = 0; from < value.length; from += CHUNK_BYTES) {
      this.bytes(value.subarray(from, from + CHUNK_BYTES));
    }
  }

  private digits(value: number): void {
    if (value >= 1000) {
      const thousands = Math.floor(value / 1000);
      this.digits(thousands);
      this.threeDigits(value - thousands * 1000);
      return;
    }
    if (value >= 100) this.chunk[this.length++] = DIGITS[value * 3]!;
    if (value >= 10) this.chunk[this.length++] = DIGITS[value * 3 + 1]!;
    this.chunk[this.length++] = DIGITS[value * 3 + 2]!;
  }

  private threeDigits(value: number): void {
    const from = value * 3;
    this.chunk[this.length++] = DIGITS[from]!;
    this.chunk[this.length++] = DIGITS[from + 1]!;
    this.chunk[this.length++] = DIGITS[from + 2]!;
  }

  private slowFixed3(value: number): void {
    if (!Number.isFinite(value)) {
      throw new ExportError({
        code: 'internal',
        message: `The model has a coordinate that is not a number (${value}).`,
        advice: 'Please report it, with the area and the options.',
      });
    }
    const text = value.toFixed(3);
    this.text(text === '-0.000' ? '0.000' : text);
  }
}
