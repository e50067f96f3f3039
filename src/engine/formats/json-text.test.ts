import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fileBytes } from '../../testing/read-models.ts';
import { ByteWriter } from './byte-writer.ts';
import { JsonWriter } from './json-text.ts';

function written(write: (json: JsonWriter) => void): string {
  const out = new ByteWriter();
  write(new JsonWriter(out));
  return new TextDecoder().decode(fileBytes({ chunks: out.takeAll() }));
}

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme-ascii', maxLength: 300 }));
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -4_000_000, max: 4_000_000 }).map((thousandths) => thousandths / 1000),
);
const values = fc.dictionary(text, fc.oneof(text, number), { noNullPrototype: true });

it('writes members as JSON.stringify does', () => {
  fc.assert(
    fc.property(values, values, fc.string(), (own, inner, key) => {
      const result = written((json) => {
        json.open();
        json.objectMember(key, inner);
        json.members(own);
        json.close();
      });
      const first = Object.keys(inner).length > 0 ? `${JSON.stringify(key)}:${JSON.stringify(inner)}` : '';
      const others = JSON.stringify(own).slice(1, -1);
      expect(result).toBe(`{${[first, others].filter((part) => part !== '').join(',')}}`);
    }),
  );
});

it('fills chunks with no gap or overlap', () => {
  const long = { height: 12.5, name: 'x'.repeat(190), größer: 'é' };
  const result = written((json) => {
    for (let i = 0; i < 10_000; i++) {
      json.open();
      json.members(long);
      json.close();
    }
  });
  expect(result).toBe(JSON.stringify(long).repeat(10_000));
});
