import { LAYERS } from '../../contract/layers.ts';
import { type Feature, type ModelFile, NO_FEATURE, type Rgb } from '../model.ts';
import { baseName } from '../readable-formats.ts';
import { ByteScanner } from './byte-scanner.ts';
import { readNote } from './file-notes.ts';
import { Doubles } from './growable.ts';
import { layerOfFile } from './layer-of-file.ts';
import type { LayerBuilder, ModelBuilder } from './model-builder.ts';
import type { ReadModel } from './read-model.ts';
import { readMtl } from './read-mtl.ts';
import { addFace } from './triangulate-face.ts';

/** Wavefront OBJ: an object (`o`) is a layer, a group (`g`) in it a feature; a comment before a group is its name. */
export const readObj: ReadModel = async (file, model) => {
  const reader = new ObjReader(file, model);
  const text = new ByteScanner(file.bytes);
  for (; !text.ended; text.nextLine()) {
    const library = reader.line(text);
    if (library) await reader.loadMaterials(library);
  }
};

class ObjReader {
  readonly #file: ModelFile;
  readonly #model: ModelBuilder;
  readonly #vertices = new Doubles();
  readonly #corners: number[] = [];
  #materials = new Map<string, Rgb>();
  #object: string;
  #layer: LayerBuilder;
  #colour: Rgb | undefined;
  #comment = '';

  constructor(file: ModelFile, model: ModelBuilder) {
    this.#file = file;
    this.#model = model;
    this.#object = layerOfFile(file.name);
    this.#layer = model.layer(this.#object);
  }

  /** Reads a line. @returns the name of a material library, where it names one */
  line(text: ByteScanner): string | undefined {
    const keyword = text.word();
    switch (keyword) {
      case 'v':
        this.#vertices.push3(text.number(), text.number(), text.number());
        break;
      case 'f':
        this.#face(text);
        break;
      case 'o':
        this.#openObject(text.rest() || 'Model');
        break;
      case 'g':
        this.#group(text.rest());
        break;
      case 'usemtl':
        this.#colour = this.#materials.get(text.rest());
        this.#layer.colour = this.#colour;
        break;
      case 'mtllib':
        return text.rest();
      case '#':
        this.#comment = text.rest();
        if (this.#vertices.length === 0) readNote(this.#comment, this.#model);
        return undefined;
    }
    this.#comment = '';
    return undefined;
  }

  async loadMaterials(library: string): Promise<void> {
    const bytes = await this.#file.companion(baseName(library));
    if (bytes) this.#materials = readMtl(bytes);
  }

  /** An object of other programs is often a single building. */
  #openObject(name: string): void {
    this.#object = name;
    this.#enterLayer();
    this.#layer.feature = Object.hasOwn(LAYERS, name) ? NO_FEATURE : this.#model.addFeature(feature(name));
  }

  #enterLayer(): void {
    this.#layer = this.#model.layer(this.#object);
    this.#layer.colour = this.#colour;
  }

  /** Our groups are `<layer>_<id>`. */
  #group(name: string): void {
    this.#enterLayer();
    const prefix = `${this.#object}_`;
    const id = name.startsWith(prefix) ? name.slice(prefix.length) : name;
    this.#layer.feature = this.#model.addFeature(feature(id, this.#comment));
  }

  /** Corners are `vertex/texture/normal`; negative numbers count from the last vertex back. */
  #face(text: ByteScanner): void {
    const corners = this.#corners;
    corners.length = 0;
    while (text.hasMore()) {
      const number = text.integer();
      text.skipWord();
      corners.push(number < 0 ? this.#vertices.length / 3 + number : number - 1);
    }
    const count = this.#vertices.length / 3;
    if (corners.length >= 3 && corners.every((corner) => corner < count)) {
      addFace(this.#layer, this.#vertices.array, corners);
    } else {
      this.#model.skipped++;
    }
  }
}

function feature(id: string, name = ''): Feature {
  return { id, ...(name && { name }), attributes: [], provenance: 'unknown' };
}
