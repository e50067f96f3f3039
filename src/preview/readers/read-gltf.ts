import { NO_FEATURE, type Rgb } from '../model.ts';
import { featureOfExtras } from './extras.ts';
import { GltfAccessors } from './gltf-accessors.ts';
import { type GltfDocument, type GltfNode, type GltfPrimitive, openGltf } from './gltf-document.ts';
import { IDENTITY, type Matrix, multiply, rotation, scaling, transformed, translation } from './matrix.ts';
import type { LayerBuilder, ModelBuilder } from './model-builder.ts';
import { unreadable } from './model-errors.ts';
import type { ReadModel } from './read-model.ts';
import { addTriangle } from './triangulate-face.ts';

/** Trees of nodes are shallow; a file whose nodes contain themselves has no end. */
const MAX_DEPTH = 64;
/** A scene with more nodes at its top has no nodes for layers. */
const MAX_LAYER_NODES = 32;

/** glTF 2.0, in one file or with its buffers beside it: metres, y up. Nodes at the top are layers, nodes in them features. */
export const readGltf: ReadModel = async (file, model) => {
  const document = await openGltf(file);
  model.up = 'y';
  model.metresPerUnit = 1;
  try {
    new GltfScene(document, await GltfAccessors.of(document), model).read();
  } catch (cause) {
    if (cause instanceof RangeError) throw unreadable(file.name, `it is damaged (${cause.message})`, cause);
    throw cause;
  }
};

/** Where in the tree a node is. */
interface Place {
  readonly matrix: Matrix;
  /** Undefined above the layers. */
  readonly layer: string | undefined;
  readonly feature: number;
  readonly depth: number;
}

class GltfScene {
  readonly #document: GltfDocument;
  readonly #accessors: GltfAccessors;
  readonly #model: ModelBuilder;

  constructor(document: GltfDocument, accessors: GltfAccessors, model: ModelBuilder) {
    this.#document = document;
    this.#accessors = accessors;
    this.#model = model;
  }

  read(): void {
    const { scenes, scene, nodes } = this.#document.json;
    const children = new Set(nodes.flatMap((node) => node.children));
    const roots = scenes[scene]?.nodes ?? [...nodes.keys()].filter((index) => !children.has(index));
    this.#children(roots, { matrix: IDENTITY, layer: undefined, feature: NO_FEATURE, depth: 0 });
  }

