import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dxfLines, dxfText, fileName, oneLine, oneWord } from './plain-text.ts';

const anyText = fc.string({ unit: 'binary' });

describe('oneLine', () => {
  it('leaves one line without control characters and backslashes', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(oneLine(text)).not.toMatch(/[\p{Cc}\u2028\u2029\\]/u);
      }),
    );
  });

  it('keeps letters of every script and emoji', () => {
    expect(oneLine(' Café\r\n\t東京 🏰 ')).toBe('Café 東京 🏰');
  });
});

describe('oneWord', () => {
  it('leaves no space and no #, and is never empty', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(oneWord(text)).toMatch(/^[^\s#\\]+$/u);
      }),
    );
    expect(oneWord('way/12#2')).toBe('way/12_2');
  });
});

describe('fileName', () => {
  it('stays in its folder and in ASCII', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fileName(text)).toMatch(/^(?!\.)[\w.-]+$/);
      }),
    );
    expect(fileName('../../etc/passwd')).toBe('_.._etc_passwd');
    expect(fileName('sample-1k2j3.v2')).toBe('sample-1k2j3.v2');
    expect(fileName('..')).toBe('model');
  });
});

describe('dxfText', () => {
  it('is short ASCII on one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(dxfText(text)).toMatch(/^[\x20-\x7e]{0,255}$/);
      }),
    );
  });

  it('escapes what is not ASCII, and never cuts an escape', () => {
    expect(dxfText('Zürich ^ 東\n\\P')).toBe('Z\\U+00FCrich ^  \\U+6771 /P');
    expect(dxfText('🏰')).toBe('\\U+FFFD');
    expect(dxfText('é'.repeat(100))).toBe('\\U+00E9'.repeat(36));
  });

  it('continues long text without a loss', () => {
    const long = '© Survey, '.repeat(90).trim();
    const lines = dxfLines(long);
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.join('')).toBe(long.replaceAll('©', '\\U+00A9'));
    expect(dxfLines(' \n')).toEqual([]);
  });
});
