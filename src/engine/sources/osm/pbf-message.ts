import type { PbfReader } from 'pbf';

const LENGTH_DELIMITED = 2;

/**
 * Reads the fields of one message that ends at `end`; `onField` reads the values it knows, others are skipped.
 * @throws Error where the fields do not end exactly there, as in damaged data
 */
export function readMessage(reader: PbfReader, end: number, onField: (field: number) => void): void {
  for (let field = reader.nextField(end); field !== 0; field = reader.nextField(end)) onField(field);
  if (reader.pos !== end) throw new RangeError('a message does not end where its length says');
}

/** End of the length-delimited value at the reader's position, which is moved to the value's start. */
export function valueEnd(reader: PbfReader): number {
  if (reader.type !== LENGTH_DELIMITED) throw new RangeError('a field has an unexpected type');
  const end = reader.readVarint() + reader.pos;
  if (end > reader.length) throw new RangeError('a field is longer than the data');
  return end;
}

/** A length-delimited value's bytes, not copied. */
export function readBytes(reader: PbfReader): Uint8Array {
  const end = valueEnd(reader);
  const bytes = reader.buf.subarray(reader.pos, end);
  reader.pos = end;
  return bytes;
}

const utf8 = new TextDecoder();

export function readText(reader: PbfReader): string {
  return utf8.decode(readBytes(reader));
}

/** Packed signed numbers, each given as the difference to the one before. */
export function readDeltas(reader: PbfReader): number[] {
  const values = reader.readPackedSVarint();
  for (let i = 1; i < values.length; i++) values[i]! += values[i - 1]!;
  return values;
}
