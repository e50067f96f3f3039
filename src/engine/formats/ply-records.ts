import type { Rgb } from '../city/city.ts';
import type { ByteWriter } from './byte-writer.ts';
import type { Placement } from './placement.ts';
import { normalWriter, vertexWriter } from './vertex-text.ts';

const SPACE = 32;
const NEWLINE = 10;

/** Writes the records of a PLY. */
export interface PlyRecords {
  /** A vertex that begins at `from` in `positions`, with its normal, which begins at `normalFrom`, and its colour. */
  vertex(
    positions: Float64Array,
    from: number,
    normals: Float32Array | undefined,
    normalFrom: number,
    colour: Rgb,
  ): void;
  /** A face of `size` corners that begin at `from`, counted from the part's first vertex. */
  face(corners: Uint32Array, from: number, size: number, firstVertex: number): void;
}

/** Records as text. */
export function asciiRecords(out: ByteWriter, placement: Placement): PlyRecords {
  const vertex = vertexWriter(out, placement);
  const normal = normalWriter(out, placement);
  return {
    vertex: (positions, from, normals, normalFrom, colour) => {
      vertex(positions, from);
      if (normals) {
        out.byte(SPACE);
        normal(normals, normalFrom);
      }
      for (const value of colour) {
        out.byte(SPACE);
        out.integer(value);
      }
      out.byte(NEWLINE);
    },
    face: (corners, from, size, firstVertex) => {
      out.integer(size);
      for (let i = from; i < from + size; i++) {
        out.byte(SPACE);
        out.integer(corners[i]! + firstVertex);
      }
      out.byte(NEWLINE);
    },
  };
}

/** Records in binary, little-endian. */
export function binaryRecords(out: ByteWriter, { axes, factors, offsets }: Placement): PlyRecords {
  const [, second, third] = axes;
  const [fx, fy, fz] = factors;
  const [ox, oy, oz] = offsets;
  const [sx, sy, sz] = [Math.sign(fx), Math.sign(fy), Math.sign(fz)];
  return {
    vertex: (positions, from, normals, normalFrom, [red, green, blue]) => {
      out.float32(positions[from]! * fx + ox);
      out.float32(positions[from + second]! * fy + oy);
      out.float32(positions[from + third]! * fz + oz);
      if (normals) {
        out.float32(normals[normalFrom]! * sx);
        out.float32(normals[normalFrom + second]! * sy);
        out.float32(normals[normalFrom + third]! * sz);
      }
      out.byte(red);
      out.byte(green);
      out.byte(blue);
    },
    face: (corners, from, size, firstVertex) => {
      out.byte(size);
      for (let i = from; i < from + size; i++) out.uint32(corners[i]! + firstVertex);
    },
  };
}
