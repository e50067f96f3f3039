import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileBytes } from '../../testing/read-models.ts';
import { ByteWriter, CHUNK_BYTES } from './byte-writer.ts';

function written(write: (out: ByteWriter) => void): string {
  const out = new ByteWriter();
  write(out);
  return new TextDecoder().decode(fileBytes({ chunks: out.takeAll() }));
}

function expectedFixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
}

const fixed3 = (value: number) => written((out) => out.fixed(value, 3));

describe('ByteWriter', () => {
  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])('writes %d decimals as toFixed does, without a negative zero', (decimals) => {
    const metres = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.double({ min: -10_000, max: 10_000, noNaN: true }),
      fc.double({ min: -0.01, max: 0.01, noNaN: true }),
      fc.double({ min: 2_000_000, max: 3_000_000, noNaN: true }),
      fc.integer({ min: -20_000_000, max: 20_000_000 }).map((halves) => halves / 2000),
    );
    fc.assert(
      fc.property(fc.array(metres, { minLength: 50, maxLength: 200 }), (values) => {
        const text = written((out) => {
          for (const value of values) {
            out.fixed(value, decimals);
            out.byte(32);
          }
        });
        expect(text).toBe(values.map((value) => `${expectedFixed(value, decimals)} `).join(''));
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    [0, '0.000'],
    [-0, '0.000'],
    [-0.0004, '0.000'],
    [-0.0006, '-0.001'],
    [0.9995, '1.000'],
    [1.0005, (1.0005).toFixed(3)],
    [999.9999, '1000.000'],
    [-1_000_000.5, '-1000000.500'],
    [2_147_483.647, '2147483.647'],
    [2_147_483.648, '2147483.648'],
    [123_456_789_012.25, '123456789012.250'],
  ])('writes %d as %s', (value, text) => {
    expect(fixed3(value)).toBe(text);
  });

  it('reads back as a number even where it is huge', () => {
    expect(Number(fixed3(1e300))).toBe(1e300);
    expect(Number(fixed3(-Number.MAX_VALUE))).toBe(-Number.MAX_VALUE);
  });

  it.each([Number.NaN, Infinity, -Infinity])('refuses %d', (value) => {
    expect(() => fixed3(value)).toThrow(/not a number/);
  });

  it('writes whole numbers, decimal and hexadecimal', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), (value) => {
        expect(written((out) => out.integer(value))).toBe(String(value));
        expect(written((out) => out.hex(value))).toBe(value.toString(16).toUpperCase());
      }),
    );
  });

  it('joins what it wrote over the borders of chunks', () => {
    const parts = ['é', 'x'.repeat(CHUNK_BYTES - 3), '…', '12', 'y'.repeat(CHUNK_BYTES * 2 + 7), '😀', 'z'];
    const text = written((out) => {
      for (const part of parts) out.text(part);
    });
    expect(text).toBe(parts.join(''));
  });

  it('hands out full chunks once, each in memory of its own', () => {
    const out = new ByteWriter();
    for (let i = 0; i < 3 * CHUNK_BYTES; i++) out.byte(i % 251);
    const first = out.takeFinished();
    const rest = out.takeAll();
    expect(out.takeAll()).toEqual([]);
    const chunks = [...first, ...rest];
    expect(chunks.map(({ length }) => length)).toEqual([CHUNK_BYTES, CHUNK_BYTES, CHUNK_BYTES]);
    expect(new Set(chunks.map(({ buffer }) => buffer)).size).toBe(3);
    expect(fileBytes({ chunks }).every((value, i) => value === i % 251)).toBe(true);
  });

  it('writes over spare chunks, whole ones again, before it takes new memory', () => {
    const full = new Uint8Array(CHUNK_BYTES).fill(1);
    const spare = [full.subarray(0, 3)];
    const out = new ByteWriter(spare);
    out.bytes(new Uint8Array(CHUNK_BYTES).fill(2));
    out.byte(3);
    expect(out.written).toBe(CHUNK_BYTES + 1);
    const [first, second] = out.takeAll();
    expect(first!.buffer).toBe(full.buffer);
    expect(second!.buffer).not.toBe(full.buffer);
    expect(fileBytes({ chunks: [first!] }).every((byte) => byte === 2)).toBe(true);
    expect([...second!]).toEqual([3]);
    expect(spare).toEqual([]);
  });
});
