import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileBytes } from '../../testing/read-models.ts';
import { ByteWriter } from './byte-writer.ts';
import { integerList, itemText, rangeList, vertexList } from './number-lists.ts';
import { vertexNumbers } from './vertex-text.ts';

/** The text of a list whose chunks are taken while it is written. */
function written(list: (out: ByteWriter) => Iterable<Uint8Array>): string {
  const out = new ByteWriter();
  const chunks = [...list(out), ...out.takeAll()];
  return new TextDecoder().decode(fileBytes({ chunks }));
}

describe('integerList', () => {
  it.each([' ', ', '])('writes whole numbers of any size with “%s” between them', (between) => {
    const number = fc.oneof(
      fc.nat(300),
      fc.nat(2 ** 18 + 10),
      fc.nat(2 ** 32 - 1),
      fc.constantFrom(2 ** 18 - 1, 2 ** 18),
    );
    fc.assert(
      fc.property(fc.array(number, { maxLength: 1300, size: 'max' }), (numbers) => {
        expect(written((out) => integerList(out, Uint32Array.from(numbers), between))).toBe(numbers.join(between));
      }),
      { numRuns: 50 },
    );
  });

  it('writes every number up to a million', () => {
    const numbers = Uint32Array.from({ length: 1_000_001 }, (_, i) => i);
    expect(written((out) => integerList(out, numbers, ', ')) === numbers.join(', ')).toBe(true);
  });

  it('takes numbers of a byte', () => {
    expect(written((out) => integerList(out, Uint8Array.of(3, 0, 255)))).toBe('3 0 255');
  });
});

it.each([
  [0, 0],
  [7, 8],
  [0, 512],
  [5, 518],
  [2 ** 18 - 700, 2 ** 18 + 700],
])('writes the range from %d to before %d', (first, end) => {
  const expected = Array.from({ length: end - first }, (_, i) => first + i).join(', ');
  expect(written((out) => rangeList(out, first, end, ', '))).toBe(expected);
});

describe('vertexList', () => {
  const text = itemText('(', ', ', ')', ', ');
  const list = (values: readonly number[], decimals: number) =>
    written((out) => {
      const numbers = vertexNumbers({ axes: [0, 1, 2], factors: [1, 1, 1], offsets: [0, 0, 0], decimals });
      return vertexList(out, numbers, Float64Array.from(values), text);
    });

  it.each([0, 1, 2, 3, 4, 6, 9])('writes %d decimals as toFixed does, without a negative zero', (decimals) => {
    const fixed = (value: number) => value.toFixed(decimals).replace(/^-(0(\.0*)?)$/, '$1');
    const small = fc.double({ min: -1000, max: 1000, noNaN: true });
    const halves = fc.integer({ min: -20_000, max: 20_000 }).map((count) => count / 2000);
    const large = fc.double({ min: -1e12, max: 1e12, noNaN: true });
    const unit = fc.double({ min: -1.1, max: 1.1, noNaN: true });
    const lists = [[unit], [small], [small, halves], [small, halves, large]].map((numbers) =>
      fc.array(fc.tuple(fc.oneof(...numbers), unit, numbers[0]!), { minLength: 1, maxLength: 600, size: 'max' }),
    );
    fc.assert(
      fc.property(fc.oneof(...lists), (vertices) => {
        const expected = vertices.map((vertex) => `(${vertex.map(fixed).join(', ')})`).join(', ');
        expect(list(vertices.flat(), decimals) === expected).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('refuses what is not a number', () => {
    expect(() => list([1, NaN, 2], 3)).toThrow('not a number');
    expect(() => list([1, Infinity, 2], 3)).toThrow('not a number');
  });
});
