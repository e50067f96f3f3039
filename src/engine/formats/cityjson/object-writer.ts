import type { ByteWriter } from '../byte-writer.ts';
import type { CityObject, ObjectShape } from '../city-objects.ts';
import { JsonWriter } from '../json-text.ts';
import { digitList, itemText, tripleList } from '../number-lists.ts';
import { longText } from '../prepared-text.ts';
import type { VertexTable } from '../vertex-table.ts';
import { objectType, partType } from './kinds.ts';
import { RoundedTriangles } from './rounded-triangles.ts';
import { Semantics } from './semantics.ts';

const QUOTE = 34;
/** A triangle as a surface without holes. */
const BOUNDARY = itemText('[[', ',', ']]', ',');

const TYPE = longText(':{"type":"');
const ATTRIBUTES = longText(',"attributes":');
const SOLID = geometryText('Solid', '[[', ']]');
const COMPOSITE = geometryText('CompositeSurface', '[', ']');
const MULTI = geometryText('MultiSurface', '[', ']');

/** What stands around the parts of a geometry whose lists of triangles begin and end so. */
function geometryText(type: string, open: string, close: string) {
  return {
    begin: longText(`,"geometry":[{"type":"${type}","lod":"`),
    boundaries: longText(`","boundaries":${open}`),
    semantics: longText(`${close},"semantics":{"surfaces":`),
    values: longText(`,"values":${open}`),
    valuesEnd: longText(`${close}}}]`),
    end: longText(`${close}}]`),
  };
}

/** Writes objects as members of `CityObjects`. */
export class ObjectWriter {
  readonly #out: ByteWriter;
  readonly #json: JsonWriter;
  readonly #triangles: RoundedTriangles;
  readonly #semantics = new Semantics();

  constructor(out: ByteWriter, vertices: VertexTable) {
    this.#out = out;
    this.#json = new JsonWriter(out);
    this.#triangles = new RoundedTriangles(vertices);
  }

  /** Writes an object and its parts. */
  *write(object: CityObject, between: ',' | ',\n' = ',\n'): Generator<Uint8Array> {
    const type = objectType(object);
    const { id, layer, parts } = object;
    const children = parts.length > 0 ? `,"children":${JSON.stringify(parts.map((part) => part.id))}` : '';
    yield* this.#member(object, type, children);
    for (const part of parts) {
      this.#out.text(between);
      const ofPart = layer === 'barriers' || layer === 'trees' ? type : partType(part);
      yield* this.#member(part, ofPart, `,"parents":${JSON.stringify([id])}`);
    }
  }

  *#member(object: CityObject, type: string, relations: string): Generator<Uint8Array> {
    const out = this.#out;
    const { shape } = object;
    this.#json.string(object.id);
    out.put(TYPE);
    out.text(type);
    out.byte(QUOTE);
    out.text(relations);
    out.put(ATTRIBUTES);
    this.#known(object);
    if (shape) {
      this.#triangles.read(shape);
      if (this.#triangles.count > 0) yield* this.#geometry(object, type, shape);
    }
    out.text('}');
  }

  /** What is known of an object. */
  #known({ osmId, name, attributes, tags }: CityObject): void {
    const json = this.#json;
    json.open();
    if (osmId !== undefined) json.member('osm_id', osmId);
    if (name !== undefined) json.member('name', name);
    json.members(attributes);
    json.objectMember('tags', tags);
    json.close();
  }

  *#geometry({ attributes }: CityObject, type: string, { solid }: ObjectShape): Generator<Uint8Array> {
    const out = this.#out;
    const { corners, surfaces, count } = this.#triangles;
    const text = solid ? SOLID : type === 'TINRelief' ? COMPOSITE : MULTI;
    out.put(text.begin);
    out.text(levelOfDetail(type, attributes));
    out.put(text.boundaries);
    yield* tripleList(out, corners, BOUNDARY, 3 * count);
    const types = this.#semantics.of(type, attributes.min_height !== undefined, surfaces, count);
    if (types !== undefined) {
      out.put(text.semantics);
      out.put(types.text);
      out.put(text.values);
      yield* digitList(out, surfaces, types.numbers, count);
    }
    out.put(types === undefined ? text.end : text.valuesEnd);
  }
}

/** Mapped roofs make buildings 2.2; blocks are 1.2. */
function levelOfDetail(type: string, { roof_shape }: CityObject['attributes']): string {
  if (type.startsWith('Building')) return roof_shape === undefined ? '1.2' : '2.2';
  return type === 'SolitaryVegetationObject' || type.startsWith('Bridge') ? '2' : '1';
}
