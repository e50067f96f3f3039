/** Control characters, line and paragraph separators, and every kind of space. */
const BREAKS = /[\s\p{Cc}\p{Zl}\p{Zp}]+/gu;

/** Text that already is on one line: most is, and one look is quicker than three replacements. */
const PLAIN = /^[!-[\]-~]+(?: [!-[\]-~]+)*$/;

/** The longest string that DXF allows in extended data, in bytes. */
const DXF_TEXT_BYTES = 255;

/**
 * Text that fits on one line of a text format. Names come from map data and may hold anything. A backslash becomes a
 * slash: at the end of a line readers of OBJ take it for a continuation, and in DXF it starts an escape.
 */
export function oneLine(text: string): string {
  return PLAIN.test(text) ? text : text.replace(BREAKS, ' ').replaceAll('\\', '/').trim();
}

/** Text that OBJ and MTL take for one word: no spaces and no `#`, which some readers take for a comment. */
export function oneWord(text: string): string {
  return oneLine(text).replace(/[ #]/g, '_') || '_';
}

/** A name that is safe as a file name, on any system and inside a ZIP: ASCII letters, digits, `-`, `_` and inner dots. */
export function fileName(text: string): string {
  return text.replace(/[^\w.-]+/g, '_').replace(/^\.+|\.+$/g, '') || 'model';
}

/**
 * Text for DXF before release 2007, whose files are not UTF-8: anything beyond ASCII is written as `\U+XXXX`. Four
 * digits end at U+FFFF, so an emoji becomes the replacement character. Cut to 255 bytes, never inside an escape.
 */
export function dxfText(text: string): string {
  return dxfLines(text)[0] ?? '';
}

/** As {@link dxfText}, but continued on further lines of at most 255 bytes. */
export function dxfLines(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const character of oneLine(text)) {
    const escaped = dxfCharacter(character);
    if (line.length + escaped.length > DXF_TEXT_BYTES) {
      lines.push(line);
      line = '';
    }
    line += escaped;
  }
  return line === '' ? lines : [...lines, line];
}

function dxfCharacter(character: string): string {
  const code = character.codePointAt(0) as number;
  // A caret starts a control character; a space after it stands for the caret itself.
  if (character === '^') return '^ ';
  if (code < 0x7f) return character;
  const writable = code > 0xffff || (code >= 0xd800 && code < 0xe000) ? 0xfffd : code;
  return `\\U+${writable.toString(16).toUpperCase().padStart(4, '0')}`;
}

const XML_ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for XML, in elements and attributes: on one line, markup escaped, without what XML 1.0 cannot hold. */
export function xmlText(text: string): string {
  return oneLine(text)
    .replace(/[\p{Cs}\ufffe\uffff]/gu, '\ufffd')
    .replace(/[&<>"]/g, (character) => XML_ESCAPES[character]!);
}

/** A name of ASCII letters, digits and `_` that begins with a letter, as identifiers must be. */
export function identifier(text: string): string {
  const plain = text.replace(/\W+/g, '_');
  return /^[a-z]/i.test(plain) ? plain : `n${plain}`;
}
