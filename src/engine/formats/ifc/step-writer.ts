import { ByteWriter } from '../byte-writer.ts';
import { putWhole } from '../digits.ts';
import { NUMBER_BYTES, putShortest } from '../fixed-number.ts';
import { oneLine } from '../plain-text.ts';
import { type LongText, putLong } from '../prepared-text.ts';
import { GuidPutter } from './guid.ts';

/** Text as STEP writes it (ISO 10303-21): in quotes, beyond ASCII as UTF-16 or UTF-32 in hexadecimal. */
export function stepText(text: string): string {
  const body = oneLine(text).replace(/[^\x20-\x7e]+|'/g, (found) => {
    if (found === "'") return "''";
    return [...found].map((character) => escaped(character.codePointAt(0)!)).join('');
  });
  return `'${body}'`;
}

function escaped(code: number): string {
  const hex = (digits: number) => code.toString(16).toUpperCase().padStart(digits, '0');
  return code > 0xffff ? `\\X4\\${hex(8)}\\X0\\` : `\\X2\\${hex(4)}\\X0\\`;
}

/** A real number as STEP writes it. */
export function stepReal(value: number): string {
  const text = String(value + 0).toUpperCase();
  if (text.includes('.')) return text;
  return text.includes('E') ? text.replace('E', '.E') : `${text}.`;
}

/** The number of an instance, by which others refer to it: `#12`. */
export type Ref = number;

/** Letters that are written one by one faster than by the encoder. */
const SHORT = 200;
const QUOTE = 39;
const BACKSLASH = 92;
const SPACE = 32;
const TILDE = 126;
const NUMBER_SIGN = 35;
const EQUALS = 61;
const COMMA = 44;
const DOT = 46;

/** Writes the instances of a STEP file and numbers them. */
export class StepWriter {
  readonly out = new ByteWriter();
  readonly #guids = new GuidPutter();
  #last = 0;

  /** Writes an instance, for example `add('IFCDIRECTION((0.,0.,1.))')`. */
  add(instance: string): Ref {
    const ref = ++this.#last;
    this.out.text(`#${ref}=${instance};\n`);
    return ref;
  }

  /** Numbers an instance and writes how it begins, for example `#12=IFCDIRECTION((`; what follows is the caller's. */
  begin(text: LongText): Ref {
    const { out } = this;
    const start = out.room(NUMBER_BYTES + text.length);
    const { view } = out;
    view.setUint8(start, NUMBER_SIGN);
    const at = putWhole(view, start + 1, ++this.#last);
    view.setUint8(at, EQUALS);
    out.end(putLong(view, at + 1, text));
    return this.#last;
  }

  /** Writes a part of an instance. */
  put(text: LongText): void {
    this.out.put(text);
  }

  /** Writes a reference. */
  ref(ref: Ref): void {
    const at = this.out.room(NUMBER_BYTES);
    this.out.view.setUint8(at, NUMBER_SIGN);
    this.out.end(putWhole(this.out.view, at + 1, ref));
  }

  /** Writes references with commas between. */
  refs(refs: readonly Ref[]): void {
    for (let i = 0; i < refs.length; i++) {
      if (i > 0) this.out.byte(COMMA);
      this.ref(refs[i]!);
    }
  }

  /** Writes references to instances that follow one another, with commas between. */
  range(first: Ref, last: Ref): void {
    for (let ref = first; ref <= last; ref++) {
      if (ref > first) this.out.byte(COMMA);
      this.ref(ref);
    }
  }

  /** Writes the GlobalId of an id of which a suffix may be given by itself. */
  guid(id: string, suffix = ''): void {
    const at = this.out.room(NUMBER_BYTES);
    this.out.view.setUint8(at, QUOTE);
    const end = this.#guids.put(this.out.view, at + 1, id, suffix);
    this.out.view.setUint8(end, QUOTE);
    this.out.end(end + 1);
  }

  /** Writes a text as {@link stepText} makes it. */
  string(text: string): void {
    if (!this.#plainString(text)) this.out.text(stepText(text));
  }

  /** Writes a number as {@link stepReal} makes it. */
  real(value: number): void {
    const at = this.out.room(NUMBER_BYTES);
    const { view } = this.out;
    const end = putShortest(view, at, value);
    if (end === undefined) {
      this.out.text(stepReal(value));
      return;
    }
    view.setUint8(end, DOT);
    this.out.end(end + Number(Number.isInteger(value)));
  }

  /** Most texts are ASCII on one line, and need no escapes: false, and nothing written, for others. */
  #plainString(text: string): boolean {
    const { length } = text;
    if (length > SHORT) return false;
    const start = this.out.room(length + 2);
    const { view } = this.out;
    view.setUint8(start, QUOTE);
    let before = SPACE;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code < SPACE || code > TILDE || code === QUOTE || code === BACKSLASH) return false;
      if (code === SPACE && before === SPACE) return false;
      before = code;
      view.setUint8(start + 1 + i, code);
    }
    if (before === SPACE) return false;
    view.setUint8(start + 1 + length, QUOTE);
    this.out.end(start + 2 + length);
    return true;
  }
}
