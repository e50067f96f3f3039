import type { ByteWriter } from './byte-writer.ts';
import { NUMBER_BYTES, putShortest } from './fixed-number.ts';

const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const COLON = 58;
const OPEN = 123;
const CLOSE = 125;
const SPACE = 32;
const TILDE = 126;

/** Writes JSON as `JSON.stringify` does, a member at a time: quicker than by objects and strings. */
export class JsonWriter {
  readonly #out: ByteWriter;
  #isFirst = true;

  constructor(out: ByteWriter) {
    this.#out = out;
  }

  /** Begins an object of members. */
  open(): void {
    this.#out.byte(OPEN);
    this.#isFirst = true;
  }

  close(): void {
    this.#out.byte(CLOSE);
    this.#isFirst = false;
  }

  member(key: string, value: string | number): void {
    this.#key(key);
    if (typeof value === 'string') this.string(value);
    else writeNumber(this.#out, value);
  }

  members(values: Readonly<Record<string, string | number>>): void {
    for (const key in values) this.member(key, values[key]!);
  }

  /** A member that is an object itself; nothing where it would be empty. */
  objectMember(key: string, values: Readonly<Record<string, string | number>>): void {
    let isEmpty = true;
    for (const name in values) {
      if (isEmpty) {
        this.#key(key);
        this.open();
        isEmpty = false;
      }
      this.member(name, values[name]!);
    }
    if (!isEmpty) this.close();
  }

  string(value: string): void {
    if (!writePlain(this.#out, value)) this.#out.text(JSON.stringify(value));
  }

  #key(key: string): void {
    if (!this.#isFirst) this.#out.byte(COMMA);
    this.#isFirst = false;
    this.string(key);
    this.#out.byte(COLON);
  }
}

/** Letters that are written one by one faster than by the encoder. */
const SHORT = 200;

/** Writes a string in quotes; nothing where a letter must be escaped, or is not ASCII. */
function writePlain(out: ByteWriter, value: string): boolean {
  const { length } = value;
  if (length > SHORT) return false;
  const start = out.room(length + 2);
  const { view } = out;
  view.setUint8(start, QUOTE);
  for (let i = 0; i < length; i++) {
    const code = value.charCodeAt(i);
    if (code < SPACE || code > TILDE || code === QUOTE || code === BACKSLASH) return false;
    view.setUint8(start + 1 + i, code);
  }
  view.setUint8(start + 1 + length, QUOTE);
  out.end(start + 2 + length);
  return true;
}

function writeNumber(out: ByteWriter, value: number): void {
  const at = out.room(NUMBER_BYTES);
  const end = putShortest(out.view, at, value);
  if (end === undefined) out.text(JSON.stringify(value));
  else out.end(end);
}
