import { expect, it } from 'vitest';
import { areaText, parseMetres, sideText, sizeText } from './area-text.ts';

it('shows sizes and areas in units that can be read', () => {
  expect(sizeText([500.4, 299.6])).toBe('500 × 300 m');
  expect(sizeText([12_345, 800])).toBe('12.3 × 0.8 km');
  expect(areaText(0.0123)).toBe('0.0123 km²');
  expect(areaText(0.25)).toBe('0.25 km²');
  expect(areaText(1234.5)).toBe('1235 km²');
  expect(sideText(500.4)).toBe('500');
  expect(sideText(12.34)).toBe('12.3');
});

it('reads metres with a point or a comma, and nothing else', () => {
  expect(parseMetres(' 500 ')).toBe(500);
  expect(parseMetres('12,5')).toBe(12.5);
  expect(parseMetres('0.5')).toBe(0.5);
  for (const text of ['', '-5', '1e3', 'wide', '1.2.3', '.', 'Infinity']) expect(parseMetres(text)).toBeUndefined();
});
