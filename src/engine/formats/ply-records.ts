import type { Rgb } from '../city/city.ts';
import type { ByteWriter } from './byte-writer.ts';
import type { Placement } from './placement.ts';
import { normalWriter, vertexWriter } from './vertex-text.ts';

const SPACE = 32;
const NEWLINE = 10;
/** The number of corners, and three of them. */
const TRIANGLE_BYTES = 13;
/** Three coordinates and a colour. */
const VERTEX_BYTES = 15;
const NORMAL_BYTES = 12;

/** Vertices of a part: where they lie, and their normals. */
export interface PlyVertices {
  readonly positions: Float64Array;
  /** Which of the positions each is. */
  readonly vertices: Uint32Array;
  readonly normals?: Float32Array;
}

/** Writes the records of a PLY: a few thousand at a time. */
export interface PlyRecords {
  /** Vertices of one colour from number `from` to before `end`. */
  vertices(part: PlyVertices, from: number, end: number, colour: Rgb): void;
  /** A face of `size` corners that begin at `from`, counted from the part's first vertex. */
  face(corners: Uint32Array, from: number, size: number, firstVertex: number): void;
  /** Faces of three corners each from the corner `from` to before `end`. */
  triangles(corners: Uint32Array, from: number, end: number, firstVertex: number): void;
}

/** Records as text. */
export function asciiRecords(out: ByteWriter, placement: Placement): PlyRecords {
  const vertex = vertexWriter(out, placement);
  const normal = normalWriter(out, placement);
  const face: PlyRecords['face'] = (corners, from, size, firstVertex) => {
    out.integer(size);
    for (let i = from; i < from + size; i++) {
      out.byte(SPACE);
      out.integer(corners[i]! + firstVertex);
    }
    out.byte(NEWLINE);
  };
  return {
    vertices: ({ positions, vertices, normals }, from, end, colour) => {
      const colourText = ` ${colour.join(' ')}\n`;
      for (let i = from; i < end; i++) {
        vertex(positions, vertices[i]! * 3);
        if (normals) {
          out.byte(SPACE);
          normal(normals, i * 3);
        }
        out.text(colourText);
      }
    },
    face,
    triangles: (corners, from, end, firstVertex) => {
      for (let i = from; i < end; i += 3) face(corners, i, 3, firstVertex);
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
    vertices: ({ positions, vertices, normals }, from, end, [red, green, blue]) => {
      const bytes = normals ? VERTEX_BYTES + NORMAL_BYTES : VERTEX_BYTES;
      const { view, at } = out.block((end - from) * bytes);
      for (let i = from, to = at; i < end; i++, to += bytes) {
        const first = vertices[i]! * 3;
        // Adding zero turns -0 into 0.
        view.setFloat32(to, positions[first]! * fx + ox + 0, true);
        view.setFloat32(to + 4, positions[first + second]! * fy + oy + 0, true);
        view.setFloat32(to + 8, positions[first + third]! * fz + oz + 0, true);
        let colour = to + 12;
        if (normals) {
          view.setFloat32(colour, normals[i * 3]! * sx + 0, true);
          view.setFloat32(colour + 4, normals[i * 3 + second]! * sy + 0, true);
          view.setFloat32(colour + 8, normals[i * 3 + third]! * sz + 0, true);
          colour += NORMAL_BYTES;
        }
        view.setUint8(colour, red);
        view.setUint8(colour + 1, green);
        view.setUint8(colour + 2, blue);
      }
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
