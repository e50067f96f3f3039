import { ByteScanner } from './byte-scanner.ts';
import { readNote } from './file-notes.ts';
import type { ModelBuilder } from './model-builder.ts';

/** A number's type in a binary file. */
export interface PlyType {
  readonly size: number;
  get(view: DataView, at: number, little: boolean): number;
}

const INT8: PlyType = { size: 1, get: (view, at) => view.getInt8(at) };
const UINT8: PlyType = { size: 1, get: (view, at) => view.getUint8(at) };
const INT16: PlyType = { size: 2, get: (view, at, little) => view.getInt16(at, little) };
const UINT16: PlyType = { size: 2, get: (view, at, little) => view.getUint16(at, little) };
const INT32: PlyType = { size: 4, get: (view, at, little) => view.getInt32(at, little) };
const UINT32: PlyType = { size: 4, get: (view, at, little) => view.getUint32(at, little) };
const FLOAT32: PlyType = { size: 4, get: (view, at, little) => view.getFloat32(at, little) };
const FLOAT64: PlyType = { size: 8, get: (view, at, little) => view.getFloat64(at, little) };

const TYPES: Readonly<Record<string, PlyType>> = {
  char: INT8,
  int8: INT8,
  uchar: UINT8,
  uint8: UINT8,
  short: INT16,
  int16: INT16,
  ushort: UINT16,
  uint16: UINT16,
  int: INT32,
  int32: INT32,
  uint: UINT32,
  uint32: UINT32,
  float: FLOAT32,
  float32: FLOAT32,
  double: FLOAT64,
  float64: FLOAT64,
};

const ENCODINGS = { ascii: 'ascii', binary_little_endian: 'little', binary_big_endian: 'big' } as const;

export interface PlyProperty {
  readonly name: string;
  readonly type: PlyType;
  /** The type of a list's length; absent where it is a single value. */
  readonly countType?: PlyType;
}

export interface PlyElement {
  readonly name: string;
  readonly count: number;
  readonly properties: PlyProperty[];
}

export interface PlyHeader {
  readonly encoding: (typeof ENCODINGS)[keyof typeof ENCODINGS];
  readonly elements: readonly PlyElement[];
  /** Where the data begin. */
  readonly start: number;
}

/** Reads the head of a PLY file; undefined where it is none, or of types that PLY does not have. */
export function readPlyHeader(bytes: Uint8Array, model: ModelBuilder): PlyHeader | undefined {
  const lines = new ByteScanner(bytes);
  if (lines.word() !== 'ply') return undefined;
  let encoding: PlyHeader['encoding'] | undefined;
  const elements: PlyElement[] = [];
  for (lines.nextLine(); !lines.ended; lines.nextLine()) {
    const keyword = lines.word();
    if (keyword === 'comment') readNote(lines.rest(), model);
    else if (keyword === 'format') encoding = ENCODINGS[lines.word() as keyof typeof ENCODINGS];
    else if (keyword === 'element') elements.push({ name: lines.word(), count: lines.number(), properties: [] });
    else if (keyword === 'property') {
      const property = readProperty(lines);
      if (!property) return undefined;
      elements.at(-1)?.properties.push(property);
    } else if (keyword === 'end_header') {
      lines.nextLine();
      return encoding && { encoding, elements, start: lines.at };
    }
  }
  return undefined;
}

function readProperty(lines: ByteScanner): PlyProperty | undefined {
  const first = lines.word();
  const countType = first === 'list' ? TYPES[lines.word()] : undefined;
  const type = TYPES[first === 'list' ? lines.word() : first];
  if (!type || (first === 'list' && !countType)) return undefined;
  return { name: lines.word(), type, ...(countType && { countType }) };
}
