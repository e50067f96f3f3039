import { NO_FEATURE, type Rgb } from '../model.ts';
import { baseName } from '../readable-formats.ts';
import { Doubles } from './growable.ts';
import { IDENTITY, type Matrix, multiply, transformed } from './matrix.ts';
import type { LayerBuilder, ModelBuilder } from './model-builder.ts';
import { unreadable } from './model-errors.ts';
import type { ReadModel } from './read-model.ts';
import { addTriangle } from './triangulate-face.ts';
import { parseXml, type XmlTag } from './xml-events.ts';

/** Metres per unit of the core specification; millimetres where nothing is said. */
const UNITS: Readonly<Record<string, number>> = {
  micron: 1e-6,
  millimeter: 0.001,
  centimeter: 0.01,
  inch: 0.0254,
  foot: 0.3048,
  meter: 1,
};

/** Components may contain components; a file in which they contain themselves has no end. */
const MAX_DEPTH = 32;

/**
 * 3MF (core specification 1.3): a ZIP with XML, z up. Objects are layers, base materials and colour groups their colours.
 * A model that was made smaller for a printer is shown in its real size where its metadata tell the scale.
 */
export const read3mf: ReadModel = async ({ name, bytes }, model) => {
  const { default: JSZip } = await import('jszip');
  const zip = await JSZip.loadAsync(bytes).catch((cause) => {
    throw unreadable(name, 'it is damaged or not a 3MF file', cause);
  });
  const reader = new Reader3mf(model);
  for (const part of Object.values(zip.files)) {
    if (part.dir || !part.name.toLowerCase().endsWith('.model')) continue;
    parseXml(name, await part.async('uint8array'), reader.part(`/${part.name}`));
  }
  reader.build();
};

interface Object3mf {
  readonly name: string;
  readonly vertices: Doubles;
  /** Three vertices and a place in `colours` per triangle. */
  readonly triangles: number[];
  readonly colours: (Rgb | undefined)[];
  readonly components: { readonly key: string; readonly matrix: Matrix }[];
  /** Property group and place in it, of triangles that name none. */
  readonly pid: string | undefined;
  readonly pindex: string | undefined;
}

class Reader3mf {
  readonly #model: ModelBuilder;
  readonly #objects = new Map<string, Object3mf>();
  readonly #items: { readonly key: string; readonly matrix: Matrix }[] = [];
  readonly #groups = new Map<string, Rgb[]>();

  constructor(model: ModelBuilder) {
    this.#model = model;
  }

  /** Takes in one part of the package: parts may refer to objects of each other. */
  part(path: string) {
    let object: Object3mf | undefined;
    let group: Rgb[] = [];
    let metadata = '';
    const key = ({ objectid, 'p:path': other }: XmlTag['attributes']) => `${other ?? path}#${objectid}`;
    const takers: Readonly<Record<string, (attributes: XmlTag['attributes']) => void>> = {
      model: ({ unit }) => {
        this.#model.metresPerUnit ??= UNITS[unit ?? 'millimeter'];
      },
      metadata: ({ name = '' }) => {
        metadata = name;
      },
      basematerials: ({ id }) => this.#groups.set(`${path}#${id}`, (group = [])),
      colorgroup: ({ id }) => this.#groups.set(`${path}#${id}`, (group = [])),
      base: ({ displaycolor }) => group.push(hexColour(displaycolor)),
      color: ({ color }) => group.push(hexColour(color)),
      object: ({ id, name, pid, pindex }) => {
        object = {
          name: name || `Object ${id}`,
          vertices: new Doubles(),
          triangles: [],
          colours: [],
          components: [],
          pid,
          pindex,
        };
        this.#objects.set(`${path}#${id}`, object);
      },
      vertex: ({ x, y, z }) => object?.vertices.push3(Number(x), Number(y), Number(z)),
      triangle: (triangle) => object && this.#triangle(path, object, triangle),
      component: (component) => object?.components.push({ key: key(component), matrix: matrixOf(component.transform) }),
      item: (item) => this.#items.push({ key: key(item), matrix: matrixOf(item.transform) }),
    };
    return {
      open: ({ name, attributes }: XmlTag) => takers[name]?.(attributes),
      text: (text: string) => this.#metadata(metadata, text),
      close: () => {
        metadata = '';
      },
    };
  }

  #triangle(path: string, object: Object3mf, { v1, v2, v3, pid, p1 }: XmlTag['attributes']): void {
    const group = this.#groups.get(`${path}#${pid ?? object.pid}`);
    object.triangles.push(Number(v1), Number(v2), Number(v3));
    object.colours.push(group?.[Number(p1 ?? object.pindex ?? 0)]);
  }

  /** A scale is written as `1:500` or as the number 500. */
  #metadata(name: string, text: string): void {
    if (!/scale$/i.test(baseName(name.replaceAll(':', '/')))) return;
    const scale = Number(/^\s*(?:1\s*:\s*)?(\d+(?:\.\d+)?)\s*$/.exec(text)?.[1]);
    if (scale > 0) this.#model.metresPerUnit = (this.#model.metresPerUnit ?? UNITS.millimeter!) * scale;
  }

  build(): void {
    for (const { key, matrix } of this.#items) this.#add(key, matrix, undefined, 0);
  }

  #add(key: string, matrix: Matrix, layer: LayerBuilder | undefined, depth: number): void {
    const object = this.#objects.get(key);
    if (!object || depth > MAX_DEPTH) {
      throw unreadable(this.#model.fileName, object ? 'its parts contain themselves' : 'a part of it is missing');
    }
    const own = layer ?? this.#model.layer(object.name);
    own.feature = NO_FEATURE;
    const positions = transformed(object.vertices.array.subarray(0, object.vertices.length), matrix);
    const { triangles, colours } = object;
    for (let i = 0; i < triangles.length; i += 3) {
      own.colour = colours[i / 3];
      addTriangle(own, positions, triangles[i]!, triangles[i + 1]!, triangles[i + 2]!);
    }
    for (const part of object.components) this.#add(part.key, multiply(matrix, part.matrix), own, depth + 1);
  }
}

/** Twelve numbers, row by row of a matrix that is multiplied from the right, without its last column. */
function matrixOf(text: string | undefined): Matrix {
  const numbers = text?.trim().split(/\s+/).map(Number) ?? [];
  if (numbers.length !== 12) return IDENTITY;
  return [0, 1, 2, 3].flatMap((row) => [...numbers.slice(row * 3, row * 3 + 3), row === 3 ? 1 : 0]);
}

/** `#RRGGBB` or `#RRGGBBAA`, in sRGB. */
function hexColour(text = ''): Rgb {
  const value = Number.parseInt(text.slice(1, 7), 16) || 0;
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
