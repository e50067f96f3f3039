import { type Feature, NO_FEATURE, type Rgb } from '../model.ts';
import { IDENTITY, type Matrix, multiply, rotationAbout, scaling, transformed, translation } from './matrix.ts';
import type { LayerBuilder, ModelBuilder } from './model-builder.ts';
import { unreadable } from './model-errors.ts';
import type { ReadModel } from './read-model.ts';
import { addFace } from './triangulate-face.ts';
import { parseXmlTree, type XmlElement } from './xml-tree.ts';

/** Trees of nodes are shallow; a file whose nodes contain themselves has no end. */
const MAX_DEPTH = 64;
/** A scene with more nodes at its top has no nodes for layers. */
const MAX_LAYER_NODES = 32;

/** COLLADA 1.4 and 1.5, as plain meshes with the diffuse colours of their materials. Nodes at the top are layers. */
export const readDae: ReadModel = ({ name, bytes }, model) => {
  const root = parseXmlTree(name, bytes);
  if (root.name !== 'COLLADA') throw unreadable(name, 'it is not a COLLADA file');
  model.up = root.find('asset', 'up_axis')?.text.trim() === 'Z_UP' ? 'z' : 'y';
  model.metresPerUnit = Number(root.find('asset', 'unit')?.attributes.meter ?? 1) || 1;
  new ColladaScene(root, model).read();
};

interface Place {
  readonly matrix: Matrix;
  /** Undefined above the layers. */
  readonly layer: LayerBuilder | undefined;
  readonly feature: number;
  readonly depth: number;
}

class ColladaScene {
  readonly #root: XmlElement;
  readonly #model: ModelBuilder;
  /** Every element that can be referred to. */
  readonly #ids = new Map<string, XmlElement>();
  readonly #colours = new Map<string, Rgb | undefined>();

  constructor(root: XmlElement, model: ModelBuilder) {
    this.#root = root;
    this.#model = model;
    this.#collectIds(root);
  }

  read(): void {
    const scene = this.#target(this.#root.find('scene', 'instance_visual_scene')?.attributes.url);
    const nodes = (scene ?? this.#root.find('library_visual_scenes', 'visual_scene'))?.all('node') ?? [];
    this.#nodes(nodes, { matrix: IDENTITY, layer: undefined, feature: NO_FEATURE, depth: 0 });
  }

  #collectIds(element: XmlElement): void {
    if (element.attributes.id) this.#ids.set(element.attributes.id, element);
    for (const child of element.children) this.#collectIds(child);
  }

