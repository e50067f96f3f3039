import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { unreadable } from './model-errors.ts';

/** Bytes that are parsed at once. */
const CHUNK = 1 << 20;

export interface XmlHandler {
  open(tag: XmlTag): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** A start tag; prefixes of names are left out. */
export interface XmlTag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Parses XML piece by piece. Entities other than XML's own are not resolved. @throws ExportError `bad-file` */
export function parseXml(fileName: string, bytes: Uint8Array, handler: XmlHandler): void {
  const parser = new SaxesParser();
  parser.on('error', (cause) => {
    throw unreadable(fileName, 'it is damaged: its XML cannot be read', cause);
  });
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => handler.open({ name: localName(name), attributes }));
  if (handler.close) parser.on('closetag', ({ name }) => handler.close!(localName(name)));
  if (handler.text) parser.on('text', (text) => handler.text!(text));
  const decoder = new TextDecoder();
  for (let at = 0; at < bytes.length; at += CHUNK) {
    parser.write(decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true }));
  }
  parser.close();
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
