import type { ByteWriter } from '../byte-writer.ts';
import type { CityObject, ObjectShape } from '../city-objects.ts';
import type { VertexTable } from '../vertex-table.ts';
import { objectType, partType, surfaceType } from './kinds.ts';

/** Triangles between two looks for finished chunks. */
const BATCH = 4096;

/** Writes an object and its parts as members of `CityObjects`. */
export function* writeObject(
  out: ByteWriter,
  vertices: VertexTable,
  object: CityObject,
  between: ',' | ',\n' = ',\n',
): Generator<Uint8Array> {
  const type = objectType(object);
  const children = object.parts.map(({ id }) => id);
  yield* writeMember(out, vertices, object, type, children.length > 0 ? { children } : {});
  for (const part of object.parts) {
    out.text(between);
    const ofPart = part.layer === 'barriers' || part.layer === 'trees' ? type : partType(part);
    yield* writeMember(out, vertices, part, ofPart, { parents: [object.id] });
  }
}

function* writeMember(
  out: ByteWriter,
  vertices: VertexTable,
  { id, osmId, name, attributes, tags, shape }: CityObject,
  type: string,
  relations: Readonly<Record<string, readonly string[]>>,
): Generator<Uint8Array> {
  const known = {
    ...(osmId !== undefined && { osm_id: osmId }),
    ...(name !== undefined && { name }),
    ...attributes,
    ...(Object.keys(tags).length > 0 && { tags }),
  };
  const head = JSON.stringify({ type, ...relations, attributes: known });
  out.text(`${JSON.stringify(id)}:${head.slice(0, -1)}`);
  if (shape) yield* writeGeometry(out, vertices, shape, type, attributes);
  out.text('}');
}

function* writeGeometry(
  out: ByteWriter,
  vertices: VertexTable,
  shape: ObjectShape,
  type: string,
  attributes: CityObject['attributes'],
): Generator<Uint8Array> {
  const triangles = numbered(vertices, shape);
  if (triangles.length === 0) return;
  const kind = shape.solid ? 'Solid' : type === 'TINRelief' ? 'CompositeSurface' : 'MultiSurface';
  out.text(`,"geometry":[{"type":"${kind}","lod":"${levelOfDetail(type, attributes)}","boundaries":`);
  out.text(shape.solid ? '[[' : '[');
  for (const [index, { a, b, c }] of triangles.entries()) {
    out.text(index === 0 ? '[[' : ',[[');
    out.integer(a);
    out.text(',');
    out.integer(b);
    out.text(',');
    out.integer(c);
    out.text(']]');
    if (index % BATCH === 0) yield* out.takeFinished();
  }
  out.text(shape.solid ? ']]' : ']');
  yield* writeSemantics(out, triangles, shape, type, attributes);
  out.text('}]');
}

/** Mapped roofs make buildings 2.2; blocks are 1.2. */
function levelOfDetail(type: string, { roof_shape }: CityObject['attributes']): string {
  if (type.startsWith('Building')) return roof_shape === undefined ? '1.2' : '2.2';
  return type === 'SolitaryVegetationObject' || type.startsWith('Bridge') ? '2' : '1';
}

interface NumberedTriangle {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly surface: number;
}

/** The triangles that rounding leaves. */
function numbered(vertices: VertexTable, { positions, corners, surfaces }: ObjectShape): NumberedTriangle[] {
  const scope = { shape: corners };
  const triangles: NumberedTriangle[] = [];
  for (let i = 0; i < surfaces.length; i++) {
    const [a, b, c] = [0, 1, 2].map((k) => vertices.number(scope, positions, 3 * corners[3 * i + k]!)) as [
      number,
      number,
      number,
    ];
    if (a !== b && b !== c && c !== a) triangles.push({ a, b, c, surface: surfaces[i]! });
  }
  return triangles;
}

function* writeSemantics(
  out: ByteWriter,
  triangles: readonly NumberedTriangle[],
  { solid }: ObjectShape,
  type: string,
  attributes: CityObject['attributes'],
): Generator<Uint8Array> {
  const isRaised = attributes.min_height !== undefined;
  const names = new Map<number, string>();
  for (const { surface } of triangles) {
    const name = names.get(surface) ?? surfaceType(type, surface, isRaised);
    if (name === undefined) return;
    names.set(surface, name);
  }
  const types = [...new Set(names.values())];
  out.text(`,"semantics":{"surfaces":${JSON.stringify(types.map((name) => ({ type: name })))},"values":`);
  out.text(solid ? '[[' : '[');
  for (const [index, { surface }] of triangles.entries()) {
    if (index > 0) out.text(',');
    out.integer(types.indexOf(names.get(surface)!));
    if (index % BATCH === 0) yield* out.takeFinished();
  }
  out.text(solid ? ']]}' : ']}');
}

/** Writes all vertices as a list of lists of whole numbers. */
export function* writeVertices(out: ByteWriter, vertices: VertexTable): Generator<Uint8Array> {
  out.text('[');
  for (let i = 0; i < vertices.count; i++) {
    const [x, y, z] = vertices.vertex(i) as unknown as [number, number, number];
    out.text(i === 0 ? '[' : ',[');
    out.fixed(x, 0);
    out.text(',');
    out.fixed(y, 0);
    out.text(',');
    out.fixed(z, 0);
    out.text(']');
    if (i % BATCH === 0) yield* out.takeFinished();
  }
  out.text(']');
}
