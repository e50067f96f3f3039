import type { Rgb } from '../model.ts';
import { ByteScanner } from './byte-scanner.ts';
import { layerOfFile } from './layer-of-file.ts';
import { unreadable } from './model-errors.ts';
import { type PlyElement, type PlyHeader, type PlyType, readPlyHeader } from './ply-header.ts';
import type { ReadModel } from './read-model.ts';
import { addFace } from './triangulate-face.ts';

/** PLY, text or binary of either byte order, with colours of vertices or faces. Its only layer is named by the file. */
export const readPly: ReadModel = ({ name, bytes }, model) => {
  const header = readPlyHeader(bytes, model);
  if (!header) throw unreadable(name, 'it is not a PLY file');
  const read = valueReader(bytes, header);
  const layer = model.layer(layerOfFile(name));
  let vertices: PlyVertices = { positions: new Float64Array(), colours: undefined };
  try {
    for (const element of header.elements) {
      if (element.name === 'vertex') vertices = readVertices(element, read);
      else readElement(element, read, element.name === 'face' ? (values) => face(values) : () => {});
    }
  } catch (cause) {
    if (cause instanceof RangeError) throw unreadable(name, 'it is incomplete', cause);
    throw cause;
  }

  function face(values: ReadonlyMap<string, readonly number[]>): void {
    const corners = values.get('vertex_indices') ?? values.get('vertex_index') ?? [];
    if (corners.length < 3) {
      model.skipped++;
      return;
    }
    layer.colour = rgbOf(values) ?? vertices.colours?.(corners[0]!);
    addFace(layer, vertices.positions, corners);
  }
};

interface PlyVertices {
  readonly positions: Float64Array;
  readonly colours: ((vertex: number) => Rgb) | undefined;
}

/** The next value of a type. @throws RangeError at the file's end */
type ReadValue = (type: PlyType) => number;

function valueReader(bytes: Uint8Array, { start, encoding }: PlyHeader): ReadValue {
  if (encoding === 'ascii') {
    const text = new ByteScanner(bytes);
    text.at = start;
    return () => {
      while (!text.hasMore()) {
        if (text.ended) throw new RangeError('the text ends');
        text.nextLine();
      }
      return text.number();
    };
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = encoding === 'little';
  let at = start;
  return ({ get, size }) => {
    const value = get(view, at, little);
    at += size;
    return value;
  };
}

function readVertices({ count, properties }: PlyElement, read: ReadValue): PlyVertices {
  const width = properties.length;
  const table = new Float64Array(count * width);
  for (let i = 0; i < table.length; i++) table[i] = read(properties[i % width]!.type);
  const place = (wanted: string) => properties.findIndex(({ name }) => name === wanted);
  const at = (vertex: number, column: number) => (column < 0 ? Number.NaN : table[vertex * width + column]!);
  const axes = [place('x'), place('y'), place('z')];
  const [red, green, blue] = [place('red'), place('green'), place('blue')];
  const scale = properties[red]?.type.size === 1 ? 1 : 255;
  return {
    positions: Float64Array.from({ length: count * 3 }, (_, i) => at(Math.floor(i / 3), axes[i % 3]!)),
    colours:
      red < 0 ? undefined : (vertex) => [at(vertex, red) * scale, at(vertex, green) * scale, at(vertex, blue) * scale],
  };
}

function readElement(
  { count, properties }: PlyElement,
  read: ReadValue,
  use: (values: ReadonlyMap<string, readonly number[]>) => void,
): void {
  const values = new Map<string, number[]>();
  for (let i = 0; i < count; i++) {
    for (const { name, type, countType } of properties) {
      const length = countType ? read(countType) : 1;
      values.set(
        name,
        Array.from({ length }, () => read(type)),
      );
    }
    use(values);
  }
}

function rgbOf(values: ReadonlyMap<string, readonly number[]>): Rgb | undefined {
  const [red, green, blue] = ['red', 'green', 'blue'].map((name) => values.get(name)?.[0]);
  return red === undefined || green === undefined || blue === undefined ? undefined : [red, green, blue];
}
