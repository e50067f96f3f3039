import type { Rgb } from '../city/city.ts';
import type { ByteWriter } from './byte-writer.ts';
import type { Placement } from './placement.ts';
import { normalWriter, vertexWriter } from './vertex-text.ts';

const SPACE = 32;
const NEWLINE = 10;
/** The number of corners, and three of them. */
const TRIANGLE_BYTES = 13;

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
  /** Faces of three corners each from the corner `from` to before `end`: a few thousand at the most. */
  triangles(corners: Uint32Array, from: number, end: number, firstVertex: number): void;
}

/** Records as text. */
export function asciiRecords(out: ByteWriter, placement: Placement): PlyRecords {
  const vertex = vertexWriter(out, placement);
  const normal = normalWriter(out, placement);
  const records: PlyRecords = {
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
    triangles: (corners, from, end, firstVertex) => {
      for (let i = from; i < end; i += 3) records.face(corners, i, 3, firstVertex);
    },
  };
  return records;
}

/** Records in binary, little-endian. */
export function binaryRecords(out: ByteWriter, { axes, factors, offsets }: Placement): PlyRecords {
  const [, second, third] = axes;
  const [fx, fy, fz] = factors;
  const [ox, oy, oz] = offsets;
  const [sx, sy, sz] = [Math.sign(fx), Math.sign(fy), Math.sign(fz)];
  return {
    vertex: (positions, from, normals, normalFrom, [red, green, blue]) => {
      const { view, at } = out.block(normals ? 27 : 15);
      // Adding zero turns -0 into 0.
      view.setFloat32(at, positions[from]! * fx + ox + 0, true);
      view.setFloat32(at + 4, positions[from + second]! * fy + oy + 0, true);
      view.setFloat32(at + 8, positions[from + third]! * fz + oz + 0, true);
      if (normals) {
        view.setFloat32(at + 12, normals[normalFrom]! * sx + 0, true);
        view.setFloat32(at + 16, normals[normalFrom + second]! * sy + 0, true);
        view.setFloat32(at + 20, normals[normalFrom + third]! * sz + 0, true);
      }
      const colour = normals ? at + 24 : at + 12;
      view.setUint8(colour, red);
      view.setUint8(colour + 1, green);
      view.setUint8(colour + 2, blue);
    },
    face: (corners, from, size, firstVertex) => {
      out.byte(size);
      for (let i = from; i < from + size; i++) out.uint32(corners[i]! + firstVertex);
    },
    triangles: (corners, from, end, firstVertex) => {
      const { view, at } = out.block(((end - from) / 3) * TRIANGLE_BYTES);
      for (let i = from, to = at; i < end; i += 3, to += TRIANGLE_BYTES) {
        view.setUint8(to, 3);
        view.setUint32(to + 1, corners[i]! + firstVertex, true);
        view.setUint32(to + 5, corners[i + 1]! + firstVertex, true);
        view.setUint32(to + 9, corners[i + 2]! + firstVertex, true);
      }
    },
  };
}
