import * as v from 'valibot';
import type { ModelFile } from '../model.ts';
import { baseName } from '../readable-formats.ts';
import { unreadable } from './model-errors.ts';

const index = v.pipe(v.number(), v.integer(), v.minValue(0));
const numbers = v.array(v.number());
const extras = v.optional(v.unknown());
const attributes = v.record(v.string(), index);

const Node = v.object({
  name: v.optional(v.string()),
  children: v.optional(v.array(index), []),
  mesh: v.optional(index),
  matrix: v.optional(v.pipe(numbers, v.length(16))),
  translation: v.optional(numbers, []),
  rotation: v.optional(numbers, []),
  scale: v.optional(numbers, []),
  extensions: v.optional(v.object({ EXT_mesh_gpu_instancing: v.optional(v.object({ attributes })) })),
  extras,
});

const Primitive = v.object({
  attributes,
  indices: v.optional(index),
  material: v.optional(index),
  mode: v.optional(v.number(), 4),
});

const Material = v.object({
  name: v.optional(v.string()),
  pbrMetallicRoughness: v.optional(v.object({ baseColorFactor: v.optional(numbers) })),
});

const View = v.object({
  buffer: index,
  byteOffset: v.optional(index, 0),
  byteLength: index,
  byteStride: v.optional(index),
  extensions: v.optional(
    v.object({
      EXT_meshopt_compression: v.optional(
        v.object({
          buffer: index,
          byteOffset: v.optional(index, 0),
          byteLength: index,
          byteStride: index,
          count: index,
          mode: v.picklist(['ATTRIBUTES', 'TRIANGLES', 'INDICES']),
          filter: v.optional(v.string(), 'NONE'),
        }),
      ),
    }),
  ),
});

const Sparse = v.object({
  count: index,
  indices: v.object({ bufferView: index, byteOffset: v.optional(index, 0), componentType: v.number() }),
  values: v.object({ bufferView: index, byteOffset: v.optional(index, 0) }),
});

const Accessor = v.object({
  bufferView: v.optional(index),
  byteOffset: v.optional(index, 0),
  componentType: v.number(),
  normalized: v.optional(v.boolean(), false),
  count: index,
  type: v.string(),
  sparse: v.optional(Sparse),
});

const Json = v.object({
  asset: v.object({ version: v.string() }),
  scene: v.optional(index, 0),
  scenes: v.optional(v.array(v.object({ nodes: v.optional(v.array(index), []) })), []),
  nodes: v.optional(v.array(Node), []),
  meshes: v.optional(v.array(v.object({ name: v.optional(v.string()), primitives: v.array(Primitive), extras })), []),
  materials: v.optional(v.array(Material), []),
  accessors: v.optional(v.array(Accessor), []),
  bufferViews: v.optional(v.array(View), []),
  buffers: v.optional(v.array(v.object({ uri: v.optional(v.string()), byteLength: index })), []),
  extensionsRequired: v.optional(v.array(v.string()), []),
});

export type GltfJson = v.InferOutput<typeof Json>;
export type GltfNode = GltfJson['nodes'][number];
export type GltfPrimitive = GltfJson['meshes'][number]['primitives'][number];
export type GltfAccessor = GltfJson['accessors'][number];
export type GltfView = GltfJson['bufferViews'][number];

/** A glTF file taken apart: its description and its buffers. */
export interface GltfDocument {
  readonly json: GltfJson;
  readonly buffers: readonly Uint8Array<ArrayBuffer>[];
}

/** What a file may require; all other extensions change only the look, or are refused. */
const KNOWN_EXTENSIONS = [
  'EXT_mesh_gpu_instancing',
  'EXT_meshopt_compression',
  'KHR_mesh_quantization',
  'KHR_materials_unlit',
  'KHR_texture_transform',
];

const MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const BIN_CHUNK = 0x004e4942;

/** Reads the description of a GLB or glTF, checks it, and gets its buffers. @throws ExportError `bad-file` */
export async function openGltf(file: ModelFile): Promise<GltfDocument> {
  const { text, binary } = parts(file);
  const json = parsed(file.name, text);
  const unknown = json.extensionsRequired.filter((name) => !KNOWN_EXTENSIONS.includes(name));
  if (unknown.length > 0) throw unreadable(file.name, `it needs ${unknown.join(', ')}, which is not known here`);
  const buffers = await Promise.all(json.buffers.map(({ uri }) => bufferOf(file, uri, binary)));
  return { json, buffers };
}

function parsed(name: string, text: string): GltfJson {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw unreadable(name, 'its description is no JSON', cause);
  }
  const result = v.safeParse(Json, value);
  if (!result.success) {
    const [issue] = result.issues;
    throw unreadable(name, `its description is wrong at ${v.getDotPath(issue) ?? 'the top'}: ${issue.message}`);
  }
  if (!result.output.asset.version.startsWith('2.')) throw unreadable(name, 'it is not of glTF version 2');
  return result.output;
}

function parts({ name, bytes }: ModelFile): { text: string; binary: Uint8Array<ArrayBuffer> | undefined } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 20 || view.getUint32(0, true) !== MAGIC) {
    return { text: new TextDecoder().decode(bytes), binary: undefined };
  }
  const chunks = new Map<number, Uint8Array<ArrayBuffer>>();
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = view.getUint32(at, true);
    if (at + 8 + length > bytes.length) throw unreadable(name, 'it is incomplete');
    chunks.set(view.getUint32(at + 4, true), bytes.subarray(at + 8, at + 8 + length));
    at += 8 + length;
  }
  return { text: new TextDecoder().decode(chunks.get(JSON_CHUNK)), binary: chunks.get(BIN_CHUNK) };
}

/** Nothing is fetched: data lie in the file, in its text, or in a file beside it. */
async function bufferOf(
  file: ModelFile,
  uri: string | undefined,
  binary: Uint8Array<ArrayBuffer> | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  if (uri === undefined) return binary ?? new Uint8Array();
  if (uri.startsWith('data:')) {
    const base64 = uri.slice(uri.indexOf(',') + 1);
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  }
  const bytes = await file.companion(baseName(decodeURIComponent(uri)));
  if (!bytes) throw unreadable(file.name, `the file ${uri} that it needs is missing`);
  return bytes;
}
