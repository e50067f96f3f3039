import type { GltfAccessor, GltfDocument, GltfView } from './gltf-document.ts';

const COMPONENTS: Readonly<Record<string, number>> = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4 };

interface ComponentType {
  readonly size: number;
  /** What a normalized integer of 1 is. */
  readonly one: number;
  get(view: DataView, at: number): number;
}

const TYPES: Readonly<Record<number, ComponentType>> = {
  5120: { size: 1, one: 127, get: (view, at) => view.getInt8(at) },
  5121: { size: 1, one: 255, get: (view, at) => view.getUint8(at) },
  5122: { size: 2, one: 32_767, get: (view, at) => view.getInt16(at, true) },
  5123: { size: 2, one: 65_535, get: (view, at) => view.getUint16(at, true) },
  5125: { size: 4, one: 1, get: (view, at) => view.getUint32(at, true) },
  5126: { size: 4, one: 1, get: (view, at) => view.getFloat32(at, true) },
};

/** The numbers of an accessor. */
export interface AccessorData {
  readonly values: Float64Array;
  readonly components: number;
}

/** Reads accessors of a document, each once. @throws RangeError where one reaches beyond its buffer */
export class GltfAccessors {
  readonly #document: GltfDocument;
  readonly #views = new Map<number, Uint8Array>();
  readonly #read = new Map<number, AccessorData>();

  private constructor(document: GltfDocument) {
    this.#document = document;
  }

  /** Unpacks what is compressed beforehand. */
  static async of(document: GltfDocument): Promise<GltfAccessors> {
    const accessors = new GltfAccessors(document);
    for (const [index, view] of document.json.bufferViews.entries()) {
      accessors.#views.set(index, await viewBytes(view, document));
    }
    return accessors;
  }

  get(index: number): AccessorData {
    const known = this.#read.get(index);
    if (known) return known;
    const accessor = this.#document.json.accessors[index];
    if (!accessor) throw new RangeError(`there is no accessor ${index}`);
    const data = this.#values(accessor);
    this.#read.set(index, data);
    return data;
  }

  #values(accessor: GltfAccessor): AccessorData {
    const components = COMPONENTS[accessor.type];
    const type = TYPES[accessor.componentType];
    if (!components || !type) throw new RangeError(`there are no numbers of type ${accessor.type}`);
    const values = new Float64Array(accessor.count * components);
    const { bufferView, byteOffset, normalized, sparse } = accessor;
    if (bufferView !== undefined) this.#fill(values, bufferView, byteOffset, type, components);
    if (sparse) this.#replace(values, sparse, type, components);
    if (normalized) for (let i = 0; i < values.length; i++) values[i] = Math.max(-1, values[i]! / type.one);
    return { values, components };
  }

  #fill(values: Float64Array, index: number, offset: number, type: ComponentType, components: number): void {
    const { size, get } = type;
    const view = this.#view(index);
    const stride = this.#document.json.bufferViews[index]?.byteStride ?? size * components;
    for (let i = 0, at = offset; i < values.length; i += components, at += stride) {
      for (let k = 0; k < components; k++) values[i + k] = get(view, at + k * size);
    }
  }

  #replace(
    values: Float64Array,
    { count, indices, values: replacements }: NonNullable<GltfAccessor['sparse']>,
    type: ComponentType,
    components: number,
  ): void {
    const places = new Float64Array(count);
    const placeType = TYPES[indices.componentType];
    if (!placeType) throw new RangeError('sparse numbers have no places');
    this.#fill(places, indices.bufferView, indices.byteOffset, placeType, 1);
    const others = new Float64Array(count * components);
    this.#fill(others, replacements.bufferView, replacements.byteOffset, type, components);
    for (const [i, place] of places.entries()) {
      values.set(others.subarray(i * components, (i + 1) * components), place * components);
    }
  }

  #view(index: number): DataView {
    const bytes = this.#views.get(index);
    if (!bytes) throw new RangeError(`there is no buffer view ${index}`);
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
}

async function viewBytes({ extensions, ...plain }: GltfView, { buffers }: GltfDocument): Promise<Uint8Array> {
  const packed = extensions?.EXT_meshopt_compression;
  const { buffer, byteOffset, byteLength } = packed ?? plain;
  const bytes = buffers[buffer];
  if (!bytes || byteOffset + byteLength > bytes.length) throw new RangeError(`buffer ${buffer} is too short`);
  const part = bytes.subarray(byteOffset, byteOffset + byteLength);
  if (!packed) return part;
  const { MeshoptDecoder } = await import('three/examples/jsm/libs/meshopt_decoder.module.js');
  await MeshoptDecoder.ready;
  const unpacked = new Uint8Array(packed.count * packed.byteStride);
  MeshoptDecoder.decodeGltfBuffer(unpacked, packed.count, packed.byteStride, part, packed.mode, packed.filter);
  return unpacked;
}
