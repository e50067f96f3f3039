import { SURFACES } from '../../mesh/layer-mesh.ts';
import type { ByteWriter } from '../byte-writer.ts';
import type { CityObject, ObjectShape } from '../city-objects.ts';
import { type TripleText, tripleList } from '../number-lists.ts';
import type { VertexTable } from '../vertex-table.ts';
import { objectType, partType, surfaceType } from './kinds.ts';

const VERTEX: TripleText = { open: '[', between: ',', close: ']', next: ',' };
/** A triangle as a surface without holes. */
const BOUNDARY: TripleText = { open: '[[', between: ',', close: ']]', next: ',' };

/** Writes an object and its parts as members of `CityObjects`. */
export function* writeObject(
  out: ByteWriter,
  vertices: VertexTable,
  object: CityObject,
  between: ',' | ',\n' = ',\n',
): Generator<Uint8Array> {
  const type = objectType(object);
  const children = object.parts.map(({ id }) => id);
  yield* writeMember(out, vertices, object, type, children.length > 0 ? `,"children":${JSON.stringify(children)}` : '');
  for (const part of object.parts) {
    out.text(between);
    const ofPart = part.layer === 'barriers' || part.layer === 'trees' ? type : partType(part);
    yield* writeMember(out, vertices, part, ofPart, `,"parents":${JSON.stringify([object.id])}`);
  }
}

function* writeMember(
  out: ByteWriter,
  vertices: VertexTable,
  object: CityObject,
  type: string,
  relations: string,
): Generator<Uint8Array> {
  const { id, shape, attributes } = object;
  out.text(`${JSON.stringify(id)}:{"type":"${type}"${relations},"attributes":{${knownMembers(object)}}`);
  if (shape) yield* writeGeometry(out, vertices, shape, type, attributes);
  out.text('}');
}

/** What is known of an object, as members of a JSON object: put together from text, which is quicker than from objects. */
function knownMembers({ osmId, name, attributes, tags }: CityObject): string {
  const tagText = JSON.stringify(tags);
  return [
    osmId === undefined ? '' : `"osm_id":${JSON.stringify(osmId)}`,
    name === undefined ? '' : `"name":${JSON.stringify(name)}`,
    JSON.stringify(attributes).slice(1, -1),
    tagText === '{}' ? '' : `"tags":${tagText}`,
  ]
    .filter((member) => member !== '')
    .join(',');
}

function* writeGeometry(
  out: ByteWriter,
  vertices: VertexTable,
  shape: ObjectShape,
  type: string,
  attributes: CityObject['attributes'],
): Generator<Uint8Array> {
  const { corners, surfaces } = roundedTriangles(vertices, shape);
  if (surfaces.length === 0) return;
  const kind = shape.solid ? 'Solid' : type === 'TINRelief' ? 'CompositeSurface' : 'MultiSurface';
  out.text(`,"geometry":[{"type":"${kind}","lod":"${levelOfDetail(type, attributes)}","boundaries":`);
  out.text(shape.solid ? '[[' : '[');
  yield* tripleList(out, corners, BOUNDARY);
  out.text(shape.solid ? ']]' : ']');
  yield* writeSemantics(out, surfaces, shape, type, attributes);
  out.text('}]');
}

/** Mapped roofs make buildings 2.2; blocks are 1.2. */
function levelOfDetail(type: string, { roof_shape }: CityObject['attributes']): string {
  if (type.startsWith('Building')) return roof_shape === undefined ? '1.2' : '2.2';
  return type === 'SolitaryVegetationObject' || type.startsWith('Bridge') ? '2' : '1';
}

/** The triangles that rounding leaves, by numbered vertices. */
function roundedTriangles(
  vertices: VertexTable,
  { positions, corners: all, surfaces }: ObjectShape,
): Pick<ObjectShape, 'corners' | 'surfaces'> {
  const corners = vertices.numbers(positions, all);
  let count = 0;
  let left = surfaces;
  for (let i = 0; i < surfaces.length; i++) {
    const a = corners[3 * i]!;
    const b = corners[3 * i + 1]!;
    const c = corners[3 * i + 2]!;
    if (a === b || b === c || c === a) {
      if (left === surfaces) left = surfaces.slice();
      continue;
    }
    if (left !== surfaces) {
      corners[3 * count] = a;
      corners[3 * count + 1] = b;
      corners[3 * count + 2] = c;
      left[count] = surfaces[i]!;
    }
    count++;
  }
  return count === surfaces.length
    ? { corners, surfaces }
    : { corners: corners.subarray(0, 3 * count), surfaces: left.subarray(0, count) };
}

function* writeSemantics(
  out: ByteWriter,
  surfaces: Uint8Array,
  { solid }: ObjectShape,
  type: string,
  attributes: CityObject['attributes'],
): Generator<Uint8Array> {
  const isRaised = attributes.min_height !== undefined;
  const types: string[] = [];
  const numbers = new Int8Array(SURFACES.length).fill(-1);
  for (let i = 0; i < surfaces.length; i++) {
    const surface = surfaces[i]!;
    if (numbers[surface] === -1) {
      const name = surfaceType(type, surface, isRaised);
      if (name === undefined) return;
      if (!types.includes(name)) types.push(name);
      numbers[surface] = types.indexOf(name);
    }
  }
  out.text(`,"semantics":{"surfaces":${JSON.stringify(types.map((name) => ({ type: name })))},"values":`);
  out.text(solid ? '[[' : '[');
  for (let i = 0; i < surfaces.length; i++) {
    if (i > 0) out.text(',');
    out.integer(numbers[surfaces[i]!]!);
  }
  yield* out.takeFinished();
  out.text(solid ? ']]}' : ']}');
}

/** Writes all vertices as a list of lists of whole numbers. */
export function* writeVertices(out: ByteWriter, vertices: VertexTable): Generator<Uint8Array> {
  out.text('[');
  yield* tripleList(out, vertices.values, VERTEX);
  out.text(']');
}
