import { ExportError } from '../../contract/errors.ts';
import { putDigits, putWhole } from './digits.ts';

/** Chunks of about a mebibyte: large enough to make hand-over cheap, small enough to keep a model out of memory. */
export const CHUNK_BYTES = 1 << 20;

const NONE: readonly Uint8Array[] = [];

/** Room that every number fits in, its separator included. */
const NUMBER_BYTES = 32;
/** Steps of the last decimal: below the first bound a product's error is at most 2⁻²², below the second 2⁻¹³. */
const FEW_STEPS = 2 ** 31;
const MANY_STEPS = 2 ** 40;
/** Half-way cases closer than this are left to `toFixed`. */
const DOUBT_OF_FEW = 1e-6;
const DOUBT_OF_MANY = 1e-3;
/** The most decimals that numbers are written with. */
const MAX_DECIMALS = 9;
const POWERS = Float64Array.from({ length: MAX_DECIMALS + 1 }, (_, decimals) => 10 ** decimals);

/** Letters that are written one by one faster than the encoder is called. */
const SHORT_TEXT = 32;
/** The most bytes of UTF-8 for a letter of a string. */
const LETTER_BYTES = 3;

const MINUS = 45;
const DOT = 46;
const encoder = new TextEncoder();
const HEX_DIGITS = encoder.encode('0123456789ABCDEF');

/**
 * Writes text and numbers as bytes, without a string per number: strings are nine times slower. A writer yields what
 * {@link takeFinished} gives from time to time, and what {@link takeAll} gives at the end.
 */
export class ByteWriter {
  private chunk = new Uint8Array(CHUNK_BYTES);
  private view = new DataView(this.chunk.buffer);
  private length = 0;
  private finished: Uint8Array[] = [];

  /** Any text, as UTF-8. */
  text(value: string): void {
    if (value.length <= SHORT_TEXT && this.shortAscii(value)) return;
    const room = value.length * LETTER_BYTES;
    if (room > CHUNK_BYTES) {
      this.bytes(encoder.encode(value));
      return;
    }
    this.reserve(room);
    this.length += encoder.encodeInto(value, this.chunk.subarray(this.length)).written;
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

  /** A number in four bytes, little-endian; -0 becomes 0. */
  float32(value: number): void {
    this.reserve(4);
    this.view.setFloat32(this.length, Math.fround(value) + 0, true);
    this.length += 4;
  }

  /** A whole number from 0 to 2³² - 1 in four bytes, little-endian. */
  uint32(value: number): void {
    this.reserve(4);
    this.view.setUint32(this.length, value, true);
    this.length += 4;
  }

  /** A whole number from 0 to 2¹⁶ - 1 in two bytes, little-endian. */
  uint16(value: number): void {
    this.reserve(2);
    this.view.setUint16(this.length, value, true);
    this.length += 2;
  }

  /** Room for some bytes (at most a chunk), which the caller fills at once from `at` on: quicker for many small records. */
  block(bytes: number): { readonly view: DataView; readonly at: number } {
    this.reserve(bytes);
    const at = this.length;
    this.length += bytes;
    return { view: this.view, at };
  }

  /** A whole number from -(2⁵³ - 1) to 2⁵³ - 1, in decimal. */
  integer(value: number): void {
    this.reserve(NUMBER_BYTES);
    if (value < 0) this.chunk[this.length++] = MINUS;
    this.length = putWhole(this.view, this.length, Math.abs(value));
  }

  /** A whole number from 0 to 2⁵³ - 1, in upper-case hexadecimal. */
  hex(value: number): void {
    if (value >= 16) this.hex(Math.floor(value / 16));
    this.byte(HEX_DIGITS[value % 16]!);
  }

  /**
   * A number with some decimals (0 to 9), rounded as `toFixed` rounds it but never `-0.000`.
   * @throws ExportError `internal` for NaN and infinities, which no format can hold
   */
  fixed(value: number, decimals: number): void {
    this.reserve(NUMBER_BYTES);
    const power = POWERS[decimals]!;
    const scaled = Math.abs(value) * power;
    const steps = Math.floor(scaled + 0.5);
    const doubt = scaled < FEW_STEPS ? DOUBT_OF_FEW : DOUBT_OF_MANY;
    if (!(scaled < MANY_STEPS) || Math.abs(steps - scaled) > 0.5 - doubt) {
      this.slowFixed(value, decimals);
      return;
    }
    const { view } = this;
    let at = this.length;
    // Written over where there is none: signs cannot be foreseen, and a wrong guess costs more.
    view.setUint8(at, MINUS);
    at += Number(value < 0 && steps > 0);
    const whole = Math.floor(steps / power);
    at = putWhole(view, at, whole);
    if (decimals > 0) {
      view.setUint8(at++, DOT);
      at = putDigits(view, at, steps - whole * power, decimals);
    }
    this.length = at;
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

  /** Writes a keyword without the encoder, which takes longer for a few letters; false where there is more than ASCII. */
  private shortAscii(value: string): boolean {
    this.reserve(value.length);
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i);
      if (code > 127) return false;
      this.chunk[this.length + i] = code;
    }
    this.length += value.length;
    return true;
  }

  private reserve(bytes: number): void {
    if (this.length + bytes > CHUNK_BYTES) this.finishChunk();
  }

  private finishChunk(): void {
    this.finished.push(this.chunk.subarray(0, this.length));
    this.chunk = new Uint8Array(CHUNK_BYTES);
    this.view = new DataView(this.chunk.buffer);
    this.length = 0;
  }

  private longBytes(value: Uint8Array): void {
    for (let from = 0; from < value.length; from += CHUNK_BYTES) {
      this.bytes(value.subarray(from, from + CHUNK_BYTES));
    }
  }

  private slowFixed(value: number, decimals: number): void {
    if (!Number.isFinite(value)) {
      throw new ExportError({
        code: 'internal',
        message: `The model has a coordinate that is not a number (${value}).`,
        advice: 'Please report it, with the area and the options.',
      });
    }
    const text = value.toFixed(decimals);
    this.text(Number(text) === 0 ? text.replace('-', '') : text);
  }
}
