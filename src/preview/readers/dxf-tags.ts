import { ByteScanner } from './byte-scanner.ts';

/** Goes through the pairs of group code and value of a text DXF. Values stay bytes until they are asked for. */
export class DxfTags {
  code = Number.NaN;
  readonly #lines: ByteScanner;
  #value = 0;

  constructor(bytes: Uint8Array) {
    this.#lines = new ByteScanner(bytes);
  }

  /** Goes to the next pair. @returns whether there is one */
  next(): boolean {
    this.#lines.at = this.#value;
    if (!Number.isNaN(this.code)) this.#lines.nextLine();
    if (this.#lines.ended) return false;
    this.code = this.#lines.number();
    this.#lines.nextLine();
    this.#value = this.#lines.at;
    return !Number.isNaN(this.code);
  }

  number(): number {
    this.#lines.at = this.#value;
    return this.#lines.number();
  }

  /** The value as text, with escapes of characters beyond ASCII (`\U+00E9`) resolved. */
  text(): string {
    this.#lines.at = this.#value;
    return this.#lines
      .rest()
      .replace(/\\U\+([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      .replaceAll('^ ', '^');
  }
}
