import { type Feature, NO_FEATURE, type Rgb } from '../model.ts';
import { aciColour } from './aci-colour.ts';
import { DxfTags } from './dxf-tags.ts';
import { readNote } from './file-notes.ts';
import { Doubles } from './growable.ts';
import type { LayerBuilder, ModelBuilder } from './model-builder.ts';
import { unreadable } from './model-errors.ts';
import type { ReadModel } from './read-model.ts';
import { addFace, addTriangle } from './triangulate-face.ts';

/** Metres per unit by `$INSUNITS`: inches, feet, millimetres, centimetres, metres, kilometres. */
const INSUNITS: Readonly<Record<number, number>> = { 1: 0.0254, 2: 0.3048, 4: 0.001, 5: 0.01, 6: 1, 7: 1000 };

/** Flags (group 70) of POLYLINE and VERTEX. */
const POLYFACE = 64;
const POSITION = 64;

/** DXF as text: 3DFACEs and polyface meshes, with the colours of their layers and our extended data. Other entities have no surface. */
export const readDxf: ReadModel = ({ name, bytes }, model) => {
  if (new TextDecoder('latin1').decode(bytes.subarray(0, 18)) === 'AutoCAD Binary DXF') {
    throw unreadable(name, 'it is a binary DXF');
  }
  const reader = new DxfReader(model);
  const tags = new DxfTags(bytes);
  while (tags.next()) reader.tag(tags);
  reader.end();
};

/** An entity or table record while its tags come in. */
class DxfRecord {
  type = '';
  layer = '0';
  colour: Rgb | undefined;
  flags = 0;
  /** Texts of extended data, the first of which is the id. */
  texts: string[] = [];
  name = '';
  /** Four corners of a 3DFACE, or the place of a vertex. */
  readonly corners = new Float64Array(12);
  /** Corners of a face record, counted from 1; negative where the edge is hidden. */
  readonly face = new Int32Array(4);

  start(type: string): void {
    this.type = type;
    this.layer = '0';
    this.colour = undefined;
    this.flags = 0;
    if (this.texts.length > 0) this.texts = [];
    this.name = '';
    this.corners.fill(0);
    this.face.fill(0);
  }

  take(tags: DxfTags): void {
    const { code } = tags;
    if (code >= 10 && code <= 33) this.corners[(code % 10) * 3 + Math.floor(code / 10) - 1] = tags.number();
    else if (code >= 71 && code <= 74) this.face[code - 71] = tags.number();
    else if (code === 8) this.layer = tags.text();
    else if (code === 70) this.flags = tags.number();
    else if (code === 62) this.colour = aciOf(tags.number());
    else if (code === 420) this.colour = trueColour(tags.number());
    else if (code === 1000) this.texts.push(tags.text());
    else if (code === 2) this.name = tags.text();
  }
}

class DxfReader {
  readonly #model: ModelBuilder;
  readonly #record = new DxfRecord();
  readonly #layerColours = new Map<string, Rgb>();
  readonly #vertices = new Doubles();
  readonly #faces: number[] = [];
  /** The polyface mesh whose vertices are read. */
  #mesh: { layer: string; colour: Rgb | undefined; texts: readonly string[] } | undefined;
  /** The feature before, which may go on: large bodies are several meshes. */
  #last: { id: string; number: number } | undefined;
  #variable = '';
  #section = '';

  constructor(model: ModelBuilder) {
    this.#model = model;
  }

  tag(tags: DxfTags): void {
    const { code } = tags;
    if (code === 0) {
      this.#close();
      this.#record.start(tags.text());
      if (this.#record.type === 'ENDSEC') this.#section = '';
    } else if (code === 999) readNote(tags.text(), this.#model);
    else if (code === 9) this.#variable = tags.text();
    else if (code === 70 && this.#variable === '$INSUNITS') {
      this.#model.metresPerUnit = INSUNITS[tags.number()];
      this.#variable = '';
    } else this.#record.take(tags);
  }

  end(): void {
    this.#close();
  }

  /** Uses the record whose tags are complete. */
  #close(): void {
    const record = this.#record;
    if (record.type === 'SECTION') this.#section = record.name;
    else if (record.type === 'LAYER' && record.colour) this.#layerColours.set(record.name, record.colour);
    if (this.#section !== 'ENTITIES') return;
    if (record.type === '3DFACE') this.#face3d();
    else if (record.type === 'POLYLINE' && record.flags & POLYFACE) this.#openMesh();
    else if (record.type === 'VERTEX' && this.#mesh) this.#vertex();
    else if (record.type === 'SEQEND' && this.#mesh) this.#closeMesh();
  }

  #face3d(): void {
    const { layer, colour, texts, corners } = this.#record;
    const target = this.#target(layer, colour, texts);
    addTriangle(target, corners, 0, 1, 2);
    // A triangle repeats its third corner.
    if ([0, 1, 2].some((axis) => corners[6 + axis] !== corners[9 + axis])) addTriangle(target, corners, 0, 2, 3);
  }

  #openMesh(): void {
    const { layer, colour, texts } = this.#record;
    this.#mesh = { layer, colour, texts };
    this.#vertices.length = 0;
    this.#faces.length = 0;
  }

  #vertex(): void {
    const { flags, corners, face } = this.#record;
    if (flags & POSITION) this.#vertices.push3(corners[0]!, corners[1]!, corners[2]!);
    else this.#faces.push(...face);
  }

  #closeMesh(): void {
    const { layer, colour, texts } = this.#mesh!;
    this.#mesh = undefined;
    const target = this.#target(layer, colour, texts);
    const count = this.#vertices.length / 3;
    for (let i = 0; i < this.#faces.length; i += 4) {
      const corners = this.#faces.slice(i, i + 4).flatMap((corner) => (corner === 0 ? [] : Math.abs(corner) - 1));
      if (corners.length >= 3 && corners.every((corner) => corner < count)) {
        addFace(target, this.#vertices.array, corners);
      } else {
        this.#model.skipped++;
      }
    }
  }

  #target(layerName: string, colour: Rgb | undefined, texts: readonly string[]): LayerBuilder {
    const layer = this.#model.layer(layerName);
    layer.colour = colour ?? this.#layerColours.get(layerName);
    layer.feature = this.#feature(texts);
    return layer;
  }

  #feature(texts: readonly string[]): number {
    const [id] = texts;
    if (id === undefined) return NO_FEATURE;
    if (this.#last?.id !== id) this.#last = { id, number: this.#model.addFeature(feature(texts)) };
    return this.#last.number;
  }
}

/** Our extended data: the id, the name where there is one, and then `key=value`. */
function feature([id = '', ...rest]: readonly string[]): Feature {
  const attributes = rest.flatMap((text): [string, string][] => {
    const [, key, value] = /^([\w:.-]+)=(.*)$/.exec(text) ?? [];
    return key !== undefined && value !== undefined ? [[key, value]] : [];
  });
  const name = rest.find((text) => !/^[\w:.-]+=/.test(text));
  return { id, ...(name && { name }), attributes, provenance: 'unknown' };
}

/** 0 and 256 leave it to the block or layer; negative: the layer is off. */
function aciOf(index: number): Rgb | undefined {
  const number = Math.abs(index);
  return number === 0 || number >= 256 ? undefined : aciColour(number);
}

function trueColour(value: number): Rgb {
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