  #children(indices: readonly number[], place: Place): void {
    if (place.depth > MAX_DEPTH) throw new RangeError('its nodes lie too deep in each other');
    const { layer } = place;
    const isFlat = layer === undefined && indices.length > MAX_LAYER_NODES;
    for (const index of indices) {
      const node = this.#document.json.nodes[index];
      if (!node) throw new RangeError(`there is no node ${index}`);
      this.#node(node, isFlat ? { ...place, layer: 'Model' } : place, indices.length === 1);
    }
  }

  #node(node: GltfNode, { matrix, layer, feature, depth }: Place, isOnly: boolean): void {
    const here: Place = {
      matrix: multiply(matrix, ownMatrix(node)),
      layer: layer ?? (isOnly && node.mesh === undefined ? undefined : (node.name ?? 'Model')),
      feature: layer === undefined ? feature : this.#featureOf(node, feature),
      depth: depth + 1,
    };
    if (node.mesh !== undefined) this.#mesh(node, here);
    this.#children(node.children, here);
  }

  #featureOf({ name, extras }: GltfNode, inherited: number): number {
    if (name === undefined && extras === undefined) return inherited;
    return this.#model.addFeature(featureOfExtras(name, extras));
  }

  #mesh(node: GltfNode, { matrix, layer: layerName = 'Model', feature }: Place): void {
    const mesh = this.#document.json.meshes[node.mesh!];
    if (!mesh) throw new RangeError(`there is no mesh ${node.mesh}`);
    const layer = this.#model.layer(layerName);
    layer.feature = feature;
    for (const instance of this.#instances(node)) {
      for (const primitive of mesh.primitives) this.#primitive(primitive, multiply(matrix, instance), layer);
    }
  }

  /** Where the copies of an instanced node stand in it (EXT_mesh_gpu_instancing). */
  #instances({ extensions }: GltfNode): readonly Matrix[] {
    const attributes = extensions?.EXT_mesh_gpu_instancing?.attributes;
    if (!attributes) return [IDENTITY];
    const column = (name: string) => {
      const accessor = attributes[name];
      if (accessor === undefined) return undefined;
      const { values, components } = this.#accessors.get(accessor);
      return {
        count: values.length / components,
        at: (i: number) => [...values.subarray(i * components, (i + 1) * components)],
      };
    };
    const [move, turn, size] = [column('TRANSLATION'), column('ROTATION'), column('SCALE')];
    const count = Math.min(...[move, turn, size].flatMap((known) => known?.count ?? []));
    return Array.from({ length: Number.isFinite(count) ? count : 0 }, (_, i) =>
      composed(move?.at(i) ?? [], turn?.at(i) ?? [], size?.at(i) ?? []),
    );
  }

  #primitive({ attributes, indices, material, mode }: GltfPrimitive, matrix: Matrix, layer: LayerBuilder): void {
    const { POSITION: position, COLOR_0: colour } = attributes;
    if (position === undefined || !isTriangles(mode)) return;
    const positions = transformed(this.#accessors.get(position).values, matrix);
    const colours = colour === undefined ? undefined : this.#accessors.get(colour);
    const corners = indices === undefined ? undefined : this.#accessors.get(indices).values;
    const count = corners?.length ?? positions.length / 3;
    const corner = (i: number) => (corners ? corners[i]! : i);
    const factor = material === undefined ? undefined : this.#factor(material);
    if (factor && !colours) layer.colour = toRgb(factor);
    else layer.colour = undefined;
    eachTriangle(mode, count, (a, b, c) => {
      if (colours) layer.colour = vertexColour(colours.values, colours.components * corner(a), factor);
      addTriangle(layer, positions, corner(a), corner(b), corner(c));
    });
  }

  #factor(material: number): readonly number[] {
    return this.#document.json.materials[material]?.pbrMetallicRoughness?.baseColorFactor ?? [1, 1, 1, 1];
  }
}

function ownMatrix({ matrix, translation: move, rotation: turn, scale }: GltfNode): Matrix {
  return matrix ?? composed(move, turn, scale);
}

function composed(move: readonly number[], turn: readonly number[], scale: readonly number[]): Matrix {
  return multiply(translation(move), multiply(rotation(turn), scaling(scale)));
}

const TRIANGLES = 4;
const STRIP = 5;
const FAN = 6;

function isTriangles(mode: number): boolean {
  return mode === TRIANGLES || mode === STRIP || mode === FAN;
}

function eachTriangle(mode: number, count: number, use: (a: number, b: number, c: number) => void): void {
  if (mode === TRIANGLES) for (let i = 0; i + 2 < count; i += 3) use(i, i + 1, i + 2);
  else if (mode === FAN) for (let i = 1; i + 1 < count; i++) use(0, i, i + 1);
  else for (let i = 0; i + 2 < count; i++) use(i, i + 1 + (i % 2), i + 2 - (i % 2));
}

function vertexColour(values: Float64Array, at: number, [r = 1, g = 1, b = 1]: readonly number[] = []): Rgb {
  return toRgb([values[at]! * r, values[at + 1]! * g, values[at + 2]! * b]);
}

/** Linear light to sRGB (IEC 61966-2-1). */
function toRgb([red = 1, green = 1, blue = 1]: readonly number[]): Rgb {
  const channel = (light: number) => {
    const bounded = Math.min(1, Math.max(0, light));
    return Math.round(255 * (bounded <= 0.0031308 ? bounded * 12.92 : 1.055 * bounded ** (1 / 2.4) - 0.055));
  };
  return [channel(red), channel(green), channel(blue)];
}
