import { expect, test } from 'vitest';
import { parseLength, parseNumber } from './parse-length.ts';

test.each([
  ['12', 12],
  ['12.5 m', 12.5],
  ['8 m', 8],
  ['12,5', 12.5],
  [`7'4"`, 2.2352],
  [`7' 4"`, 2.2352],
  ['7’4″', 2.2352],
  ['40 ft', 12.192],
  ["40'", 12.192],
  ['5ft 6in', 1.6764],
  ['0.1 km', 100],
  ['~10', 10],
  ['10;12', 10],
  ['-3', -3],
])('a length of %s is %d m', (text, metres) => {
  expect(parseLength(text)).toBeCloseTo(metres, 9);
});

test.each(['', 'tall', '12 storeys', '1e9', '12 34', 'm', undefined])('%s is no length', (text) => {
  expect(parseLength(text)).toBeUndefined();
});

test('storeys may have comma decimals, and only the first of several values counts', () => {
  expect(parseNumber('2,4')).toBe(2.4);
  expect(parseNumber('3;4')).toBe(3);
  expect(parseNumber('1e9')).toBeUndefined();
  expect(parseNumber('many')).toBeUndefined();
});