  #target(url: string | undefined): XmlElement | undefined {
    return url?.startsWith('#') ? this.#ids.get(url.slice(1)) : undefined;
  }

  #nodes(nodes: readonly XmlElement[], place: Place): void {
    if (place.depth > MAX_DEPTH) throw unreadable(this.#model.fileName, 'its nodes lie too deep in each other');
    const isFlat = !place.layer && nodes.length > MAX_LAYER_NODES;
    const layer = isFlat ? this.#model.layer('Model') : place.layer;
    for (const node of nodes) this.#node(node, { ...place, layer }, nodes.length === 1);
  }

  #node(node: XmlElement, { matrix, layer, feature, depth }: Place, isOnly: boolean): void {
    const { name, id = '' } = node.attributes;
    const isGroup = !node.find('instance_geometry');
    const here: Place = {
      matrix: multiply(matrix, ownMatrix(node)),
      layer: layer ?? (isOnly && isGroup ? undefined : this.#model.layer(name ?? (id || 'Model'))),
      feature: layer && (name || id) ? this.#model.addFeature(namedFeature(id, name)) : feature,
      depth: depth + 1,
    };
    for (const instance of node.all('instance_geometry')) this.#geometry(instance, here);
    const copies = node.all('instance_node').flatMap(({ attributes }) => this.#target(attributes.url) ?? []);
    this.#nodes([...node.all('node'), ...copies], here);
  }

  #geometry(instance: XmlElement, { matrix, layer, feature }: Place): void {
    const mesh = this.#target(instance.attributes.url)?.find('mesh');
    if (!mesh || !layer) return;
    layer.feature = feature;
    const bound = new Map(
      [...instance.below('instance_material')].map(({ attributes }) => [attributes.symbol, attributes.target]),
    );
    for (const primitive of mesh.children) {
      const faces = FACES[primitive.name];
      if (!faces) continue;
      layer.colour = this.#colour(bound.get(primitive.attributes.material));
      this.#primitive(primitive, faces(primitive), matrix, layer);
    }
  }

  /** `p` interleaves one number for each input; positions are behind the input VERTEX. */
  #primitive(primitive: XmlElement, faces: readonly number[], matrix: Matrix, layer: LayerBuilder): void {
    const inputs = primitive.all('input');
    const vertex = inputs.find(({ attributes }) => attributes.semantic === 'VERTEX');
    const vertices = this.#target(vertex?.attributes.source);
    const source = vertices?.all('input').find(({ attributes }) => attributes.semantic === 'POSITION');
    const positions = this.#positions(this.#target(source?.attributes.source));
    if (!vertex || !positions) throw unreadable(this.#model.fileName, 'a mesh in it has no positions');
    const stride = 1 + Math.max(...inputs.map(({ attributes }) => Number(attributes.offset ?? 0)));
    const offset = Number(vertex.attributes.offset ?? 0);
    const places = primitive.all('p').map((p) => p.numbers());
    const moved = transformed(positions, matrix);
    let part = 0;
    let at = offset;
    for (const count of faces) {
      // Each polygon has a `p` of its own; triangles and polylists share one.
      if (at >= places[part]!.length && part + 1 < places.length) {
        part++;
        at = offset;
      }
      const corners = Array.from({ length: count }, (_, i) => places[part]![at + i * stride] ?? Number.NaN);
      at += count * stride;
      addFace(layer, moved, corners);
    }
  }

  #positions(source: XmlElement | undefined): Float64Array | undefined {
    const values = source?.find('float_array')?.numbers();
    const stride = Number(source?.find('technique_common', 'accessor')?.attributes.stride ?? 3);
    if (!values || stride === 3) return values;
    const count = Math.floor(values.length / stride);
    return Float64Array.from({ length: count * 3 }, (_, i) => values[Math.floor(i / 3) * stride + (i % 3)]!);
  }

  #colour(material: string | undefined): Rgb | undefined {
    if (material === undefined) return undefined;
    if (!this.#colours.has(material)) this.#colours.set(material, this.#diffuse(material));
    return this.#colours.get(material);
  }

  #diffuse(material: string): Rgb | undefined {
    const effect = this.#target(this.#target(material)?.find('instance_effect')?.attributes.url);
    for (const diffuse of effect?.below('diffuse') ?? []) {
      const colour = diffuse.find('color')?.numbers();
      if (!colour || colour.length < 3) continue;
      return [0, 1, 2].map((i) => Math.round(Math.min(1, Math.max(0, colour[i]!)) * 255)) as unknown as Rgb;
    }
    return undefined;
  }
}

/** The numbers of corners of a primitive's faces, by its kind. */
const FACES: Readonly<Record<string, (primitive: XmlElement) => readonly number[]>> = {
  triangles: ({ attributes }) => new Array<number>(Math.max(0, Number(attributes.count) || 0)).fill(3),
  polylist: (primitive) => [...(primitive.find('vcount')?.numbers() ?? [])],
  polygons: (primitive) => {
    const stride = 1 + Math.max(...primitive.all('input').map(({ attributes }) => Number(attributes.offset ?? 0)));
    return primitive.all('p').map((p) => Math.floor(p.numbers().length / stride));
  },
};

const TRANSFORMATIONS: Readonly<Record<string, (values: readonly number[]) => Matrix>> = {
  // Written row by row.
  matrix: (rows) => rows.map((_, i) => rows[(i % 4) * 4 + Math.floor(i / 4)]!),
  translate: translation,
  scale: scaling,
  rotate: rotationAbout,
};

function ownMatrix(node: XmlElement): Matrix {
  return node.children.reduce<Matrix>((matrix, child) => {
    const transformation = TRANSFORMATIONS[child.name];
    const values = [...child.numbers()];
    return transformation && (child.name !== 'matrix' || values.length === 16)
      ? multiply(matrix, transformation(values))
      : matrix;
  }, IDENTITY);
}

function namedFeature(id: string, name: string | undefined): Feature {
  return { id: id || (name ?? ''), ...(name && name !== id && { name }), attributes: [], provenance: 'unknown' };
}
