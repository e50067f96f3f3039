import { ByteWriter } from '../byte-writer.ts';
import { oneLine } from '../plain-text.ts';

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

/** A reference to an instance. */
export type Ref = `#${number}`;

/** Writes the instances of a STEP file and numbers them. */
export class StepWriter {
  readonly out = new ByteWriter();
  #last = 0;

  /** Writes an instance, for example `add('IFCDIRECTION((0.,0.,1.))')`. */
  add(instance: string): Ref {
    const ref = this.next();
    this.out.text(`${ref}=${instance};\n`);
    return ref;
  }

  /** Numbers an instance that the caller writes to {@link out}. */
  next(): Ref {
    return `#${++this.#last}`;
  }
}
