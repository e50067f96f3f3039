import { NUMBER_BYTES, putFixed, putInteger } from './fixed-number.ts';
import { type LongText, putLong } from './prepared-text.ts';

/** Chunks of about a mebibyte: large enough to make hand-over cheap, small enough to keep a model out of memory. */
export const CHUNK_BYTES = 1 << 20;

const NONE: readonly Uint8Array[] = [];
const NO_BYTES = new Uint8Array(0);

/** Letters that are written one by one faster than the encoder is called. */
const SHORT_TEXT = 32;
/** The most bytes of UTF-8 for a letter of a string. */
const LETTER_BYTES = 3;
/** What a prepared text is written by. */
const WORD_BYTES = 4;

const encoder = new TextEncoder();
const HEX_DIGITS = encoder.encode('0123456789ABCDEF');

/**
 * Writes text and numbers as bytes, without a string per number: strings are nine times slower. A writer yields what
 * {@link takeFinished} gives from time to time, and what {@link takeAll} gives at the end.
 */
export class ByteWriter {
  /** None yet at first, and after all was taken: memory costs more than what is written to it. */
  private chunk: Uint8Array = NO_BYTES;
  private chunkView: DataView = new DataView(NO_BYTES.buffer);
  private length = 0;
  /** Bytes before the chunk at hand. */
  private before = 0;
  /** Of the chunk: reading it from there costs a tenth of the time. */
  private capacity = 0;
  private finished: Uint8Array[] = [];

  /** @param spare chunks that nobody needs any more: they are taken, and written over, before new memory */
  constructor(private readonly spare: Uint8Array[] = []) {}

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

  /** A prepared text, at most a chunk long: quicker for what is written often. */
  put(text: LongText): void {
    const at = this.room(text.length + WORD_BYTES);
    this.length = putLong(this.chunkView, at, text);
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
    if (this.length === this.capacity) this.nextChunk();
    this.chunk[this.length++] = value;
  }

  /** A number in four bytes, little-endian; -0 becomes 0. */
  float32(value: number): void {
    this.reserve(4);
    this.chunkView.setFloat32(this.length, Math.fround(value) + 0, true);
    this.length += 4;
  }

  /** A whole number from 0 to 2³² - 1 in four bytes, little-endian. */
  uint32(value: number): void {
    this.reserve(4);
    this.chunkView.setUint32(this.length, value, true);
    this.length += 4;
  }

  /** A whole number from 0 to 2¹⁶ - 1 in two bytes, little-endian. */
  uint16(value: number): void {
    this.reserve(2);
    this.chunkView.setUint16(this.length, value, true);
    this.length += 2;
  }

  /** Room for some bytes (at most a chunk), which the caller fills at once from `at` on: quicker for many small records. */
  block(bytes: number): { readonly view: DataView; readonly at: number } {
    this.reserve(bytes);
    const at = this.length;
    this.length += bytes;
    return { view: this.chunkView, at };
  }

  /**
   * Makes room for some bytes (at most a chunk). The caller writes to {@link view} from the place that it is given on, then says
   * by {@link end} where it ended: quicker for many small pieces.
   */
  room(bytes: number): number {
    this.reserve(bytes);
    return this.length;
  }

  /** What {@link room} made room in. */
  get view(): DataView {
    return this.chunkView;
  }

  /** Ends what was written at a place. */
  end(at: number): void {
    this.length = at;
  }

  /** A whole number from -(2⁵³ - 1) to 2⁵³ - 1, in decimal. */
  integer(value: number): void {
    const at = this.room(NUMBER_BYTES);
    this.length = putInteger(this.chunkView, at, value);
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
    const at = this.room(NUMBER_BYTES);
    this.length = putFixed(this.chunkView, at, value, decimals);
  }

  /** How many bytes were written so far. */
  get written(): number {
    return this.before + this.length;
  }

  /** Whether {@link takeFinished} has anything to give: asked for each of many small records. */
  get hasFinished(): boolean {
    return this.finished.length > 0;
  }

  /** The full chunks so far. Each is memory of its own. */
  takeFinished(): readonly Uint8Array[] {
    if (this.finished.length === 0) return NONE;
    const taken = this.finished;
    this.finished = [];
    return taken;
  }

  /** Everything not yet taken. */
  takeAll(): readonly Uint8Array[] {
    this.finishChunk();
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
    if (this.length + bytes > this.capacity) this.nextChunk();
  }

  private nextChunk(): void {
    this.finishChunk();
    this.chunk = new Uint8Array(this.spare.pop()?.buffer ?? new ArrayBuffer(CHUNK_BYTES));
    this.chunkView = new DataView(this.chunk.buffer);
    this.capacity = CHUNK_BYTES;
  }

  private finishChunk(): void {
    if (this.length > 0) this.finished.push(this.chunk.subarray(0, this.length));
    this.before += this.length;
    this.chunk = NO_BYTES;
    this.capacity = 0;
    this.length = 0;
  }

  private longBytes(value: Uint8Array): void {
    for (let from = 0; from < value.length; from += CHUNK_BYTES) {
      this.bytes(value.subarray(from, from + CHUNK_BYTES));
    }
  }
}
